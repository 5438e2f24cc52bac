import WireFormat

/// What holds other files: compressed data and archives, known by their first bytes.
package enum Packing: Sendable, Equatable, CaseIterable {
  case gzip, bzip2, xz, zstd, lz4
  case tar, zip, sevenZip

  package init?(firstBytes bytes: [UInt8]) {
    if let known = magics.first(where: { bytes.starts(with: $0.magic) }) {
      self = known.packing
    } else if isTar(bytes) {
      self = .tar
    } else {
      return nil
    }
  }

  /// What holds one file, which may be an archive.
  package var isCompression: Bool {
    switch self {
    case .gzip, .bzip2, .xz, .zstd, .lz4: true
    case .tar, .zip, .sevenZip: false
    }
  }

  /// For a person, with its article where it has one.
  package var description: String {
    switch self {
    case .gzip: "compressed with gzip"
    case .bzip2: "compressed with bzip2"
    case .xz: "compressed with xz"
    case .zstd: "compressed with zstd"
    case .lz4: "compressed with lz4"
    case .tar: "a tar archive"
    case .zip: "a zip archive"
    case .sevenZip: "a 7z archive"
    }
  }
}

private let magics: [(magic: [UInt8], packing: Packing)] = [
  ([0x1F, 0x8B], .gzip),
  (Array("BZh".utf8), .bzip2),
  ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz),
  ([0x28, 0xB5, 0x2F, 0xFD], .zstd),
  ([0x04, 0x22, 0x4D, 0x18], .lz4),
  (Array("PK\u{3}\u{4}".utf8), .zip),
  // Empty, and begun by the mark of an archive of several volumes.
  (Array("PK\u{5}\u{6}".utf8), .zip),
  (Array("PK\u{7}\u{8}".utf8), .zip),
  ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
]

/// POSIX.1-2017, pax, "ustar Interchange Format": the header's checksum, in octal at 148, is the sum of its 512
/// bytes with spaces in the checksum's place; "ustar" stands at 257, but not in tar's oldest form.
private func isTar(_ bytes: [UInt8]) -> Bool {
  if bytes.count > 262 && bytes[257..<262].elementsEqual("ustar".utf8) { return true }
  guard bytes.count >= 512, bytes[0] != 0 else { return false }
  let digits = bytes[148..<156].drop { $0 == UInt8(ascii: " ") }.prefix { (0x30...0x37).contains($0) }
  guard digits.count >= 4 else { return false }
  let stated = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
  let sum = bytes[..<148].reduce(0) { $0 + Int($1) } + 8 * 0x20 + bytes[156..<512].reduce(0) { $0 + Int($1) }
  return stated == sum
}
