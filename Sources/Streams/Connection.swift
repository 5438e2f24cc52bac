import Packets
import WireFormat

/// A connection with its state, in its slot of ``ConnectionTable``.
struct Connection {
  var identity: StreamConnection
  var isOpen = true
  /// A FIN or RST was seen: data far away in sequence space then belongs to another connection.
  var isClosing = false
  /// Both sides sent FIN, or one RST: it waits in ``TCPReassembler``'s queue to be forgotten.
  var isClosed = false
  /// A packet of it passed the user's filter.
  var isWanted = false
  /// Of the last segment that belongs to it.
  var lastPacket: PacketReference
  /// What its segments came in.
  var encapsulations = EncapsulationSet()
  /// Another connection between the same endpoints, in other encapsulations.
  var nextSlot: Int?

  init(identity: StreamConnection, packet: PacketReference) {
    self.identity = identity
    lastPacket = packet
  }
}
