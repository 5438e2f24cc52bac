import CertificateChains
import Testing
import WireFormat

@testable import Extraction

@Suite struct KnownChainsTests {
  /// Each body that is like a chain's in all but one byte, or is cut, or framed otherwise, is none of its.
  @Test func aChainIsWholeInNoOtherBody() {
    let elements: [[UInt8]] = [[1, 2], [], [1, 3, 0]]
    let chain = PresentedChain(elements: elements.map { Certificate(der: $0) })
    func isList(_ body: [UInt8]) -> Bool { KnownChain(chain).isList(in: body.span) }
    let body = certificateList(elements)
    #expect(isList(body))
    for index in body.indices {
      let others = (0...UInt8.max).filter { $0 != body[index] }.map { value in
        var other = body
        other[index] = value
        return other
      }
      #expect(!others.contains { isList($0) })
    }
    for count in 0..<body.count { #expect(!isList(Array(body.prefix(count)))) }
    #expect(!isList(body + [0]))
    #expect(!isList(certificateList([[1, 2], [1, 3, 0], []])))
    #expect(!isList(certificateList([[1, 2, 0, 0, 0, 0, 0, 3, 1, 3, 0]])))
    #expect(!isList(certificateList([])))
  }

  /// As above, with elements so long that many bytes are compared together.
  @Test func aLongChainIsWholeInNoOtherBody() {
    let elements = [150, 33, 64].map { count in (0..<count).map { UInt8(truncatingIfNeeded: $0) } }
    let chain = PresentedChain(elements: elements.map { Certificate(der: $0) })
    var body = certificateList(elements)
    func isList() -> Bool { KnownChain(chain).isList(in: body.span) }
    #expect(isList())
    for index in body.indices {
      for bit in 0..<8 as Range<UInt8> {
        body[index] ^= 1 << bit
        #expect(!isList(), "byte \(index)")
        body[index] ^= 1 << bit
      }
    }
  }

  @Test func aChainIsFoundAgainHoweverLong() throws {
    for count in [0, 1, 2, 3, 4, 5, 6, 40] {
      var known = KnownChains()
      let elements = (0..<count).map { [UInt8](repeating: UInt8($0), count: 30 + $0) }
      let chain = PresentedChain(elements: elements.map { Certificate(der: $0) })
      var body = certificateList(elements)
      func isUnknown(_ body: [UInt8]) -> Bool { known.chain(of: body) == nil }
      #expect(isUnknown(body))
      known.insert(chain, known.key(of: body.span))
      known.prefetch(body.span.extracting(first: 100), byteCount: body.count)
      known.prefetch(body.span.extracting(first: 10), byteCount: body.count)
      let found = known.chain(of: body)
      #expect(try #require(found).identity == chain.identity)
      // Behind what is hashed.
      for index in body.indices.dropFirst(96) {
        body[index] ^= 1
        #expect(isUnknown(body), "\(count) elements, byte \(index)")
        body[index] ^= 1
      }
    }
  }

  @Test func oneThatBeginsTheSameTakesTheOthersPlace() throws {
    var known = KnownChains()
    func add(_ last: UInt8) -> (chain: PresentedChain, body: [UInt8]) {
      let elements = [[UInt8](repeating: 7, count: 200), [last]]
      let chain = PresentedChain(elements: elements.map { Certificate(der: $0) })
      let body = certificateList(elements)
      known.insert(chain, known.key(of: body.span))
      return (chain, body)
    }
    let (first, second) = (add(1), add(2))
    let one = known.chain(of: first.body)
    let other = known.chain(of: second.body)
    #expect(one == nil)
    #expect(try #require(other).identity == second.chain.identity)
  }

  /// A key that was made before is that of the body still.
  @Test func whenAllAreForgottenKeysStayWhatTheyWere() throws {
    var known = KnownChains()
    let chain = PresentedChain(elements: [Certificate(der: [1, 2, 3])])
    let body = certificateList([[1, 2, 3]])
    let key = known.key(of: body.span)
    known.insert(chain, key)
    known.removeAll()
    let forgotten = known.chain(of: body)
    #expect(forgotten == nil)
    #expect(!known.contains(key))
    known.insert(chain, key)
    let found = known.chain(of: body)
    #expect(try #require(found).identity == chain.identity)
  }
}

extension KnownChains {
  fileprivate func chain(of body: [UInt8]) -> PresentedChain? { chain(key(of: body.span), in: body.span) }
}
