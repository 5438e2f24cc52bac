import Dispatch
import Synchronization

/// Bytes that are being made on another thread while others are written.
final class LaterBytes: Sendable {
  private let made = Mutex<[UInt8]>([])
  private let making = DispatchGroup()

  /// Begins at once.
  init(_ make: @escaping @Sendable () -> [UInt8]) {
    DispatchQueue.global(qos: .userInitiated).async(group: making) {
      let bytes = make()
      self.made.withLock { $0 = bytes }
    }
  }

  /// Waits until they are made.
  var bytes: [UInt8] {
    making.wait()
    return made.withLock(\.self)
  }
}
