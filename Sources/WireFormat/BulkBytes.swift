#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Unsafe code for many bytes at once: copies, comparison, a hash, a string of them.
extension [UInt8] {
  /// The bytes of `span`, copied.
  public init(copying span: Span<UInt8>) {
    self = []
    append(copying: span)
  }

  /// Appends the bytes of `span`.
  public mutating func append(copying span: Span<UInt8>) {
    unsafe span.withUnsafeBufferPointer { buffer in
      unsafe append(contentsOf: buffer)
    }
  }

  /// Whether these are the bytes of `span`.
  // Of a stored array no span can be lent, but it is lent to its own methods without being counted.
  @inlinable @inline(__always)
  public func isEqual(to other: Span<UInt8>) -> Bool { span.isEqual(to: other) }

  /// Writes the bytes of `span` over those from `offset` on, as far as there are any to write over.
  public mutating func overwrite(at offset: Int, copying span: Span<UInt8>) {
    var target = mutableSpan
    target.overwrite(at: offset, copying: span)
  }
}

extension OutputSpan<UInt8> {
  /// Appends the bytes of `span`, for which there must be room.
  @inlinable @inline(__always)
  public mutating func append(copying span: Span<UInt8>) {
    precondition(span.count <= freeCapacity)
    // Safe: the buffer has room for `span.count` bytes behind those that are there, and does not overlap `span`.
    unsafe withUnsafeMutableBufferPointer { target, count in
      unsafe span.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        unsafe (to + count).initialize(from: from, count: source.count)
        count += source.count
      }
    }
  }
}

extension StaticString {
  /// Its UTF-8, which is there as long as the program is.
  @inlinable @inline(__always)
  public var utf8Span: Span<UInt8> {
    @_lifetime(immortal)
    get {
      precondition(hasPointerRepresentation)
      // Safe: the bytes of a static string lie in the program, `utf8CodeUnitCount` of them.
      let span = unsafe Span(_unsafeStart: utf8Start, count: utf8CodeUnitCount)
      return unsafe _overrideLifetime(span, copying: ())
    }
  }
}

extension MutableSpan<UInt8> {
  /// Writes the bytes of `span`, all of them, over those from `offset` on.
  @inlinable @inline(__always)
  public mutating func write(_ span: Span<UInt8>, at offset: Int) {
    precondition(offset >= 0 && span.count <= count - offset)
    // Safe: both are there for the call, and have `span.count` bytes from these places on.
    unsafe withUnsafeMutableBytes { target in
      unsafe span.withUnsafeBytes { source in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        unsafe (to + offset).copyMemory(from: from, byteCount: source.count)
      }
    }
  }

  /// Writes the bytes of `span` over those from `offset` on, as far as there are any to write over: how many.
  @discardableResult
  public mutating func overwrite(at offset: Int, copying span: Span<UInt8>) -> Int {
    guard offset >= 0, offset < count else { return 0 }
    let copied = Swift.min(span.count, count - offset)
    write(span.extracting(first: copied), at: offset)
    return copied
  }
}

extension Span<UInt8> {
  /// Where `byte` is first; nil where it is not.
  public func firstIndex(of byte: UInt8) -> Int? {
    // Safe: memchr(3) looks at `count` bytes, which are there for the call, and its result is one of them.
    unsafe withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, let found = unsafe memchr(start, CInt(byte), bytes.count) else { return nil }
      return unsafe UnsafeRawPointer(found) - start
    }
  }

  /// Whether both hold the same bytes.
  ///
  /// It looks at all of them, also behind a difference, many at a time; for the many calls whose answer is yes it is as
  /// fast as memcmp(3). That one cannot be seen through by the compiler, which keeps alive by counting what it compares.
  @inlinable @inline(__always)
  public func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var difference: UInt8 = 0
    // Safe: both have `count` bytes.
    for index in indices { unsafe difference |= self[unchecked: index] ^ other[unchecked: index] }
    return difference == 0
  }

  /// Eight bytes from `offset` on, in the machine's order; out of bounds traps.
  @inlinable @inline(__always)
  public func eightBytes(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset <= count - 8)
    // Safe: they are within the buffer; a load may be from any address.
    return unsafe withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
  }

  /// Decoded as UTF-8; what is none is replaced.
  public var text: String {
    // Safe: the string copies the bytes, which are there for the call.
    unsafe withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// A fast hash for tables: equal for equal bytes, in one process. Eight bytes at a time, multiplied into 128 bits,
  /// as wyhash does (https://github.com/wangyi-fudan/wyhash); it is no digest.
  public func hash(seed: UInt64) -> UInt64 {
    // No byte string may meet a factor of zero without knowing the seed.
    let secret = seed &* 0x9e37_79b9_7f4a_7c15 ^ 0x2d35_8dcc_aa6c_78a5
    var hash = seed ^ UInt64(truncatingIfNeeded: count)
    // Safe: loads of eight bytes that lie within the buffer, from any address.
    unsafe withUnsafeBytes { bytes in
      func mix(_ hash: UInt64, at position: Int) -> UInt64 {
        let one = unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        let other = unsafe bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self)
        return mixed(one ^ secret, other ^ hash)
      }
      var position = 0
      // Three at a time: each multiplication waits for the one before it in its row only.
      var (second, third) = (mixed(hash, secret ^ 0xa076_1d64_78bd_642f), mixed(hash, secret ^ 0xe703_7ed1_a0b4_28db))
      while position + 48 <= bytes.count {
        hash = mix(hash, at: position)
        second = mix(second, at: position + 16)
        third = mix(third, at: position + 32)
        position += 48
      }
      hash ^= second ^ third
      while position + 16 <= bytes.count {
        hash = mix(hash, at: position)
        position += 16
      }
      while position < bytes.count {
        hash = mixed(hash ^ secret, UInt64(unsafe bytes[position]) ^ secret ^ 0x8ebc_6af0_9c88_c6e3)
        position += 1
      }
    }
    return mixed(hash ^ secret, 0x4b33_a62e_d433_d4a3)
  }
}

@inline(__always)
private func mixed(_ one: UInt64, _ other: UInt64) -> UInt64 {
  let product = one.multipliedFullWidth(by: other)
  return product.high ^ product.low
}
