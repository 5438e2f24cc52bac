import CertificateChains
import Packets
import Streams
import Testing
import WireFormat

@testable import Extraction

/// What is missing of a DTLS handshake, and what is said of it.
@Suite struct DTLSDamageTests {
  private func reasons(_ send: (inout DTLSWire) -> Void) -> [AbsenceReason: Int] {
    var wire = DTLSWire()
    wire.send(DTLSWire.clientHello(1))
    send(&wire)
    return wire.finish().withoutChain
  }

  @Test func aMissingCertificateMessage() {
    #expect(
      reasons { wire in
        wire.send(DTLSWire.serverHello(101), fromServer: true)
        wire.send(DTLSWire.serverHelloDone, fromServer: true)
      } == [.bytesMissing: 1])
    #expect(reasons { $0.send(DTLSWire.serverHello(101), fromServer: true) } == [.noCertificateSent: 1])
  }

  @Test func aCutCertificateMessage() {
    let flight = DTLSWire.serverFlight(101, certificate: 7)
    #expect(reasons { $0.send(Array(flight.prefix(120)), fromServer: true, missing: 100) } == [.cutBySnapLength: 1])
  }

  /// The certificates before the cut come out.
  @Test func whatACutLeaves() throws {
    var wire = DTLSWire()
    wire.send(DTLSWire.clientHello(1))
    let message = DTLSWire.message(11, 1, DTLSWire.certificateBody(7, 8))
    wire.send(Array(message.prefix(200)), fromServer: true, missing: message.count - 200)
    let chain = try #require(wire.finish().chains.first)
    #expect(chain.chain.elements.map(\.der.last) == [7])
    #expect(!chain.isComplete)
    #expect(chain.problems.map(\.code) == [.cutBySnapLength])
  }

  @Test func cutOrStrangeDataIsNoDamage() {
    #expect(
      reasons { wire in
        wire.send(DTLSWire.serverHello(101), fromServer: true)
        wire.send(DTLSWire.record(23, [UInt8](repeating: 1, count: 40), epoch: 1), fromServer: true, missing: 500)
        wire.send([22, 0xfe, 0xfd] + [UInt8](repeating: 0, count: 9) + [40, 99, 99, 99], fromServer: true)
      } == [.noCertificateSent: 1])
  }

  @Test func aRefusedClientHello() {
    #expect(reasons { $0.send(DTLSWire.record(21, [2, 40]), fromServer: true) } == [.refusedByAlert: 1])
  }

  @Test func aBrokenOffHandshake() {
    var wire = DTLSWire()
    wire.send(DTLSWire.clientHello(1))
    wire.send(DTLSWire.serverFlight(101, certificate: 7), fromServer: true)
    wire.send(DTLSWire.record(21, [2, 48]))
    #expect(wire.finish().chains.map(\.refusal) == ["unknown_ca"])
  }

  @Test func dtls13EncryptsCertificates() {
    #expect(
      reasons { $0.send(DTLSWire.serverHello(101, extensions: [0, 43, 0, 2, 0xfe, 0xfc]), fromServer: true) }
        == [.encryptedByDTLS13: 1])
  }

  @Test func fragmentsBeyondALimitAreSaid() {
    var wire = DTLSWire()
    wire.send(DTLSWire.clientHello(1))
    let longer = DTLSWire.record(22, [11, 0x20, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 9])
    wire.send(longer, fromServer: true)
    let report = wire.finish()
    #expect(
      report.warnings == [
        "DTLS fragments left out, of messages too long, too many, or in too many pieces: 1"
      ])
    #expect(report.withoutChain == [.bytesMissing: 1])
  }

  /// Messages that never become whole may hold no more than so much together: the oldest are let go.
  @Test func whatWaitsIsBounded() {
    var handshakes = HandshakeStage(file: "", options: ExtractionOptions())
    var stage = DatagramStage(limits: StreamLimits(), heldByteLimit: 1000)
    var number = 0
    func send(_ payload: [UInt8], clientPort: UInt16) {
      number += 1
      stage.receive(
        UDPDatagram(
          source: DTLSWire.server, destination: Endpoint(address: DTLSWire.client.address, port: clientPort),
          payloadByteCount: payload.count), payload.span, at: PacketReference(number: number, timestamp: nil),
        isWanted: true, handshakes: &handshakes, number: { number })
    }
    let body = DTLSWire.certificateBody(7, 8, 9)
    for port in UInt16(1)...10 { send(DTLSWire.message(11, 1, body, 0..<130), clientPort: port) }
    #expect(stage.counts.giveUps == 5)
    for port in UInt16(6)...10 { send(DTLSWire.message(11, 1, body, 130..<body.count), clientPort: port) }
    stage.finish(handshakes: &handshakes)
    let chains = handshakes.collector.findings.compactMap { finding in
      if case .chain(let chain) = finding { chain } else { nil }
    }
    #expect(chains.count { $0.isComplete } == 5)
    // What was whole of the others was delivered when they were let go.
    #expect(chains.count { !$0.isComplete && $0.fill == 7 } == 5)
    #expect(stage.counts.warnings.count == 1)
  }
}
