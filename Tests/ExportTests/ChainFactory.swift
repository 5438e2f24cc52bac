import CertificateChains
@testable import Extraction
import Packets
import TLSHandshake
import WireFormat

let serverChain = [Fixture.server, Fixture.issuing, Fixture.root]
/// 2026-06-01T12:00:00.000001Z, three months after the fixture server's certificate has expired.
let captureTime = Timestamp(nanosecondsSinceEpoch: 1_780_315_200_000_001_000)

/// A chain sent by an Expressway-E on 192.0.2.2:7001 to its C on 192.0.2.1:25001.
func chain(
  _ elements: [[UInt8]] = serverChain, role: Role = .server, connection: Int = 1, packet: Int = 12,
  port: UInt16 = 7001, time: Timestamp? = captureTime, isComplete: Bool = true, problems: [Problem] = []
) -> ExtractedChain {
  let client = Endpoint(address: IPAddress(v4: 0xc000_0201), port: 25001)
  let server = Endpoint(address: IPAddress(v4: 0xc000_0202), port: port)
  var content = ChainContent(
    file: "traces/zone.pcap", connection: connection, timestamp: time, packet: packet, transport: .tcp,
    source: role == .client ? client : server, destination: role == .client ? server : client,
    isComplete: isComplete, chain: PresentedChain(elements: elements.map { Certificate(der: $0) }))
  content.role = role
  content.version = .tls12
  content.serverName = "vcse.example.com"
  content.problems = problems
  return ExtractedChain(content)
}
