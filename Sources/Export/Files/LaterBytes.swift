import Dispatch
import Synchronization

/// Bytes that are being made on another thread while others are written.
final class LaterBytes: Sendable {
  private let made = Mutex<[UInt8]>([])
  private let making = DispatchGroup()

  /// Begins at once.
  init(_ make: @escaping @Sendable () -> [UInt8]) {
    // A queue of its own has a thread of its own; a global one's threads may all be waiting for bytes.
    DispatchQueue(label: "pcapcert.later", qos: .userInitiated).async(group: making) {
      let bytes = make()
      self.made.withLock { $0 = bytes }
    }
  }

  func wait() { making.wait() }

  /// Waits until they are made.
  var bytes: [UInt8] {
    wait()
    return made.withLock(\.self)
  }
}
