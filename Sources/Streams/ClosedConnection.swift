import WireFormat

/// A connection that ended. It is kept for a while, since segments come late and are sent again.
struct ClosedConnection {
  var slot: Int
  /// The connection's number: its slot may be another's by now.
  var number: Int
  /// When it ended, or was last seen since.
  var packet: PacketReference
}
