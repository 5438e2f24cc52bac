/// A file whose bytes can be read from any place.
package protocol SeekableByteSource: ByteSource {
  /// Nil for what has no size.
  var byteCount: Int? { get }

  /// Goes to `offset`, counted from where `origin` says: the new place; nil where there is none.
  func seek(to offset: Int64, from origin: SeekOrigin) -> Int64?
}

/// What an offset in a file is counted from; the values are lseek(2)'s.
package enum SeekOrigin: CInt {
  case start = 0
  case current = 1
  case end = 2
}
