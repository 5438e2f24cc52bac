import TestSupport
import Testing
import WireFormat

@testable import TLSHandshake

@Suite struct DTLSConnectionTests {
  static let leaf = Handshakes.element(1, count: 700)
  static let issuer = Handshakes.element(2, count: 900)

  /// A message in fragments of at most `size` bytes, each in a datagram of its own.
  static func datagrams(_ message: [UInt8], sequence: UInt16, size: Int, epoch: UInt16 = 0) -> [[UInt8]] {
    let body = Array(message[4...])
    return stride(from: 0, to: max(1, body.count), by: size).map { start in
      let part = Array(body[start..<min(start + size, body.count)])
      let fragment =
        [message[0]] + Handshakes.be24(body.count) + Handshakes.be16(sequence) + Handshakes.be24(start)
        + Handshakes.be24(part.count) + part
      return [22, 0xfe, 0xfd] + Handshakes.be16(epoch) + [0, 0, 0, 0, 0, 9] + Handshakes.be16(UInt16(fragment.count))
        + fragment
    }
  }

  static func clientHello(random: UInt8, sequence: UInt16 = 0) -> [[UInt8]] {
    let body: [UInt8] = [0xfe, 0xfd] + [UInt8](repeating: random, count: 32) + [0, 0, 0, 2, 0xc0, 0x2f, 1, 0]
    return datagrams(Handshakes.message(1, body), sequence: sequence, size: 2000)
  }

  struct Peer {
    var connection = DTLSConnection()
    var log = Harness.Log()

    mutating func receive(_ datagrams: [[UInt8]], isCut: Bool = false, from sender: Sender = .second) {
      for datagram in datagrams {
        connection.receive(datagram.span, isCut: isCut, from: sender, observer: &log)
      }
    }
  }

  @Test(arguments: [1, 7, 100, 500, 5000])
  func fragmentsInAnyOrderTwice(size: Int) {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    var all = Self.datagrams(Handshakes.certificate([Self.leaf, Self.issuer]), sequence: 2, size: size)
    all += all
    all.shuffle(using: &generator)
    var peer = Peer()
    peer.receive(Self.clientHello(random: 1), from: .first)
    peer.receive(Self.datagrams(Handshakes.serverHello(version: 0xfefd), sequence: 1, size: 5000))
    peer.receive(all)
    #expect(
      peer.log.found == [.init(sender: .second, elements: [Self.leaf, Self.issuer], isComplete: true)], "seed \(seed)")
    #expect(peer.connection.facts.version == .dtls12)
    #expect(peer.connection.facts.version?.protocolName == "dtls")
    #expect(peer.connection.facts.role(of: .second) == .server)
  }

  @Test func aMissingFragmentLeavesTheElementsBeforeIt() {
    var all = Self.datagrams(Handshakes.certificate([Self.leaf, Self.issuer]), sequence: 2, size: 100)
    all.remove(at: 9)
    var peer = Peer()
    peer.receive(all)
    #expect(peer.connection.isDamaged)
    peer.connection.giveUpMessages(observer: &peer.log)
    #expect(peer.log.found == [.init(sender: .second, elements: [Self.leaf], isComplete: false)])
  }

  @Test func encryptedRecordsAreNotRead() {
    var peer = Peer()
    peer.receive(Self.datagrams(Handshakes.certificate([Self.leaf]), sequence: 2, size: 5000, epoch: 1))
    #expect(peer.log.found.isEmpty)
  }

  @Test func truncatedDatagramsNeverTrap() {
    let datagram = Self.datagrams(Handshakes.certificate([Self.leaf]), sequence: 2, size: 5000)[0]
    for length in 0..<datagram.count {
      var peer = Peer()
      peer.receive([Array(datagram[..<length])])
      #expect(peer.log.found.isEmpty)
    }
  }

  /// What the snap length left of a fragment is read; without a cut, such a datagram is garbage.
  @Test func aCutFragmentLeavesTheElementsBeforeTheCut() {
    let datagram = Self.datagrams(Handshakes.certificate([Self.leaf, Self.issuer]), sequence: 2, size: 5000)[0]
    for (isCut, elements) in [(true, [Self.leaf]), (false, [])] {
      var peer = Peer()
      peer.receive([Array(datagram.prefix(900))], isCut: isCut)
      #expect(peer.connection.wasCut == isCut)
      #expect(peer.connection.isDamaged == isCut)
      peer.connection.giveUpMessages(observer: &peer.log)
      #expect(peer.log.found.flatMap(\.elements) == elements)
    }
  }

  @Test func onlyHandshakeMessagesInTheClearCanBeCut() {
    var peer = Peer()
    peer.receive(Self.clientHello(random: 1), from: .first)
    peer.receive(Self.datagrams(Handshakes.serverHello(version: 0xfefd), sequence: 1, size: 5000))
    let data: [UInt8] = [23, 0xfe, 0xfd, 0, 1, 0, 0, 0, 0, 0, 9, 4, 0] + [UInt8](repeating: 7, count: 60)
    let finished = [22] + data.dropFirst()
    peer.receive([data, finished], isCut: true)
    #expect(!peer.connection.wasCut)
    #expect(!peer.connection.isDamaged)
    // Cut behind a message or in the next header: who knows what was there.
    peer.receive(
      Self.datagrams(Handshakes.message(12, [1, 2, 3]), sequence: 2, size: 5000).map { $0 + [22, 0xfe] }, isCut: true)
    #expect(peer.connection.wasCut)
  }

  @Test func aMissingMessageIsDamage() {
    let hello = Self.datagrams(Handshakes.serverHello(version: 0xfefd), sequence: 1, size: 5000)
    let done = Self.datagrams(Handshakes.message(14, []), sequence: 3, size: 5000)
    var peer = Peer()
    peer.receive(Self.clientHello(random: 1), from: .first)
    peer.receive(hello)
    #expect(!peer.connection.isDamaged)
    peer.receive(done)
    #expect(peer.connection.isDamaged)
    peer.receive(Self.datagrams(Handshakes.certificate([Self.leaf]), sequence: 2, size: 5000))
    #expect(!peer.connection.isDamaged)
  }

  /// No hole shows, but the client would not have gone on.
  @Test func aMissingEndOfTheServersFlightIsDamage() {
    var peer = Peer()
    peer.receive(Self.clientHello(random: 1), from: .first)
    peer.receive(Self.datagrams(Handshakes.serverHello(version: 0xfefd), sequence: 1, size: 5000))
    peer.receive(Self.datagrams(Handshakes.message(16, [1]), sequence: 1, size: 5000), from: .first)
    #expect(peer.connection.isDamaged)
    peer.receive(Self.datagrams(Handshakes.message(14, []), sequence: 2, size: 5000))
    #expect(!peer.connection.isDamaged)
  }

  @Test func aFatalAlertIsARefusal() {
    var peer = Peer()
    for (epoch, level) in [(UInt8(1), UInt8(2)), (0, 1), (0, 2)] {
      #expect(peer.connection.refusal(by: .second) == nil)
      peer.receive([[21, 0xfe, 0xfd, 0, epoch, 0, 0, 0, 0, 0, 1, 0, 2, level, 48]])
    }
    #expect(peer.connection.refusal(by: .second)?.name == "unknown_ca")
    #expect(peer.connection.refusal(by: .first) == nil)
  }
}
