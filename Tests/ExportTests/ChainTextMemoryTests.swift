import CertificateChains
import Testing

@testable import Export

/// What is kept of chains that were written stays within its bound, whatever they hold.
@Suite struct ChainTextMemoryTests {
  private struct Reference {
    weak var certificate: Certificate?
  }

  private static func write(_ chain: PresentedChain, _ memory: inout ChainTextMemory) {
    memory.texts(of: chain, writeStatus: { [] }, write: { _ in [1] }) { _, _, _ in }
  }

  /// The text of a certificate that cannot be read is short, and its bytes are many.
  @Test func largeCertificatesAreLetGo() {
    let byteCount = ChainTextMemory.byteLimit / 4
    var memory = ChainTextMemory()
    var references: [Reference] = []
    for number in 0..<12 as Range<UInt8> {
      let certificate = Certificate(der: [number] + [UInt8](repeating: 0, count: byteCount))
      Self.write(PresentedChain(elements: [certificate]), &memory)
      references.append(Reference(certificate: certificate))
    }
    #expect((1...5).contains(references.count { $0.certificate != nil }))
    withExtendedLifetime(memory) {}
  }

  /// One certificate many times over, in chains that differ in length.
  @Test func longChainsAreLetGo() {
    let elementCount = ChainTextMemory.byteLimit / 64
    var memory = ChainTextMemory()
    var references: [Reference] = []
    for number in 0..<12 {
      let certificate = Certificate(der: [0x30, 0])
      Self.write(
        PresentedChain(elements: [Certificate](repeating: certificate, count: elementCount + number)), &memory)
      references.append(Reference(certificate: certificate))
    }
    #expect((1...5).contains(references.count { $0.certificate != nil }))
    withExtendedLifetime(memory) {}
  }
}
