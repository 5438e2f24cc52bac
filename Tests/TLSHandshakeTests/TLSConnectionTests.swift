import TestSupport
import Testing
import WireFormat

@testable import TLSHandshake

@Suite struct TLSConnectionTests {
  static let leaf = Handshakes.element(1, count: 700)
  static let issuer = Handshakes.element(2, count: 900)
  /// A server's flight, then its ChangeCipherSpec and an encrypted Finished that must not be read.
  static let flight =
    Handshakes.serverHello() + Handshakes.certificate([leaf, issuer]) + Handshakes.message(12, [1, 2, 3])
    + Handshakes.message(14, [])
  static let serverBytes =
    Handshakes.record(22, flight) + Handshakes.changeCipherSpec + Handshakes.record(22, [11, 0, 0, 7, 1, 2, 3])
  static let whole = Harness.Found(sender: .first, elements: [leaf, issuer], isComplete: true)

  @Test(arguments: [1, 2, 3, 5, 7, 64, 1000, 100_000])
  func aFlightIsReadInPiecesOfAnySize(size: Int) {
    var harness = Harness()
    harness.send(Self.serverBytes, inPiecesOf: size)
    #expect(harness.log.found == [Self.whole])
    #expect(harness.facts.version == .tls12)
    #expect(harness.facts.role(of: .first) == .server)
    #expect(!harness.wantsMore)
    #expect(!harness.isDamaged)
  }

  /// Once, with as much of it as is there; not of a message that is whole in one piece, nor of any other.
  @Test(arguments: [1, 2, 3, 5, 7, 64, 1000, 100_000])
  func theBeginningOfAMessageIsTold(size: Int) throws {
    var harness = Harness()
    harness.send(Self.serverBytes, inPiecesOf: size)
    let body = Handshakes.certificate([Self.leaf, Self.issuer]).dropFirst(4)
    #expect(harness.log.begun.count == (size < 100_000 ? 1 : 0))
    for message in harness.log.begun {
      #expect(message.bodyLength == body.count)
      #expect(!message.start.isEmpty && message.start.count <= size)
      #expect(body.starts(with: message.start))
    }
  }

  /// Of a message that a gap goes through, only what came before; of what is no Certificate message, nothing.
  @Test func noBeginningBehindAGap() {
    var harness = Harness()
    let other = Handshakes.record(
      22, Handshakes.serverHello() + Handshakes.message(12, [UInt8](repeating: 1, count: 90)))
    harness.send(other, inPiecesOf: 10)
    #expect(harness.log.begun.isEmpty)
    let record = Handshakes.record(22, Handshakes.certificate([Self.leaf, Self.issuer]))
    harness.send(Array(record.prefix(200)))
    harness.gap(300)
    harness.send(Array(record.dropFirst(500)), inPiecesOf: 100)
    #expect(harness.log.begun.count == 1)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 11, 48, 700, 16_384])
  func messagesSpreadOverRecordsOfAnySize(size: Int) {
    var harness = Harness()
    harness.send(Handshakes.records(Self.flight, size: size))
    #expect(harness.log.found == [Self.whole])
    var bytewise = Harness()
    bytewise.send(Handshakes.records(Self.flight, size: size), inPiecesOf: 1)
    #expect(bytewise.log.found == [Self.whole])
  }

  @Test(arguments: 0..<50)
  func aFlightIsReadInRandomPieces(round: Int) {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let bytes = Handshakes.records(Self.flight, size: Int.random(in: 1...2000, using: &generator))
    var harness = Harness()
    var position = 0
    while position < bytes.count {
      let end = min(bytes.count, position + Int.random(in: 1...300, using: &generator))
      harness.send(Array(bytes[position..<end]))
      position = end
    }
    #expect(harness.log.found == [Self.whole], "seed \(seed)")
  }

  @Test func truncatedAtEveryLengthItGivesOnlyWholeElements() {
    for length in 0..<Self.serverBytes.count {
      var harness = Harness()
      harness.send(Array(Self.serverBytes[..<length]))
      harness.finish()
      for found in harness.log.found {
        #expect(!found.isMalformed)
        let isPrefix = found.elements == Array([Self.leaf, Self.issuer].prefix(found.elements.count))
        #expect(isPrefix)
        #expect(found.isComplete == (found.elements.count == 2) || !found.isComplete)
      }
      #expect(harness.log.found.count <= 1)
    }
  }

  @Test func aGapAnywhereGivesOnlyWholeElements() {
    let bytes = Handshakes.records(Self.flight, size: 300)
    for start in stride(from: 0, to: bytes.count, by: 7) {
      for length in [1, 13, 305, 1000] where start + length < bytes.count {
        var harness = Harness()
        harness.send(Array(bytes[..<start]))
        harness.gap(length)
        harness.send(Array(bytes[(start + length)...]))
        harness.finish()
        for found in harness.log.found {
          #expect(found.elements.allSatisfy { $0 == Self.leaf || $0 == Self.issuer })
          #expect(!found.isMalformed)
        }
      }
    }
  }

  @Test func aGapInsideAnotherMessageDoesNotHideTheChain() {
    let before = Handshakes.serverHello()
    let bytes = Handshakes.record(22, before + Handshakes.message(22, [UInt8](repeating: 9, count: 500)))
    var harness = Harness()
    harness.send(Array(bytes[..<(bytes.count - 400)]))
    harness.gap(400)
    harness.send(Handshakes.record(22, Handshakes.certificate([Self.leaf])))
    #expect(harness.log.found == [.init(sender: .first, elements: [Self.leaf], isComplete: true)])
    #expect(harness.isDamaged)
  }

  @Test func bothSidesAndTheirRoles() {
    var harness = Harness()
    harness.send(Handshakes.record(22, Handshakes.clientHello(), version: 0x0301))
    harness.send(Handshakes.record(22, Self.flight), from: .second)
    harness.send(Handshakes.record(22, Handshakes.certificate([Self.issuer])))
    #expect(harness.log.found.map(\.sender) == [.second, .first])
    #expect(harness.facts.role(of: .first) == .client)
    #expect(harness.facts.role(of: .second) == .server)
    #expect(harness.facts.serverName == "expe.example.com")
  }

  @Test(arguments: [(UInt8(16), HandshakeRole.client), (15, .client), (12, .server), (13, .server), (14, .server)])
  func whatFollowsACertificateTellsItsSender(type: UInt8, role: HandshakeRole) {
    var harness = Harness()
    harness.send(
      Handshakes.record(22, Handshakes.certificate([Self.leaf]) + Handshakes.message(type, [0, 0])))
    #expect(harness.log.found.count == 1)
    #expect(harness.facts.role(of: .first) == role)
  }

  /// Bytes behind a gap that look like the message's start once more must not be read as one.
  @Test func aGapInsideAnSSLv2ServerHello() {
    func hello(certificateByteCount: Int) -> [UInt8] {
      Handshakes.be16(0x8000 | UInt16(11 + certificateByteCount)) + [4, 0, 1, 0, 2]
        + Handshakes.be16(UInt16(certificateByteCount)) + [0, 0, 0, 0]
    }
    let start = hello(certificateByteCount: 300) + [UInt8](repeating: 7, count: 100)
    var harness = Harness()
    harness.send(start)
    harness.gap(100)
    harness.send(hello(certificateByteCount: 5000) + [UInt8](repeating: 7, count: 87))
    harness.finish()
    #expect(harness.log.found.isEmpty)
    #expect(harness.isDamaged)
  }

  @Test func theAlertThatBreaksTheHandshakeOff() {
    var harness = Harness()
    harness.send(Handshakes.record(22, Handshakes.clientHello()))
    harness.send(Handshakes.record(22, Self.flight), from: .second)
    harness.send(Handshakes.record(21, [2, 48]), inPiecesOf: 100)
    #expect(harness.refusal(by: .first)?.name == "unknown_ca")
    #expect(harness.refusal(by: .second) == nil)
    // A warning, and what is encrypted, are none.
    var other = Harness()
    other.send(Handshakes.record(22, Handshakes.clientHello()) + Handshakes.record(21, [1, 90]))
    other.send(Handshakes.record(21, [UInt8](repeating: 2, count: 26)))
    #expect(other.refusal(by: .first) == nil)
  }

  @Test func anEmptyCertificateMessage() {
    var harness = Harness()
    harness.send(Handshakes.record(22, Handshakes.clientHello()))
    harness.send(Handshakes.record(22, Handshakes.certificate([])))
    #expect(harness.log.found == [.init(sender: .first, elements: [], isComplete: true)])
  }

  @Test func tls13IsRecognised() {
    var harness = Harness()
    harness.send(
      Handshakes.record(22, Handshakes.serverHello(supportedVersion: 0x0304)) + Handshakes.changeCipherSpec
        + Handshakes.record(23, [UInt8](repeating: 7, count: 900)))
    #expect(harness.facts.version?.isTLS13 == true)
    #expect(!harness.facts.isResumed)
    #expect(!harness.wantsMore)
  }

  @Test func aResumedSessionIsRecognised() {
    var harness = Harness()
    harness.send(Handshakes.record(22, Handshakes.serverHello()) + Handshakes.changeCipherSpec)
    #expect(harness.facts.isResumed)
  }

  @Test func aNullCipherIsReadOnBehindChangeCipherSpec() {
    let mac = [UInt8](repeating: 0xee, count: 20)
    let bytes =
      Handshakes.record(22, Handshakes.serverHello(cipherSuite: 0x0002) + Handshakes.certificate([Self.leaf]))
      + Handshakes.changeCipherSpec
      + Handshakes.record(22, Handshakes.message(20, [UInt8](repeating: 3, count: 12)) + mac)
      + Handshakes.record(23, [1, 2, 3] + mac)
      + Handshakes.record(22, Handshakes.serverHello(cipherSuite: 0x0002) + mac)
      + Handshakes.record(22, Handshakes.certificate([Self.issuer]) + mac)
    for size in [1, 9, 100_000] {
      var harness = Harness()
      harness.send(bytes, inPiecesOf: size)
      #expect(harness.log.found.map(\.elements) == [[Self.leaf], [Self.issuer]])
    }
  }

  @Test func anSSLv2FormatHello() {
    let specs: [UInt8] = [0, 0, 0x2f, 0, 0, 0x35]
    let hello: [UInt8] = [0x80, 31, 1, 3, 1, 0, 6, 0, 0, 0, 16] + specs + [UInt8](repeating: 8, count: 16)
    for size in [1, 4, 1000] {
      var harness = Harness()
      harness.send(hello + Handshakes.record(22, Handshakes.certificate([Self.leaf])), inPiecesOf: size)
      #expect(harness.log.found.count == 1)
      #expect(harness.facts.role(of: .first) == .client)
    }
  }

  @Test(arguments: [1, 5, 4000])
  func anSSLv2ServerHello(size: Int) {
    let certificate = Self.leaf
    let message: [UInt8] =
      [4, 0, 1, 0, 2] + Handshakes.be16(UInt16(certificate.count)) + [0, 3, 0, 16] + certificate + [1, 0, 0x80]
      + [UInt8](repeating: 6, count: 16)
    var harness = Harness()
    harness.send(Handshakes.be16(0x8000 | UInt16(message.count)) + message + [1, 2, 3], inPiecesOf: size)
    #expect(harness.log.found == [.init(sender: .first, elements: [certificate], isComplete: true)])
    #expect(harness.facts.version == .ssl2)
    #expect(harness.facts.role(of: .first) == .server)
  }

  @Test func theChainAfterAPlaintextPreambleIsFound() {
    var harness = Harness()
    for line in ["220 mx ready\r\n", "250-STARTTLS\r\n", "220 go ahead\r\n"] { harness.send(Array(line.utf8)) }
    harness.send(Self.serverBytes, inPiecesOf: 500)
    #expect(harness.log.found == [Self.whole])
  }

  @Test func anUnreadableListStillGivesTheElementsBefore() {
    var message = Handshakes.certificate([Self.leaf, Self.issuer])
    message[4 + 3 + 3 + Self.leaf.count] = 0x7f  // The second element's length.
    var harness = Harness()
    harness.send(Handshakes.record(22, Handshakes.serverHello() + message))
    #expect(harness.log.found == [.init(sender: .first, elements: [Self.leaf], isComplete: true, isMalformed: true)])
  }
}
