/// The one file of this package outside `Capture` with unsafe code: copies of many bytes at once.
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

  /// Writes the bytes of `span` over those from `offset` on, as far as there are any to write over.
  public mutating func overwrite(at offset: Int, copying span: Span<UInt8>) {
    guard offset >= 0, offset < count else { return }
    unsafe withUnsafeMutableBufferPointer { target in
      unsafe span.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        unsafe (to + offset).update(from: from, count: Swift.min(source.count, target.count - offset))
      }
    }
  }
}
