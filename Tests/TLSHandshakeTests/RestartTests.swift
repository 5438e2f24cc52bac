import Testing
import WireFormat

@testable import TLSHandshake

/// A connection that begins in another one's place is like a new one, whatever the other one went through.
@Suite struct RestartTests {
  static let earlierLives: [@Sendable (inout Harness) -> Void] = [
    { $0.send(Array("220 mail.example ESMTP\r\n".utf8)) },
    { $0.send(Array("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n".utf8)) },
    { $0.send([22, 3, 1]) },
    { harness in for _ in 0..<HandshakeFinder.searchCount { harness.send([0, 1, 2, 3, 4, 5, 6, 7, 8]) } },
    { $0.send(Handshakes.record(23, [UInt8](repeating: 9, count: 64))) },
    { $0.send(Array(TLSConnectionTests.serverBytes.prefix(900))) },
    { harness in
      harness.send(TLSConnectionTests.serverBytes)
      harness.gap(10)
    },
    // Both sides go on encrypted: nothing more is wanted.
    { harness in
      harness.send(Handshakes.record(22, Handshakes.clientHello(), version: 0x0301) + Handshakes.changeCipherSpec)
      harness.send(TLSConnectionTests.serverBytes + Handshakes.changeCipherSpec, from: .second)
    },
  ]

  /// What a connection tells of itself, but for room that nothing is in.
  private func state(_ harness: Harness) -> [String] {
    let read = harness.read
    return [
      "\(harness.facts)", "\(harness.isDamaged)", "\(read.connection.sawEncryptedRecord)",
      "\(read.connection.startsWithAlert)", "\(read.connection.hasHandshake)", "\(read.connection.isFinished)",
      "\(String(describing: harness.refusal(by: .first)))",
    ]
  }

  @Test func nothingIsWantedWhereBothSidesAreEncrypted() {
    var harness = Harness()
    let life = Self.earlierLives[Self.earlierLives.count - 1]
    life(&harness)
    let isFinished = harness.read.connection.isFinished
    #expect(isFinished && !harness.wantsMore)
    harness.restart()
    let isFinishedAnew = harness.read.connection.isFinished
    #expect(!isFinishedAnew)
  }

  @Test(arguments: earlierLives.indices) func nothingIsLeft(of life: Int) {
    for sender in [Sender.first, .second] {
      var restarted = Harness()
      Self.earlierLives[life](&restarted)
      restarted.restart()
      var fresh = Harness()
      #expect(state(restarted) == state(fresh))
      for size in [3, 2000] {
        restarted.send(Array("EHLO\r\n".utf8), from: sender.opposite)
        fresh.send(Array("EHLO\r\n".utf8), from: sender.opposite)
        restarted.send(TLSConnectionTests.serverBytes, inPiecesOf: size, from: sender)
        fresh.send(TLSConnectionTests.serverBytes, inPiecesOf: size, from: sender)
        #expect(fresh.log.found.count == 1)
        #expect(restarted.log.found == fresh.log.found)
        #expect(state(restarted) == state(fresh))
        fresh = Harness()
        restarted.restart()
      }
    }
  }
}
