import CertificateChains
import Testing

@testable import Extraction

@Suite struct CertificateStoreTests {
  private struct Reference {
    weak var certificate: Certificate?
  }

  /// An element of a few bytes, a million times in one message.
  @Test func longChainsAreLetGo() {
    var store = CertificateStore()
    var references: [Reference] = []
    for number in 0..<8 as Range<UInt8> {
      let chain = store.chain(certificateList([[UInt8]](repeating: [0x30, 1, number], count: 1_000_000)).span).chain
      #expect(chain.elements.count == 1_000_000)
      references.append(Reference(certificate: chain.elements[0]))
    }
    #expect((1...4).contains(references.count { $0.certificate != nil }))
    withExtendedLifetime(store) {}
  }

  /// Two chains that begin with the same bytes and are equally long take each other's place again and again, and no more
  /// room than one.
  @Test func chainsThatTakeEachOthersPlaceLeaveTheOthers() {
    var store = CertificateStore()
    let other = certificateList([[1, 2], [1, 3]])
    let before = store.chain(other.span).chain
    let leaf = [UInt8](repeating: 7, count: 120)
    let pair = [certificateList([leaf, [1]]), certificateList([leaf, [2]])]
    for round in 0..<40_000 {
      let body = pair[round % 2]
      let chain = store.chain(body.span).chain
      if chain.elements[1].der != [UInt8(round % 2 + 1)] { Issue.record("round \(round)") }
    }
    #expect(store.chain(other.span).chain.identity == before.identity)
  }

  @Test func theSameBytesAreOneCertificateAndOneChain() {
    var store = CertificateStore()
    let one = store.chain(certificateList([[1, 2], [1, 3]]).span).chain
    let other = store.chain(certificateList([[1, 3], [1, 2]]).span).chain
    let same = store.chain(certificateList([[1, 2], [1, 3]]).span).chain
    #expect(one.identity == same.identity)
    #expect(one.identity != other.identity)
    #expect(one.elements[0] === other.elements[1])
    #expect(one.elements[1] === other.elements[0])
    #expect(one.elements[0] !== one.elements[1])
  }

  /// What is whole in a message that is not, is no other chain's beginning.
  @Test func aMessageThatIsNotWholeIsNoChainOfTheStore() {
    var store = CertificateStore()
    let body = certificateList([[1, 2], [1, 3]])
    let whole = store.chain(body.span).chain
    for count in 0..<body.count {
      let (part, error) = store.chain(body.span.extracting(first: count))
      #expect(error != nil)
      #expect(part.elements.map(\.der) == [[1, 2], [1, 3]].prefix(count < 8 ? 0 : 1).map { $0 })
      #expect(part.elements.first.map { $0 === whole.elements[0] } ?? true)
    }
    let (rest, error) = store.chain((body + [0]).span)
    #expect(error != nil)
    #expect(rest.elements.count == 2)
    #expect(store.chain(certificateList([]).span).chain.isEmpty)
  }

  /// Long ones, of which only the beginning is hashed: each body gives its own bytes, whatever was there before.
  @Test func chainsThatBeginWithTheSameBytes() {
    var store = CertificateStore()
    for count in [600, 1000, 5000] {
      let element =
        [0x30, 0x82, UInt8((count - 4) >> 8), UInt8((count - 4) & 0xff)] + [UInt8](repeating: 5, count: count - 4)
      let first = store.chain(certificateList([element, [1]]).span).chain
      for index in stride(from: 4, to: count, by: 7) {
        var other = element
        other[index] ^= 1
        let chain = store.chain(certificateList([other, [1]]).span).chain
        #expect(chain.elements.map(\.der) == [other, [1]])
        #expect(chain.identity != first.identity)
      }
      #expect(store.chain(certificateList([element, [1]]).span).chain.elements.map(\.der) == [element, [1]])
    }
  }
}

/// A Certificate message's body (RFC 5246, 7.4.2).
func certificateList(_ elements: [[UInt8]]) -> [UInt8] {
  func uint24(_ value: Int) -> [UInt8] { [UInt8(value >> 16 & 0xff), UInt8(value >> 8 & 0xff), UInt8(value & 0xff)] }
  let list = elements.flatMap { uint24($0.count) + $0 }
  return uint24(list.count) + list
}
