@testable import TLSHandshake

/// Bytes of handshakes, written out as the RFCs draw them.
enum Handshakes {
  static func record(_ type: UInt8, _ content: [UInt8], version: UInt16 = 0x0303) -> [UInt8] {
    [type] + be16(version) + be16(UInt16(content.count)) + content
  }

  /// The messages in records of at most `size` bytes of content.
  static func records(_ content: [UInt8], size: Int) -> [UInt8] {
    stride(from: 0, to: content.count, by: size).flatMap { start in
      record(22, Array(content[start..<min(start + size, content.count)]))
    }
  }

  static func message(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
    [type] + be24(body.count) + body
  }

  static func clientHello(serverName: String? = "expe.example.com", extensions: [UInt8] = []) -> [UInt8] {
    var all = extensions
    if let serverName {
      let name = Array(serverName.utf8)
      let list = [0] + be16(UInt16(name.count)) + name
      all += be16(0) + be16(UInt16(list.count + 2)) + be16(UInt16(list.count)) + list
    }
    let body: [UInt8] =
      be16(0x0303) + [UInt8](repeating: 0xa5, count: 32) + [0] + be16(2) + be16(0xc02f) + [1, 0]
      + be16(UInt16(all.count)) + all
    return message(1, body)
  }

  static func serverHello(
    version: UInt16 = 0x0303, cipherSuite: UInt16 = 0xc02f, supportedVersion: UInt16? = nil
  ) -> [UInt8] {
    let extensions = supportedVersion.map { be16(43) + be16(2) + be16($0) } ?? []
    return message(
      2,
      be16(version) + [UInt8](repeating: 0x5a, count: 32) + [0] + be16(cipherSuite) + [0]
        + be16(UInt16(extensions.count)) + extensions)
  }

  static func certificate(_ elements: [[UInt8]]) -> [UInt8] {
    let list = elements.flatMap { be24($0.count) + $0 }
    return message(11, be24(list.count) + list)
  }

  /// Looks like DER from outside: a SEQUENCE of its length.
  static func element(_ fill: UInt8, count: Int) -> [UInt8] {
    [0x30, 0x82] + be16(UInt16(count)) + [UInt8](repeating: fill, count: count)
  }

  static let changeCipherSpec = record(20, [1])

  static func be16(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xff)] }
  static func be24(_ value: Int) -> [UInt8] { [UInt8(value >> 16 & 0xff)] + be16(UInt16(value & 0xffff)) }
}
