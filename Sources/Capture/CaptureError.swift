/// Why a capture could not be read, or not to its end.
public enum CaptureError: Error, Sendable, Equatable {
  /// The file cannot be opened or read; `reason` is the system's.
  case unreadable(reason: String)
  /// The file is no capture; `hint` says what it looks like, where that is known, and what to do.
  case notACapture(hint: String?)
  /// The file is damaged behind packet `packet` (0: before the first).
  case damaged(afterPacket: Int, reason: String)
  /// One of the files that a rotated capture consists of could not be read, or not to its end; the others were.
  case part(name: String, reason: String)
  /// The filter expression cannot be compiled.
  case badFilter(reason: String)
}

extension CaptureError: CustomStringConvertible {
  /// A sentence for the person at the keyboard, without the file's name.
  public var description: String {
    switch self {
    case .unreadable(let reason): reason
    case .notACapture(let hint?): "not a capture: \(hint)"
    case .notACapture(nil): "not a capture file (neither pcap nor pcapng)"
    case .damaged(0, let reason): "damaged before its first packet: \(reason)"
    case .damaged(let packet, let reason): "damaged after packet \(packet): \(reason)"
    case .part(let name, let reason): "\(name): \(reason)"
    case .badFilter(let reason): "the filter cannot be compiled: \(reason)"
    }
  }
}
