import CertificateChains
import Testing

@testable import Extraction
@testable import Packets

/// Equal endpoints in different tunnels and VLANs.
@Suite struct DTLSEncapsulationTests {
  private static func encapsulation(_ value: UInt32) -> EncapsulationID { EncapsulationID(rawValue: value) }

  private static func certificateOnly(_ fill: UInt8) -> [UInt8] { DTLSWire.certificate(fill) }

  /// Each network has its own encapsulation for each way, as in GTP-U.
  @Test func interleavedHandshakesStayApart() {
    var wire = DTLSWire()
    for round in UInt8(0)..<2 {
      for network in UInt8(1)...2 {
        wire.send(DTLSWire.clientHello(network + 10 * round), in: Self.encapsulation(UInt32(network)))
      }
      for network in [UInt8(2), 1] {
        wire.send(
          DTLSWire.serverHello(100 + network + 10 * round), fromServer: true,
          in: Self.encapsulation(UInt32(10 + network)))
      }
      for network in UInt8(1)...2 {
        wire.send(
          Self.certificateOnly(network), fromServer: true, in: Self.encapsulation(UInt32(10 + network)))
      }
    }
    let chains = wire.finish().chains
    #expect(chains.map(\.connection) == [1, 2, 3, 4])
    #expect(chains.map(\.fill) == [1, 2, 1, 2])
    #expect(chains.map(\.encapsulation) == [11, 12, 11, 12].map(Self.encapsulation))
  }

  /// A mirror port shows each packet in two VLANs.
  @Test func theSameHandshakeTwice() {
    var wire = DTLSWire()
    for payload in [DTLSWire.clientHello(1), DTLSWire.clientHello(1, sequence: 1)] {
      for vlan in UInt32(1)...2 { wire.send(payload, in: Self.encapsulation(vlan)) }
    }
    for vlan in UInt32(1)...2 {
      wire.send(DTLSWire.serverFlight(101, certificate: 7), fromServer: true, in: Self.encapsulation(vlan))
    }
    let report = wire.finish()
    #expect(report.connectionCount == 1)
    #expect(report.chains.map(\.fill) == [7])
  }

  @Test func aTagInOneDirectionOnly() {
    var wire = DTLSWire()
    for random in UInt8(1)...2 {
      wire.send(DTLSWire.clientHello(random), in: Self.encapsulation(5))
      wire.send(DTLSWire.serverHello(100 + random), fromServer: true)
      wire.send(DTLSWire.certificate(random), fromServer: true)
    }
    let report = wire.finish()
    #expect(report.connectionCount == 2)
    #expect(report.chains.map(\.connection) == [1, 2])
    #expect(report.chains.map(\.fill) == [1, 2])
  }

  /// The client is in another VLAN for its next handshake; the way back is untagged as before.
  @Test func anAnswerGoesToWhoWaitsForIt() {
    var wire = DTLSWire()
    for random in UInt8(1)...2 {
      wire.send(DTLSWire.clientHello(random), in: Self.encapsulation(UInt32(random)))
      wire.send(DTLSWire.serverFlight(100 + random, certificate: random), fromServer: true)
    }
    wire.send(DTLSWire.serverFlight(101, certificate: 1), fromServer: true)
    let chains = wire.finish().chains
    #expect(chains.map(\.connection) == [1, 2])
    #expect(chains.map(\.fill) == [1, 2])
  }

  @Test func manyEncapsulationsAreBounded() {
    var wire = DTLSWire()
    for index in UInt8(1)...40 { wire.send(DTLSWire.clientHello(index), in: Self.encapsulation(UInt32(index))) }
    wire.send(DTLSWire.serverFlight(140, certificate: 7), fromServer: true, in: Self.encapsulation(40))
    let report = wire.finish()
    #expect(report.connectionCount == 40)
    #expect(report.connections.count == 40)
    #expect(report.chains.map(\.connection) == [40])
    #expect(report.withoutChain == [.noAnswer: 39])
  }
}
