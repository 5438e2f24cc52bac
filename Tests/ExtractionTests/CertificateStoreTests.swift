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
      let certificate = store.certificate([0x30, 1, number].span)
      _ = store.chain([Certificate](repeating: certificate, count: 1_000_000))
      references.append(Reference(certificate: certificate))
    }
    #expect((1...3).contains(references.count { $0.certificate != nil }))
    withExtendedLifetime(store) {}
  }

  @Test func theSameBytesAreOneCertificate() {
    var store = CertificateStore()
    let (one, same, other) = (
      store.certificate([1, 2].span), store.certificate([1, 2].span), store.certificate([1, 3].span)
    )
    #expect(one === same)
    #expect(one !== other)
    #expect(store.chain([one, other]).identity == store.chain([same, other]).identity)
    #expect(store.chain([one, other]).identity != store.chain([other, one]).identity)
  }
}
