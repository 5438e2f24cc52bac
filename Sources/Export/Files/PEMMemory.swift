import CertificateChains

/// PEM text of certificates and chains, most of which are sent more than once: made once, and shared by all the files
/// that hold it. Only for as long as the chains live that it is asked of.
struct PEMMemory {
  private var certificates: [ObjectIdentifier: [UInt8]] = [:]
  private var chains: [PresentedChain.Identity: [UInt8]] = [:]

  mutating func text(of certificate: Certificate) -> [UInt8] {
    if let known = certificates[ObjectIdentifier(certificate)] { return known }
    let text = pemBytes(of: certificate.der)
    certificates[ObjectIdentifier(certificate)] = text
    return text
  }

  /// Of those elements that PEM can hold, one behind the other.
  mutating func text(of chain: PresentedChain) -> [UInt8] {
    if let known = chains[chain.identity] { return known }
    var text: [UInt8] = []
    for element in chain.elements where element.isDERSequence { text += self.text(of: element) }
    chains[chain.identity] = text
    return text
  }
}
