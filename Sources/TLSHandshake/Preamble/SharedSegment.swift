import WireFormat

/// Where a handshake may begin inside of a segment, behind something else that its sender wrote with it.
///
/// Only behind what tells by itself where it ends: a search at every byte would take the TLS records that OpenVPN
/// carries in its packets, and others like them, for a connection's own.
///
/// - PROXY protocol, version 2: signature, version, family, length (https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt, 2.2).
/// - MySQL: the SSLRequest packet, which is not answered.
/// - SOCKS 4 and 5: a request whose sender does not wait for the reply.
/// - Lines of text: PROXY protocol, version 1, and commands or answers that were sent again with what came behind.
enum SharedSegment {
  /// Where behind the start of `bytes` the first record may be; nil where there is no such place.
  static func handshakeOffset(in bytes: Span<UInt8>) -> Int? {
    guard bytes.count > smallestPreamble else { return nil }
    let offset: Int?
    switch bytes[0] {
    case 0x0d: offset = proxyHeaderByteCount(bytes)
    case 32: offset = mySQLRequestByteCount(bytes) ?? textByteCount(bytes)
    case 4: offset = socks4RequestByteCount(bytes)
    case 5: offset = socks5RequestByteCount(bytes)
    case 33...126: offset = textByteCount(bytes)
    default: return nil
    }
    return offset.flatMap { $0 < bytes.count ? $0 : nil }
  }

  /// The PROXY protocol's header at the start of `bytes`; nil where there is none, or not all of it.
  static func proxyHeaderByteCount(_ bytes: Span<UInt8>) -> Int? {
    if starts(bytes, with: proxySignature) {
      guard bytes.count >= 16, bytes[12] >> 4 == 2 else { return nil }
      let byteCount = 16 + Int(bytes.bigEndianUInt16(at: 14))
      return byteCount <= bytes.count ? byteCount : nil
    }
    guard starts(bytes, with: proxyWord) else { return nil }
    for index in proxyWord.count..<min(bytes.count, longestProxyLine) where bytes[index] == UInt8(ascii: "\n") {
      return index + 1
    }
    return nil
  }

  private static func mySQLRequestByteCount(_ bytes: Span<UInt8>) -> Int? {
    bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 1 ? 4 + 32 : nil
  }

  /// VN (1) | CD (1) | DSTPORT (2) | DSTIP (4) | USERID, NUL | SOCKS4a, with an address 0.0.0.x: name, NUL
  private static func socks4RequestByteCount(_ bytes: Span<UInt8>) -> Int? {
    guard bytes[1] == 1, bytes.count > 9, let userEnd = end(of: bytes, from: 8) else { return nil }
    let hasName = bytes[4] == 0 && bytes[5] == 0 && bytes[6] == 0 && bytes[7] != 0
    return hasName ? end(of: bytes, from: userEnd) : userEnd
  }

  /// VER (1) | CMD (1) | RSV (1) | ATYP (1) | DST.ADDR | DST.PORT (2)               RFC 1928, 4
  private static func socks5RequestByteCount(_ bytes: Span<UInt8>) -> Int? {
    guard bytes[1] == 1, bytes[2] == 0 else { return nil }
    switch bytes[3] {
    case 1: return 4 + 4 + 2
    case 3: return 4 + 1 + Int(bytes[4]) + 2
    case 4: return 4 + 16 + 2
    default: return nil
    }
  }

  /// Nothing but text, up to a byte that begins a record and is none of text.
  private static func textByteCount(_ bytes: Span<UInt8>) -> Int? {
    guard let end = bytes.extracting(first: longestText).firstIndex(of: ContentType.handshake.rawValue), end > 0,
      bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: ">")
    else { return nil }
    for index in 0..<end {
      switch bytes[index] {
      case 0x20...0x7e, UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
      default: return nil
      }
    }
    return end
  }

  /// Behind the next NUL.
  private static func end(of bytes: Span<UInt8>, from start: Int) -> Int? {
    for index in start..<max(start, min(bytes.count, start + 256)) where bytes[index] == 0 { return index + 1 }
    return nil
  }

  private static func starts(_ bytes: Span<UInt8>, with prefix: [UInt8]) -> Bool {
    guard bytes.count >= prefix.count else { return false }
    for index in prefix.indices where bytes[index] != prefix[index] { return false }
    return true
  }

  private static let proxySignature: [UInt8] = [0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]
  private static let proxyWord = Array("PROXY ".utf8)
  /// Of version 1, with its CR LF.
  private static let longestProxyLine = 107
  private static let smallestPreamble = 8
  /// Beyond this no text is looked through.
  private static let longestText = 1024
}
