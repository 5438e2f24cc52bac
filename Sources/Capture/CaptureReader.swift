import WireFormat

/// Why a capture could not be read, or not to its end.
public enum CaptureError: Error, Sendable, Equatable {
  /// The file cannot be opened or read; `reason` is the system's.
  case unreadable(reason: String)
  /// The file is no capture; `hint` says what it looks like, where that is known, and what to do.
  case notACapture(hint: String?)
  /// The file is damaged behind packet `packet` (0: before the first).
  case damaged(afterPacket: Int, reason: String)
  /// The filter expression cannot be compiled.
  case badFilter(reason: String)
}

/// Reads the packets of one pcap or pcapng file.
public final class CaptureReader {
  /// Set when the file ends inside its last packet: all packets before it were given.
  public private(set) var cutInsidePacket: Int?

  /// - Parameters:
  ///   - path: a file's path, or `-` for standard input.
  ///   - filter: an expression in tcpdump's filter language, or nil.
  public init(path: String, filter: String? = nil) throws(CaptureError) {
    throw .unreadable(reason: "not built yet")
  }

  /// Hands the next packet to `body`; false at the end of the file.
  public func next(_ body: (CapturedPacket, Span<UInt8>) -> Void) throws(CaptureError) -> Bool {
    false
  }
}

extension CaptureError: CustomStringConvertible {
  public var description: String { "\(self)" }
}
