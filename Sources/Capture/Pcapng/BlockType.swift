/// The type of a pcapng block (draft-ietf-opsawg-pcapng, section 11.1). Types not named here are skipped.
struct BlockType: Equatable {
  var rawValue: UInt32

  static let interfaceDescription = BlockType(rawValue: 1)
  /// The obsolete one, of the first drafts.
  static let packet = BlockType(rawValue: 2)
  static let simplePacket = BlockType(rawValue: 3)
  static let enhancedPacket = BlockType(rawValue: 6)
  static let systemdJournalExport = BlockType(rawValue: 9)
  static let sysdigEvent = BlockType(rawValue: 0x204)
  static let sysdigEventVersion2 = BlockType(rawValue: 0x216)
  static let sysdigEventVersion2Large = BlockType(rawValue: 0x221)
  static let custom = BlockType(rawValue: 0xBAD)
  static let customNotToBeCopied = BlockType(rawValue: 0x4000_0BAD)
  static let sectionHeader = BlockType(rawValue: 0x0A0D_0D0A)

  var isPacket: Bool { self == .enhancedPacket || self == .simplePacket || self == .packet }

  /// Blocks without a packet that Wireshark lists and numbers like one.
  var isNumberedLikeAPacket: Bool {
    switch self {
    case .systemdJournalExport, .custom, .customNotToBeCopied,
      .sysdigEvent, .sysdigEventVersion2, .sysdigEventVersion2Large:
      true
    default: false
    }
  }
}
