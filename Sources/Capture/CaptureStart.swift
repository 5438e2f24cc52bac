/// The beginning of a file, unpacked where it is compressed with gzip: what it is, and its bytes from the first on.
package struct CaptureStart {
  package let format: FileFormat
  package let source: PeekedByteSource
  /// Set where the file is compressed with gzip; it says at the end whether that was cut.
  package let gzip: GzipByteSource?

  /// - Parameter peekedByteCount: how many of the (unpacked) first bytes to look at.
  package init(
    _ file: any ByteSource, peekedByteCount: Int = FileFormat.peekedByteCount
  ) throws(CaptureError) {
    let packed = try PeekedByteSource(file, byteCount: peekedByteCount)
    let format = FileFormat(firstBytes: packed.firstBytes)
    guard format == .packed(.gzip) else {
      (self.format, source, gzip) = (format, packed, nil)
      return
    }
    let gzip = try GzipByteSource(packed)
    self.gzip = gzip
    source = try PeekedByteSource(gzip, byteCount: peekedByteCount)
    self.format = FileFormat(firstBytes: source.firstBytes)
  }

  package var isCapture: Bool { format == .pcap || format == .pcapng }

  /// What it looks like where it is no capture, and what to do about it.
  package var hint: String? {
    let hint: String? =
      switch format {
      case .pcap, .pcapng: nil
      case .packed(let packing): packing.description
      case .other(let hint): hint
      }
    return gzip == nil ? hint : "compressed with gzip; inside: \(hint ?? "nothing known here")"
  }
}
