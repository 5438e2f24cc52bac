import CShim

/// Where something lies in memory, to have it fetched into the processor's cache before it is looked at. Nothing is ever
/// read through it: where what was there is gone, fetching is useless and does no harm.
package struct MemoryPlace: Sendable {
  @usableFromInline let address: UInt
  @usableFromInline let byteCount: UInt

  /// The bytes, and what the array keeps in front of them; of a long one the beginning.
  package init(of array: [UInt8]) {
    // Safe: the address is never read through.
    let start = unsafe array.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    address = start &- Self.arrayHeaderByteCount
    byteCount = min(UInt(array.count) &+ Self.arrayHeaderByteCount, Self.byteLimit)
  }

  /// The object's first fields.
  package init(of object: AnyObject) {
    address = UInt(bitPattern: ObjectIdentifier(object))
    byteCount = Self.cacheLineByteCount
  }

  /// The bytes; of many the beginning.
  @inlinable @inline(__always)
  package init(of bytes: Span<UInt8>) {
    // Safe: the address is never read through.
    address = unsafe bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    byteCount = min(UInt(bytes.count), Self.byteLimit)
  }

  /// Begins to fetch what is there, without waiting for it.
  @inlinable @inline(__always)
  package func prefetch() {
    guard byteCount > 0 else { return }
    var line = address & ~(Self.cacheLineByteCount &- 1)
    while line < address &+ byteCount {
      // Safe: nothing is read.
      unsafe pcapcert_prefetch(UnsafeRawPointer(bitPattern: line))
      line &+= Self.cacheLineByteCount
    }
  }

  @inlinable
  static var cacheLineByteCount: UInt { 64 }
  /// What Swift's arrays keep in front of their elements. Were it another number, it would only be slower.
  private static let arrayHeaderByteCount: UInt = 32
  /// More would only push out what was fetched first; and nobody shall be able to ask for megabytes.
  @inlinable
  static var byteLimit: UInt { 4096 }
}
