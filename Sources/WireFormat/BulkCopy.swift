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
}
