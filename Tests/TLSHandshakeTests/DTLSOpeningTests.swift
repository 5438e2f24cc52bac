import Testing

@testable import TLSHandshake

@Suite struct DTLSOpeningTests {
  private static func opening(_ datagrams: [[UInt8]]) -> DTLSOpening? {
    let datagram = datagrams.flatMap { $0 }
    return DTLSOpening(datagram.span)
  }

  private static func random(_ byte: UInt8) -> HandshakeRandom {
    HandshakeRandom([UInt8](repeating: byte, count: 32))
  }

  @Test func theRandomsOfHellos() throws {
    let client = try #require(Self.opening(DTLSConnectionTests.clientHello(random: 7)))
    #expect(client.holdsClientHello)
    #expect(!client.holdsAnswer)
    #expect(client.clientRandom == Self.random(7))
    #expect(!client.isLaterClientHello)
    let second = try #require(Self.opening(DTLSConnectionTests.clientHello(random: 7, sequence: 1)))
    #expect(second.isLaterClientHello)
    // A flight in one datagram.
    let server = try #require(
      Self.opening(
        DTLSConnectionTests.datagrams(Handshakes.serverHello(version: 0xfefd), sequence: 1, size: 5000)
          + DTLSConnectionTests.datagrams(Handshakes.message(14, []), sequence: 2, size: 5000)))
    #expect(server.holdsAnswer)
    #expect(server.serverRandom == Self.random(0x5a))
    #expect(server.clientRandom == nil)
  }

  @Test func aHelloRetryRequestHasNoRandom() throws {
    let random: [UInt8] = [
      0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
      0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
    ]
    let body = Handshakes.serverHelloBody(suite: 0x1301, extensions: [], random: random)
    let opening = try #require(
      Self.opening(DTLSConnectionTests.datagrams(Handshakes.message(2, body), sequence: 1, size: 5000)))
    #expect(opening.holdsAnswer)
    #expect(opening.serverRandom == nil)
    let choice = try ServerHelloChoice(body.span)
    #expect(choice.isRetryRequest)
  }

  @Test func aPartOfAHello() throws {
    let body = [UInt8](repeating: 9, count: 60)
    let parts = DTLSConnectionTests.datagrams(Handshakes.message(1, body), sequence: 0, size: 40)
    #expect(try #require(Self.opening([parts[0]])).clientRandom != nil)
    let second = try #require(Self.opening([parts[1]]))
    #expect(second.holdsClientHello)
    #expect(second.clientRandom == nil)
  }

  @Test func whatBeginsNoHandshake() {
    let certificate = DTLSConnectionTests.datagrams(
      Handshakes.certificate([DTLSConnectionTests.leaf]), sequence: 2, size: 5000)[0]
    #expect(Self.opening([certificate]) != nil)
    // The snap length may cut content, but no header.
    #expect(Self.opening([Array(certificate.prefix(25))]) != nil)
    for length in 0..<25 { #expect(Self.opening([Array(certificate.prefix(length))]) == nil) }
    #expect(Self.opening([certificate, [22, 0xfe]]) == nil)
    // A record with a connection ID may follow.
    #expect(Self.opening([certificate, [25, 0xfe, 0xfd, 0, 1, 9]]) != nil)
    #expect(
      Self.opening(DTLSConnectionTests.datagrams(Handshakes.message(20, [1]), sequence: 5, size: 50, epoch: 1)) == nil)
    // Data that only begins like a record.
    #expect(Self.opening([[22, 0xfe, 0xfd] + [UInt8](repeating: 0, count: 9) + [2, 0x41, 0x41]]) == nil)
  }
}
