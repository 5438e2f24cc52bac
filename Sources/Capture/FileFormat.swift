/// What a file is, by its first bytes; its name is never looked at.
package enum FileFormat: Equatable {
  case pcap
  case pcapng
  /// Compressed, or an archive: what is in it may be a capture.
  case packed(Packing)
  /// No capture that can be read here. `hint` says what it looks like and what to do about it.
  case other(hint: String?)

  /// For a person.
  package var text: String {
    switch self {
    case .pcap: "a pcap capture"
    case .pcapng: "a pcapng capture"
    case .packed(let packing): packing.description
    case .other(let hint): hint ?? "no capture"
    }
  }

  /// As many first bytes as the decision can use.
  package static let peekedByteCount = 512

  package init(firstBytes bytes: [UInt8]) {
    if pcapMagics.contains(where: { bytes.starts(with: $0) }) {
      self = .pcap
    } else if bytes.starts(with: pcapngBlockType) && (bytes.count < 12 || hasByteOrderMagic(bytes)) {
      self = .pcapng
    } else if let packing = Packing(firstBytes: bytes) {
      self = .packed(packing)
    } else {
      self = .other(hint: hint(firstBytes: bytes))
    }
  }
}

/// 0xA1B2C3D4 (microseconds), 0xA1B23C4D (nanoseconds) and 0xA1B2CD34 (Kuznetzov's longer packet headers),
/// each in both byte orders (draft-ietf-opsawg-pcap, section 4; libpcap's sf-pcap.c).
private let pcapMagics: [[UInt8]] = [
  [0xA1, 0xB2, 0xC3, 0xD4], [0xD4, 0xC3, 0xB2, 0xA1],
  [0xA1, 0xB2, 0x3C, 0x4D], [0x4D, 0x3C, 0xB2, 0xA1],
  [0xA1, 0xB2, 0xCD, 0x34], [0x34, 0xCD, 0xB2, 0xA1],
]

/// The type of a Section Header Block, the same in both byte orders (draft-ietf-opsawg-pcapng, section 4.1).
private let pcapngBlockType: [UInt8] = [0x0A, 0x0D, 0x0D, 0x0A]

private func hasByteOrderMagic(_ bytes: [UInt8]) -> Bool {
  let magic = bytes[8..<12]
  return magic.elementsEqual([0x1A, 0x2B, 0x3C, 0x4D]) || magic.elementsEqual([0x4D, 0x3C, 0x2B, 0x1A])
}
