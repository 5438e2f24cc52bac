import CertificateChains
import Export
import Extraction

/// What is done with each certificate and each chain of a capture.
struct CertificateStages {
  let path: String
  let passes: Int

  func run() -> [StageTimes] {
    let chains = extractChains(fromFile: path, options: ExtractionOptions()).chains
    var distinct: [String: [UInt8]] = [:]
    for element in chains.flatMap(\.chain.elements) { distinct[element.sha256] = element.der }
    guard !distinct.isEmpty else { return [] }

    let encodings = distinct.sorted { $0.key < $1.key }.map(\.value)
    var defects = 0
    let reading = measure("reading a certificate", unit: "certificate", count: encodings.count, passes: passes) {
      for der in encodings where Certificate(der: der).parseError != nil { defects += 1 }
    }
    var statuses = 0
    let assessing = measure("assessing a chain", unit: "chain", count: chains.count, passes: passes) {
      for chain in chains {
        statuses += PresentedChain(elements: chain.chain.elements).assess().statuses.count
      }
    }
    var writer = JSONWriter()
    var memory = ChainTextMemory()
    var byteCount = 0
    let writing = measure("writing a line", unit: "chain", count: chains.count, passes: passes) {
      for chain in chains {
        writer.removeAll()
        writer.writeLine(chain, memory: &memory)
        byteCount += writer.bytes.count
      }
    }
    return [reading, assessing, writing]
  }
}
