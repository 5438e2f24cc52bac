import TestSupport
import Testing

@testable import TLSHandshake

@Suite struct PreambleTests {
  static let hello = Handshakes.record(22, Handshakes.clientHello(), version: 0x0301)

  struct Talk: CustomTestStringConvertible, Sendable {
    let preamble: Preamble
    var client: [UInt8] = []
    var server: [UInt8] = []
    var testDescription: String { preamble.rawValue }

    init(_ preamble: Preamble, client: String = "", server: String = "") {
      self.preamble = preamble
      self.client = Array(client.utf8)
      self.server = Array(server.utf8)
    }

    init(_ preamble: Preamble, client: [UInt8] = [], server: [UInt8] = []) {
      self.preamble = preamble
      self.client = client
      self.server = server
    }
  }

  static let talks = [
    Talk(
      .smtp, client: "EHLO vcse.example.com\r\nSTARTTLS\r\n", server: "220 mail ready\r\n250-mail\r\n250 STARTTLS\r\n"),
    Talk(.smtp, client: "ehlo me\r\n", server: ""),
    Talk(.smtp, client: "", server: "220 mail.example.com ESMTP Postfix\r\n"),
    Talk(.imap, client: "a STARTTLS\r\n", server: "* OK ready\r\na OK\r\n"),
    Talk(.pop3, client: "STLS\r\n", server: "+OK ready\r\n+OK\r\n"),
    Talk(.ftp, client: "AUTH TLS\r\n", server: "220 ready\r\n234 go on\r\n"),
    Talk(.ftp, client: "FEAT\r\n", server: "220 (vsFTPd 3.0.3)\r\n"),
    Talk(.irc, client: "STARTTLS\r\n", server: ":irc.example.com 670 * :go on\r\n"),
    Talk(.nntp, client: "STARTTLS\r\n", server: "200 ready\r\n382 go on\r\n"),
    Talk(.sieve, client: "STARTTLS\r\n", server: "\"IMPLEMENTATION\" \"Example\"\r\n"),
    Talk(.xmpp, client: "<?xml version='1.0'?><stream:stream to='example.com'", server: "<stream:stream from="),
    Talk(.xmpp, client: "", server: "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
    Talk(
      .ldap, client: [0x30, 0x1d, 2, 1, 1, 0x77, 0x18, 0x80, 0x16] + Array("1.3.6.1.4.1.1466.20037".utf8),
      server: [0x30, 0x0c, 2, 1, 1, 0x78, 7, 10, 1, 0, 4, 0, 4, 0]),
    Talk(.ldap, client: [], server: [0x30, 0x0c, 2, 1, 1, 0x78, 7, 10, 1, 0, 4, 0, 4, 0]),
    Talk(.postgresql, client: [0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f], server: [UInt8(ascii: "S")]),
    Talk(
      .mysql, client: [32, 0, 0, 1] + [UInt8](repeating: 0, count: 32), server: [74, 0, 0, 0, 10] + Array("8.0.3".utf8)),
    Talk(
      .rdp, client: [3, 0, 0, 19, 14, 0xe0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 3, 0, 0, 0],
      server: [3, 0, 0, 19, 14, 0xd0, 0, 0, 0, 0, 0, 2, 0, 8, 0, 1, 0, 0, 0]),
    Talk(.httpConnect, client: "CONNECT vcse:7001 HTTP/1.1\r\n\r\n", server: "HTTP/1.1 200 OK\r\n\r\n"),
    Talk(.httpConnect, client: "", server: "HTTP/1.0 200 Connection established\r\n\r\n"),
    Talk(.http, client: "OPTIONS * HTTP/1.1\r\nUpgrade: TLS/1.2\r\n\r\n", server: "HTTP/1.1 101 Switching\r\n\r\n"),
    Talk(.socks5, client: [5, 1, 0, 5, 1, 0, 1, 192, 0, 2, 1, 27, 89], server: [5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    Talk(.socks5, client: [], server: [5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    Talk(.socks4, client: [4, 1, 27, 89, 192, 0, 2, 1, 0], server: [0, 0x5a, 0, 0, 0, 0, 0, 0]),
    Talk(.proxyProtocol, client: "PROXY TCP4 192.0.2.1 192.0.2.2 25001 7001\r\n"),
    Talk(.smtp, client: "PROXY TCP4 192.0.2.1 192.0.2.2 25001 7001\r\nEHLO me\r\n"),
    Talk(.unknown, client: "hello?\r\n", server: "yes\r\n"),
  ]

  @Test(arguments: talks)
  func whatWasSpokenIsNamed(talk: Talk) {
    var harness = Harness()
    if !talk.server.isEmpty { harness.send(talk.server, from: .second) }
    if !talk.client.isEmpty { harness.send(talk.client) }
    harness.send(Self.hello)
    #expect(harness.facts.preamble == talk.preamble)
    #expect(harness.facts.sawClientHello)
  }

  @Test func nothingWasSpoken() {
    var harness = Harness()
    harness.send(Self.hello)
    #expect(harness.facts.preamble == nil)
    harness = Harness()
    harness.send(Self.hello, inPiecesOf: 3)
    #expect(harness.facts.preamble == nil)
  }

  static let proxyVersion2: [UInt8] =
    [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10, 0x21, 0x11, 0, 12]
    + [192, 0, 2, 1, 192, 0, 2, 2, 0x61, 0xa9, 0x1b, 0x59]

  static let shared: [[UInt8]] = [
    Array("PROXY TCP4 192.0.2.1 192.0.2.2 25001 7001\r\n".utf8), proxyVersion2,
    [32, 0, 0, 1] + [UInt8](repeating: 0x85, count: 32),
    [5, 1, 0, 1, 192, 0, 2, 1, 27, 89], [5, 1, 0, 3, 4] + Array("vcse".utf8) + [27, 89],
    [5, 1, 0, 4] + [UInt8](repeating: 0x20, count: 16) + [27, 89],
    [4, 1, 27, 89, 192, 0, 2, 1] + Array("me".utf8) + [0], [4, 1, 27, 89, 0, 0, 0, 1, 0] + Array("vcse".utf8) + [0],
    Array("a STARTTLS\r\n".utf8), Array("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>".utf8),
  ]

  /// The hello shares its segment with what comes before it, whole or in part.
  @Test(arguments: shared)
  func aPreambleInTheSameSegment(before: [UInt8]) {
    let all = before + Self.hello
    for cut in (before.count + 1)...all.count {
      var harness = Harness()
      harness.send(Array(all[..<cut]))
      if cut < all.count { harness.send(Array(all[cut...])) }
      #expect(harness.facts.serverName == "expe.example.com", "cut at \(cut)")
      #expect(harness.facts.preamble != nil)
    }
  }

  @Test(arguments: [
    // OpenVPN over TCP: length, opcode, session, acknowledgments, packet number, then a record.
    [0, 212, 0x38, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 1],
    // Text that ends elsewhere than in a line, and bytes that only look like a length.
    Array("GET / ".utf8), [32, 0, 0, 2] + [UInt8](repeating: 0, count: 32), [13, 10, 13, 10, 0, 13, 10, 0x51],
    [5, 2, 0, 1, 192, 0, 2, 1, 27, 89],
  ])
  func recordsInsideOfOtherData(before: [UInt8]) {
    var harness = Harness()
    harness.send(before + Self.hello)
    #expect(!harness.facts.sawClientHello)
  }

  @Test func everyTruncationAndRandomBytes() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for before in Self.shared {
      let all = before + Self.hello
      for count in 0..<all.count {
        var bytes = Array(all[..<count])
        _ = SharedSegment.handshakeOffset(in: bytes.span)
        if !bytes.isEmpty {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
        }
        if let offset = SharedSegment.handshakeOffset(in: bytes.span) {
          #expect(0..<bytes.count ~= offset, "seed \(seed)")
        }
        var opening = Opening()
        opening.note(bytes.span)
        _ = Preamble.recognise(opening, Opening())
      }
    }
  }
}
