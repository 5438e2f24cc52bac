import Capture
import Extraction
import Packets
import WireFormat

/// One chain that was sent, without the chain: of that there is one for all who sent it.
struct Sighting {
  /// In ``GatheredChains/captures``.
  let capture: Int
  /// In ``GatheredChains/chains``.
  let chain: Int
  let connection: Int
  let packet: Int
  let packetFile: PacketLocation?
  let timestamp: Timestamp?
  let peer: String?
  let role: Role
  let transport: Transport
  let source: Endpoint
  let destination: Endpoint
  let serverName: String?

  init(_ chain: borrowing ChainContent, place: Int, capture: Int) {
    self.capture = capture
    self.chain = place
    connection = chain.connection
    packet = chain.packet
    packetFile = chain.packetFile
    timestamp = chain.timestamp
    peer = chain.peer
    role = chain.role
    transport = chain.transport
    source = chain.source
    destination = chain.destination
    serverName = chain.serverName
  }
}
