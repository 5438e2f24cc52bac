import CertificateChains
import Extraction
import Inputs
import TLSHandshake

extension RunEvent {
  /// What it takes to keep it, nearly: the bytes of certificates above all, of which a chain may hold any number.
  var byteCount: Int {
    switch self {
    case .findings(let findings):
      // Many connections show the same chain, which is there once.
      var known: Set<PresentedChain.Identity> = []
      return findings.reduce(0) { $0 + $1.byteCount(known: &known) }
    case .pause: return 0
    case .captureEnd(let report, let origin):
      return MemoryLayout<CaptureReport>.stride + textByteCount(report.warnings) + textByteCount(origin.fileNames)
    case .certificate(let installed): return installed.certificate.byteCount + installed.file.utf8.count
    case .problem(let problem):
      return MemoryLayout<InputProblem>.stride + textByteCount([problem.name, problem.reason])
    }
  }
}

extension CaptureFinding {
  /// Of the certificates that it keeps alive.
  package var certificateByteCount: Int {
    guard case .chain(let chain) = self else { return 0 }
    return chain.certificateByteCount
  }

  fileprivate func byteCount(known: inout Set<PresentedChain.Identity>) -> Int {
    let ownByteCount = MemoryLayout<CaptureFinding>.stride + allocationByteCount
    switch self {
    case .chain(let chain):
      let isNew = known.insert(chain.chain.identity).inserted
      return ownByteCount + chain.ownByteCount
        + (isNew ? chain.chain.elements.reduce(0) { $0 + $1.byteCount } : 0)
    case .refusal: return ownByteCount
    case .connection(let record): return ownByteCount + record.byteCount
    }
  }
}

extension ExtractedChain {
  /// All but the chain's elements.
  fileprivate var ownByteCount: Int {
    let responses = ocspResponses.reduce(0) { $0 + MemoryLayout<StapledResponse>.stride + $1.response.der.count }
    return responses + (rawPublicKey?.der.count ?? 0)
      + problems.count * (MemoryLayout<Problem>.stride + allocationByteCount)
      + tunnels.count * (MemoryLayout.stride(ofValue: tunnels.first) + allocationByteCount)
  }
}

extension ConnectionRecord {
  fileprivate var byteCount: Int {
    let offered = clientHello.map { hello in
      2
        * (hello.cipherSuites.count + hello.extensionTypes.count + hello.signatureSchemes.count
          + hello.supportedGroups.count + hello.supportedVersions.count)
        + hello.applicationProtocols.reduce(0) { $0 + $1.count + allocationByteCount }
    }
    let asked = certificateRequest.map { request in
      request.certificateAuthorities.reduce(0) { $0 + $1.count + allocationByteCount }
    }
    return steps.count * MemoryLayout<Step>.stride + alerts.count * MemoryLayout<SentAlert>.stride
      + (offered ?? 0) + (asked ?? 0) + 8 * allocationByteCount
  }
}

extension Certificate {
  /// What a person reads of it is read later, and not counted.
  fileprivate var byteCount: Int { der.count + 4 * allocationByteCount }
}

private func textByteCount(_ texts: [String]) -> Int {
  texts.reduce(0) { $0 + $1.utf8.count + allocationByteCount }
}

/// The head of an array, a string or an object, and what the allocator adds.
private let allocationByteCount = 48
