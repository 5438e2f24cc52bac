import WireFormat

/// What a stream that reads all its records knows of them beyond the handshake: whether they are encrypted by now,
/// and the alert that is being read.
struct RecordWatch {
  /// ChangeCipherSpec or application data came: handshake records are not read any more, only counted.
  var isEncrypted = false
  private var alertLevel: UInt8?

  /// The next bytes of an alert record of `length` bytes (without its MAC).
  ///
  /// - Returns: the alert when its bytes are there.
  mutating func readAlert(_ bytes: Span<UInt8>, length: Int) -> Alert? {
    guard length == Alert.byteCount else { return nil }
    var alert: Alert?
    for index in 0..<bytes.count {
      if let level = alertLevel {
        alert = Alert(level: level, description: bytes[index])
        alertLevel = nil
      } else {
        alertLevel = bytes[index]
      }
    }
    return alert
  }

  /// Bytes are missing.
  mutating func forget() {
    alertLevel = nil
  }
}
