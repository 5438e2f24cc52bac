import CertificateChains
import Packets
import Testing
import WireFormat

@testable import Extraction

/// One association a DTLS handshake, though the ports are used again.
@Suite struct DTLSAssociationTests {
  @Test func eachHandshakeOnTheSamePortsIsAConnection() throws {
    var wire = DTLSWire()
    wire.send(DTLSWire.clientHello(1))
    wire.send(DTLSWire.clientHello(1, sequence: 1))
    wire.send(DTLSWire.serverFlight(101, certificate: 7), fromServer: true)
    wire.send(DTLSWire.clientHello(2, serverName: "second.example.com"))
    wire.send(DTLSWire.serverFlight(102, certificate: 7), fromServer: true)
    let report = wire.finish()
    #expect(report.connectionCount == 2)
    // The same chain in each of them, and the first without the second's name.
    #expect(report.chains.map(\.connection) == [1, 2])
    #expect(report.chains.map(\.packet) == [3, 5])
    #expect(report.chains.map(\.serverName) == [nil, "second.example.com"])
    #expect(report.connections.map(\.lastPacket.number) == [3, 5])
    #expect(report.connections.map(\.serverName) == [nil, "second.example.com"])
    #expect(report.connections.map(\.chainCount) == [1, 1])
  }

  /// OpenSSL's early DTLS made a new random for the ClientHello that answers a cookie.
  @Test func aNewRandomInAnswerToACookieIsOfTheSameHandshake() {
    var wire = DTLSWire()
    let cookie = DTLSWire.message(3, 0, [0xfe, 0xff, 1, 9])
    for random in [UInt8(1), 11] {
      wire.send(DTLSWire.clientHello(random))
      wire.send(cookie, fromServer: true)
      wire.send(DTLSWire.clientHello(random + 1, sequence: 1))
      wire.send(DTLSWire.serverFlight(100 + random, certificate: random), fromServer: true)
      // The first one sent again.
      wire.send(DTLSWire.clientHello(random))
    }
    let report = wire.finish()
    #expect(report.connectionCount == 2)
    #expect(report.chains.map(\.connection) == [1, 2])
  }

  @Test func whatIsWholeOfTheFirstHandshakeIsReportedWhenTheNextBegins() throws {
    var wire = DTLSWire()
    let body = DTLSWire.certificateBody(7, 8)
    wire.send(DTLSWire.clientHello(1))
    wire.send(DTLSWire.serverHello(101) + DTLSWire.message(11, 1, body, 0..<150), fromServer: true)
    wire.send(DTLSWire.clientHello(2))
    wire.send(DTLSWire.serverFlight(102, certificate: 9), fromServer: true)
    let chains = wire.finish().chains
    #expect(chains.map(\.connection) == [1, 2])
    #expect(chains.map(\.fill) == [7, 9])
    #expect(chains.map(\.isComplete) == [false, true])
    #expect(chains.first?.version == "1.2")
    #expect(chains.first?.role == .server)
  }

  @Test func theOtherSideMayBeginTheNextHandshake() {
    var wire = DTLSWire()
    wire.send(DTLSWire.clientHello(1))
    wire.send(DTLSWire.serverFlight(101, certificate: 7), fromServer: true)
    wire.send(DTLSWire.clientHello(2), fromServer: true)
    wire.send(DTLSWire.serverFlight(102, certificate: 8))
    let chains = wire.finish().chains
    #expect(chains.map(\.source) == [DTLSWire.server, DTLSWire.client])
    #expect(chains.map(\.role) == [.server, .server])
  }

  @Test func datagramsOfAnEarlierHandshakeDoNotDisturb() {
    var wire = DTLSWire()
    wire.send(DTLSWire.clientHello(1), at: 0)
    wire.send(DTLSWire.serverFlight(101, certificate: 7), fromServer: true, at: 0)
    wire.send(DTLSWire.clientHello(2), at: 1)
    wire.send(DTLSWire.serverFlight(102, certificate: 8), fromServer: true, at: 1)
    wire.send(DTLSWire.clientHello(1), at: 2)
    wire.send(DTLSWire.serverFlight(101, certificate: 7), fromServer: true, at: 2)
    wire.send(DTLSWire.clientHello(2), at: 3)
    let report = wire.finish()
    #expect(report.connectionCount == 2)
    #expect(report.chains.map(\.fill) == [7, 8])
    #expect(report.chains.map(\.connection) == [1, 2])
  }

  /// Small devices without good random numbers make the same ones after each start.
  @Test func theSameRandomMuchLaterIsAnotherHandshake() {
    var wire = DTLSWire()
    for (seconds, random) in [(Int64(0), UInt8(1)), (10, 2), (100, 1), (110, 2)] {
      wire.send(DTLSWire.clientHello(random), at: seconds)
      wire.send(DTLSWire.serverFlight(100, certificate: random), fromServer: true, at: seconds)
    }
    let chains = wire.finish().chains
    #expect(chains.map(\.connection) == [1, 2, 3, 4])
    #expect(chains.map(\.fill) == [1, 2, 1, 2])
  }

  @Test func aClientHelloCapturedLateIsOfTheSameHandshake() {
    var wire = DTLSWire()
    wire.send(DTLSWire.serverFlight(101, certificate: 7), fromServer: true)
    wire.send(DTLSWire.clientHello(1, serverName: "late.example.com"))
    let report = wire.finish()
    #expect(report.chains.map(\.serverName) == ["late.example.com"])
    #expect(report.connectionCount == 1)
  }

  @Test func aClientHelloBehindTheClientsMessagesIsAnotherHandshake() {
    var wire = DTLSWire()
    wire.send(DTLSWire.serverFlight(101, certificate: 7), fromServer: true)
    wire.send(DTLSWire.message(16, 2, [1]))
    wire.send(DTLSWire.clientHello(1))
    wire.send(DTLSWire.serverFlight(102, certificate: 7), fromServer: true)
    #expect(wire.finish().chains.map(\.connection) == [1, 2])
  }

  /// Numbers do not depend on the filter.
  @Test func unwantedDatagramsCount() {
    var wire = DTLSWire()
    wire.send(DTLSWire.clientHello(1), isWanted: false)
    wire.send(DTLSWire.serverFlight(101, certificate: 7), fromServer: true, isWanted: false)
    wire.send(DTLSWire.clientHello(2))
    wire.send(DTLSWire.serverFlight(102, certificate: 8), fromServer: true)
    let report = wire.finish()
    #expect(report.chains.map(\.connection) == [2])
    #expect(report.connections.map(\.connection) == [2])
    #expect(report.connectionCount == 2)
  }

  @Test func dataThatIsNoHandshakeTakesNoNumber() {
    var wire = DTLSWire()
    wire.send(DTLSWire.record(23, [1, 2, 3], epoch: 1))
    wire.send([1, 2, 3])
    #expect(wire.finish().connectionCount == 0)
  }

  @Test func tooManyAtOnceCloseTheOneThatWasIdleForLongest() {
    var wire = DTLSWire(DTLSWire.options(flowLimit: 2))
    wire.send(DTLSWire.clientHello(1), clientPort: 1)
    wire.send(DTLSWire.clientHello(2), clientPort: 2)
    wire.send(DTLSWire.serverFlight(101, certificate: 1), fromServer: true, clientPort: 1)
    wire.send(DTLSWire.clientHello(3), clientPort: 3)
    wire.send(DTLSWire.serverFlight(103, certificate: 3), fromServer: true, clientPort: 3)
    wire.send(DTLSWire.record(23, [1], epoch: 1), clientPort: 1)
    let report = wire.finish()
    #expect(report.chains.map(\.connection) == [1, 3])
    #expect(report.connections.map(\.connection) == [2, 3, 1])
    #expect(report.withoutChain == [.noAnswer: 1])
    #expect(report.warnings == ["DTLS connections closed early, because too many were open at once: 1"])
  }
}
