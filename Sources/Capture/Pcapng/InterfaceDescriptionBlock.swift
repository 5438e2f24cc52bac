/// draft-ietf-opsawg-pcapng, section 4.2. The body:
///
///                         1                   2                   3
///     0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  0 |           LinkType            |           Reserved            |
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  4 |                            SnapLen                            |
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  8 /                      Options (variable)                       /
///
/// Of the options, if_tsresol and if_tsoffset are used. if_fcslen is not: a frame check sequence stands behind the
/// bytes that the protocols' own lengths cover.
struct InterfaceDescriptionBlock {
  /// LINKTYPE_ value.
  var linkType: UInt32
  /// 0: no limit.
  var snapLen: UInt32
  var clock = InterfaceClock()
  /// False where an option's length does not fit: those before it count.
  var optionsAreSound = true

  /// Nil where the block is too short.
  init?(_ body: borrowing BlockBody) {
    guard body.byteCount >= 8 else { return nil }
    linkType = LinkType.linkType(dlt: UInt32(body.uint16(at: 0)))
    snapLen = body.uint32(at: 4)
    readOptions(body, from: 8)
  }

  /// draft-ietf-opsawg-pcapng, section 3.5: code and length of 16 bits each, then a value padded to 32 bits.
  private mutating func readOptions(_ body: borrowing BlockBody, from start: Int) {
    var position = start
    while position + 4 <= body.byteCount {
      let code = body.uint16(at: position)
      let length = Int(body.uint16(at: position + 2))
      position += 4
      if code == endOfOptions { return }
      guard length <= body.byteCount - position else {
        optionsAreSound = false
        return
      }
      if code == timestampResolution && length == 1 {
        clock.resolution = body.bytes[position]
      } else if code == timestampOffset && length == 8 {
        clock.offsetSeconds = Int64(bitPattern: body.uint64(at: position))
      }
      position += (length + 3) & ~3
    }
  }
}

/// opt_endofopt
private let endOfOptions: UInt16 = 0
/// if_tsresol
private let timestampResolution: UInt16 = 9
/// if_tsoffset
private let timestampOffset: UInt16 = 14
