import CertificateChains
import Testing

@testable import Extraction

/// Equal endpoints in different tunnels and VLANs.
@Suite struct DTLSEncapsulationTests {
  /// Each network has its own encapsulation for each way, as in GTP-U.
  @Test func interleavedHandshakesStayApart() {
    var wire = DTLSWire()
    for round in UInt8(0)..<2 {
      for network in UInt8(1)...2 {
        wire.send(DTLSWire.clientHello(network + 10 * round), in: UInt32(network))
      }
      for network in [UInt8(2), 1] {
        wire.send(
          DTLSWire.serverHello(100 + network + 10 * round), fromServer: true,
          in: UInt32(10 + network))
      }
      for network in UInt8(1)...2 {
        wire.send(
          DTLSWire.certificate(network), fromServer: true, in: UInt32(10 + network))
      }
    }
    let (first, second) = (wire.encapsulation(11), wire.encapsulation(12))
    let chains = wire.finish().chains
    #expect(chains.map(\.connection) == [1, 2, 3, 4])
    #expect(chains.map(\.fill) == [1, 2, 1, 2])
    #expect(chains.map(\.encapsulation) == [first, second, first, second])
  }

  /// A mirror port shows each packet in two VLANs.
  @Test func theSameHandshakeTwice() {
    var wire = DTLSWire()
    for payload in [DTLSWire.clientHello(1), DTLSWire.clientHello(1, sequence: 1)] {
      for vlan in UInt32(1)...2 { wire.send(payload, in: vlan) }
    }
    for vlan in UInt32(1)...2 {
      wire.send(DTLSWire.serverFlight(101, certificate: 7), fromServer: true, in: vlan)
    }
    let report = wire.finish()
    #expect(report.connectionCount == 1)
    #expect(report.chains.map(\.fill) == [7])
  }

  @Test func aTagInOneDirectionOnly() {
    var wire = DTLSWire()
    for random in UInt8(1)...2 {
      wire.send(DTLSWire.clientHello(random), in: 5)
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
      wire.send(DTLSWire.clientHello(random), in: UInt32(random))
      wire.send(DTLSWire.serverFlight(100 + random, certificate: random), fromServer: true)
    }
    wire.send(DTLSWire.serverFlight(101, certificate: 1), fromServer: true)
    let chains = wire.finish().chains
    #expect(chains.map(\.connection) == [1, 2])
    #expect(chains.map(\.fill) == [1, 2])
  }

  @Test func manyEncapsulationsAreBounded() {
    var wire = DTLSWire()
    for index in UInt8(1)...40 { wire.send(DTLSWire.clientHello(index), in: UInt32(index)) }
    wire.send(DTLSWire.serverFlight(140, certificate: 7), fromServer: true, in: 40)
    let report = wire.finish()
    #expect(report.connectionCount == 40)
    #expect(report.connections.count == 40)
    #expect(report.chains.map(\.connection) == [40])
    #expect(report.withoutChain == [.noAnswer: 39])
  }
}
