import CShim

/// Where something lies in memory, to have it fetched into the processor's cache before it is looked at. Nothing is ever
/// read through it: where what was there is gone, fetching is useless and does no harm.
public struct MemoryPlace: Sendable {
  let address: UInt
  let byteCount: UInt

  /// The bytes, and what the array keeps in front of them.
  public init(of array: [UInt8]) {
    // Safe: the address is never read through.
    let start = unsafe array.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    address = start &- Self.arrayHeaderByteCount
    byteCount = UInt(array.count) &+ Self.arrayHeaderByteCount
  }

  /// The object's first fields.
  public init(of object: AnyObject) {
    address = UInt(bitPattern: ObjectIdentifier(object))
    byteCount = 1
  }

  /// Begins to fetch what is there, without waiting for it.
  public func prefetch() {
    var line = address & ~(Self.cacheLineByteCount &- 1)
    while line < address &+ byteCount {
      // Safe: nothing is read.
      unsafe pcapcert_prefetch(UnsafeRawPointer(bitPattern: line))
      line &+= Self.cacheLineByteCount
    }
  }

  private static let cacheLineByteCount: UInt = 64
  private static let arrayHeaderByteCount: UInt = 32
}
