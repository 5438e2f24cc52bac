import CertificateChains
import Packets
import TLSHandshake
import Testing
import WireFormat

@testable import Extraction

@Suite struct SentMessagesTests {
  private func identity(_ sender: Sender, _ fill: UInt8) -> SentMessages.Identity {
    SentMessages.Identity(
      sender: sender, isComplete: true, chain: PresentedChain(elements: [Certificate(der: [0x30, 1, fill])]))
  }

  private func chain(_ identity: SentMessages.Identity, packet: Int) -> ExtractedChain {
    let end = Endpoint(address: IPAddress(v4: 1), port: 1)
    return ExtractedChain(
      ChainContent(
        file: "", connection: 1, timestamp: nil, packet: packet, transport: .tcp, source: end, destination: end,
        isComplete: true, chain: identity.chain))
  }

  @Test func oneSenderIsSettledAndTheOtherWaits() {
    var sent = SentMessages()
    for (index, sender) in [Sender.first, .second, .first].enumerated() {
      let identity = identity(sender, UInt8(index))
      #expect(!sent.holds(identity))
      sent.append(identity, chain(identity, packet: index))
      #expect(sent.holds(identity))
    }
    #expect(!sent.holds(identity(.second, 0)))
    var settled: [Int] = []
    sent.settle(.first, by: HandshakeFacts()) { settled.append($0.packet) }
    #expect(settled == [0, 2])
    #expect(sent.isPending)

    // What is settled does not change any more.
    sent.changeLast(of: .first) { $0.packet = 9 }
    sent.changeLast(of: .second) { $0.packet = 7 }
    sent.settle(by: HandshakeFacts()) { settled.append($0.packet) }
    #expect(settled == [0, 2, 7])
    #expect(!sent.isPending)
    #expect(sent.count == 3)
    #expect(sent.chainCount == 3)
    #expect(sent.hasAny(of: .second))

    sent.restart()
    #expect(sent.count == 0)
    #expect(!sent.hasAny(of: .second))
    sent.settle(by: HandshakeFacts()) { _ in Issue.record("nothing is left") }
  }

  @Test func anEmptyMessageIsNoChain() {
    var sent = SentMessages()
    let empty = SentMessages.Identity(sender: .first, isComplete: true, chain: .empty)
    sent.append(empty, chain(empty, packet: 1))
    #expect(sent.chainCount == 0)
    #expect(sent.count == 1)
  }
}
