import WireFormat

/// The bytes that the headers before have left for the next one: those captured, and how many
/// more there were on the wire before the snap length cut them off.
struct PacketRegion: ~Escapable {
  var reader: ByteReader
  /// Bytes on the wire behind the last captured one.
  private(set) var missingByteCount: Int

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, missingByteCount: Int) {
    reader = ByteReader(bytes)
    self.missingByteCount = missingByteCount
  }

  /// Bytes not read yet, with those that were not captured.
  var byteCountOnWire: Int { reader.remainingByteCount + missingByteCount }

  /// Keeps what a header's length field says: bytes behind it (Ethernet padding, trailers) are
  /// forgotten, bytes that it says but that are not there were cut by the snap length.
  @_lifetime(self: copy self)
  mutating func limit(toByteCountOnWire count: Int) {
    missingByteCount = max(0, count - reader.remainingByteCount)
    reader.limit(toByteCount: count)
  }

  /// Forgets a trailer of `count` bytes.
  @_lifetime(self: copy self)
  mutating func dropLast(_ count: Int) {
    limit(toByteCountOnWire: max(0, byteCountOnWire - count))
  }
}
