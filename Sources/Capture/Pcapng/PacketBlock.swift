/// What the three kinds of packet blocks say.
struct PacketBlock {
  var interfaceID: Int
  /// In units of the interface's clock; nil where the block has none.
  var timestampUnits: UInt64?
  /// As stated, not yet checked against the block.
  var capturedByteCount: Int
  var originalByteCount: Int
  /// Of the packet's first byte in the block's body.
  var dataOffset: Int
}
