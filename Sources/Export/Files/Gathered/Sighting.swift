import Capture
import Extraction
import Packets
import WireFormat

/// One chain that was sent, without the chain: of that there is one for all who sent it.
struct Sighting {
  /// In ``GatheredChains/captures``; none before that one is read.
  private(set) var capture = -1
  /// In ``CapturedChains/chains``, then in ``GatheredChains/chains``.
  private(set) var chain: Int
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

  init(_ content: borrowing ChainContent, chain: Int) {
    self.chain = chain
    connection = content.connection
    packet = content.packet
    packetFile = content.packetFile
    timestamp = content.timestamp
    peer = content.peer
    role = content.role
    transport = content.transport
    source = content.source
    destination = content.destination
    serverName = content.serverName
  }

  mutating func move(toCapture capture: Int, chain: Int) {
    self.capture = capture
    self.chain = chain
  }
}
