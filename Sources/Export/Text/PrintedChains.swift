import CertificateChains
import Extraction

/// The chains that a summary has printed, most of which are sent more than once.
struct PrintedChains {
  /// By the SHA-256 of their elements: the connection that each was printed in.
  private var connections: [[String]: Int] = [:]
  /// The lines that say how a chain hangs together.
  private var assessments: [PresentedChain.Identity: (chain: PresentedChain, lines: [String])] = [:]

  /// The chain is printed.
  ///
  /// - Returns: the connection in which it was printed in full; nil the first time.
  mutating func note(_ chain: ExtractedChain) -> Int? {
    let key = chain.chain.elements.map(\.sha256)
    if let known = connections[key] { return known }
    connections[key] = chain.connection
    return nil
  }

  /// - Parameter lines: gives the lines the first time.
  mutating func assessment(of chain: PresentedChain, lines: (ChainAssessment) -> [String]) -> [String] {
    if let known = assessments[chain.identity] { return known.lines }
    let lines = lines(chain.assess())
    // Kept alive, so that its identity stays its own.
    assessments[chain.identity] = (chain, lines)
    return lines
  }
}
