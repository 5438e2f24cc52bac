import CertificateChains
import Testing

@testable import Export

/// What is kept of chains that were written stays within its bound, whatever they hold.
@Suite struct ChainTextMemoryTests {
  private struct Reference {
    weak var certificate: Certificate?
  }

  private static func write(_ chain: PresentedChain, _ memory: inout ChainTextMemory) {
    _ = memory.find(chain, writeStatus: { $0.integer(0) }, write: { writer, _ in writer.integer(1) })
  }

  /// Found again where they were put, across blocks, and a certificate's in all chains that hold it.
  @Test func eachTextIsFoundAgain() {
    var memory = ChainTextMemory()
    let certificates = (0..<200).map { Certificate(der: [UInt8($0)]) }
    let chains = (0..<200).map { index in
      PresentedChain(elements: (0...index % 7).map { certificates[(index + $0 * 13) % 200] })
    }
    for _ in 0..<2 {
      for (index, chain) in chains.enumerated() {
        let found = memory.find(
          chain, writeStatus: { $0.string("status \(index)") },
          write: { writer, certificate in
            writer.string("\(certificate.der[0]) " + String(repeating: "x", count: 1 + Int(certificate.der[0]) * 9))
          })
        let texts = ([found.status] + found.elements.map { memory.elements[$0] }).map { place in
          var text = TextBuffer()
          memory.texts.append(place, to: &text)
          return String(decoding: text.bytes, as: UTF8.self)
        }
        let expected = chain.elements.map {
          "\"\($0.der[0]) " + String(repeating: "x", count: 1 + Int($0.der[0]) * 9) + "\""
        }
        #expect(texts == ["\"status \(index)\""] + expected)
      }
    }
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
