/// draft-ietf-opsawg-pcapng, section 4.4. The body:
///
///                         1                   2                   3
///     0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  0 |                    Original Packet Length                     |
///    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  4 /                          Packet Data                          /
///    /              variable length, padded to 32 bits               /
///
/// The packet was seen on the section's first interface and has no time; what was captured of it is the original
/// length or the interface's SnapLen, whichever is less.
extension PacketBlock {
  /// Nil where the block is too short for its field.
  init?(simple body: borrowing BlockBody, snapLen: UInt32) {
    guard body.byteCount >= 4 else { return nil }
    interfaceID = 0
    timestampUnits = nil
    originalByteCount = Int(body.uint32(at: 0))
    capturedByteCount = snapLen == 0 ? originalByteCount : min(originalByteCount, Int(snapLen))
    dataOffset = 4
  }
}
