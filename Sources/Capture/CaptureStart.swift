/// The beginning of a file, unpacked where it is compressed with gzip: what it is, and its bytes from the first on.
package struct CaptureStart {
  package let format: FileFormat
  package let source: PeekedByteSource
  /// Set where the file is compressed with gzip, the innermost time; it says at the end whether that was cut.
  package let gzip: GzipByteSource?

  /// - Parameters:
  ///   - peekedByteCount: how many of the (unpacked) first bytes to look at.
  ///   - meter: put behind what unpacks gzip, to count what comes out of it.
  package init(
    _ file: any ByteSource, peekedByteCount: Int = FileFormat.peekedByteCount,
    meter: (any ByteSource) -> any ByteSource = { $0 }
  ) throws(CaptureError) {
    var source = try PeekedByteSource(file, byteCount: peekedByteCount)
    var gzip: GzipByteSource?
    // Who compresses what is compressed already does so once or twice.
    for _ in 0..<maximumGzipDepth where FileFormat(firstBytes: source.firstBytes) == .packed(.gzip) {
      let unpacked = try GzipByteSource(source)
      source = try PeekedByteSource(meter(unpacked), byteCount: peekedByteCount)
      gzip = unpacked
    }
    (format, self.source, self.gzip) = (FileFormat(firstBytes: source.firstBytes), source, gzip)
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

private let maximumGzipDepth = 4
