import WireFormat

/// The packet that most packets are: Ethernet, IPv4 without options or IPv6 without extension headers, and TCP.
///
/// ```
///   Destination (6) | Source (6) | EtherType (2) | IP header (20 or 40) | TCP header (20 or more) | payload
/// ```
/// Everything is where it always is, so it is read without a reader that moves; that takes a fifth of the time.
/// Whatever is not as expected, a length that contradicts another among it, is left to the decoders of each layer,
/// which say what is wrong. For what is accepted here they give the same.
struct PlainSegment {
  var segment: TCPSegment
  var payload: Range<Int>

  /// Nil where the packet is another one.
  @inline(__always)
  init?(ethernet bytes: Span<UInt8>) {
    guard bytes.count >= 54 else { return nil }
    if bytes[12] == 0x08, bytes[13] == 0, bytes[14] == 0x45 {
      let totalLength = Int(bytes.bigEndianUInt16(at: 16))
      // No fragment: neither More Fragments nor an offset.
      guard bytes[20] & 0x3f | bytes[21] == 0, bytes[23] == IPProtocolNumber.tcp.rawValue, totalLength >= 40 else {
        return nil
      }
      self.init(
        bytes, tcp: 34, byteCountOnWire: totalLength - 20,
        IPAddress(v4: bytes.bigEndianUInt32(at: 26)), IPAddress(v4: bytes.bigEndianUInt32(at: 30)))
    } else if bytes.count >= 74, bytes[12] == 0x86, bytes[13] == 0xdd, bytes[14] >> 4 == 6 {
      let payloadLength = Int(bytes.bigEndianUInt16(at: 18))
      guard bytes[20] == IPProtocolNumber.tcp.rawValue, payloadLength >= 20 else { return nil }
      self.init(
        bytes, tcp: 54, byteCountOnWire: payloadLength,
        IPAddress(v6High: bytes.bigEndianUInt64(at: 22), low: bytes.bigEndianUInt64(at: 30)),
        IPAddress(v6High: bytes.bigEndianUInt64(at: 38), low: bytes.bigEndianUInt64(at: 46)))
    } else {
      return nil
    }
  }

  @inline(__always)
  private init?(
    _ bytes: Span<UInt8>, tcp: Int, byteCountOnWire: Int, _ source: IPAddress, _ destination: IPAddress
  ) {
    let dataOffset = Int(bytes[tcp + 12] >> 4) * 4
    guard dataOffset >= 20, dataOffset <= byteCountOnWire else { return nil }
    segment = TCPSegment(
      source: Endpoint(address: source, port: bytes.bigEndianUInt16(at: tcp)),
      destination: Endpoint(address: destination, port: bytes.bigEndianUInt16(at: tcp + 2)),
      sequenceNumber: bytes.bigEndianUInt32(at: tcp + 4), acknowledgmentNumber: bytes.bigEndianUInt32(at: tcp + 8),
      flags: TCPSegment.Flags(rawValue: bytes[tcp + 13]), payloadByteCount: byteCountOnWire - dataOffset)
    // The snap length may cut the payload, padding may follow it.
    let end = min(tcp + byteCountOnWire, bytes.count)
    payload = min(tcp + dataOffset, end)..<end
  }
}
