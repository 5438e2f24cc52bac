/// draft-ietf-opsawg-pcapng, section 4.1. The body:
///
///                         1                   2                   3
///     0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  0 |                      Byte-Order Magic                         |
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  4 |          Major Version        |         Minor Version         |
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  8 |                                                               |
///    |                        Section Length                         |
///    |                                                               |
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// 16 /                      Options (variable)                       /
///
/// The Section Length is not used: blocks are framed by their own lengths, and many writers leave it open.
struct SectionHeaderBlock {
  var majorVersion: UInt16
  var minorVersion: UInt16

  init(_ body: borrowing BlockBody, afterPacket packetCount: Int) throws(CaptureError) {
    guard body.byteCount >= 16 else {
      throw .damaged(afterPacket: packetCount, reason: "a section header is too short")
    }
    majorVersion = body.uint16(at: 4)
    minorVersion = body.uint16(at: 6)
  }

  /// Why the section cannot be read, or nil. Minor versions 0 and 2 are the same (section 4.1).
  var refusal: String? {
    majorVersion == 1 ? nil : "pcapng version \(majorVersion).\(minorVersion) is not known"
  }
}
