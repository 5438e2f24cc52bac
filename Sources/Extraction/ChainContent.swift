import Capture
import CertificateChains
import Packets
import TLSHandshake
import WireFormat

/// What an ``ExtractedChain`` holds, which says what each of it means.
package struct ChainContent: Sendable {
  package var file: String
  package var peer: String?
  package var packetFile: PacketLocation?
  package var connection: Int
  package var timestamp: Timestamp?
  package var packet: Int
  package var transport: Transport
  package var source: Endpoint
  package var destination: Endpoint
  package var tunnels: [Tunnel] = []
  package var encapsulation = EncapsulationID.none
  package var role = Role.unknown
  package var version: ProtocolVersion?
  package var serverName: String?
  package var preamble: Preamble?
  package var isComplete: Bool
  package var chain: PresentedChain
  package var certificateType = CertificateKind.x509
  package var rawPublicKey: RawPublicKey?
  package var problems: [Problem] = []
  package var refusal: String?
  package var ocspResponses: [StapledResponse] = []

  package var isEmpty: Bool { chain.isEmpty && rawPublicKey == nil }

  package var client: Endpoint? {
    switch role {
    case .client: source
    case .server: destination
    case .unknown: nil
    }
  }

  package var server: Endpoint? {
    switch role {
    case .client: destination
    case .server: source
    case .unknown: nil
    }
  }

  /// Fills in what is not known yet.
  mutating func complete(with facts: HandshakeFacts, sender: Sender) {
    if role == .unknown { role = Role(facts.role(of: sender)) }
    if version == nil, let negotiated = facts.version {
      version = negotiated
      chain = chain.ofVersion(negotiated)
    }
    serverName = serverName ?? facts.serverName
    preamble = facts.preamble
  }
}

extension Role {
  init(_ role: HandshakeRole?) {
    switch role {
    case .client: self = .client
    case .server: self = .server
    case nil: self = .unknown
    }
  }
}

extension PresentedChain {
  /// TLCP sends certificates in pairs.
  func ofVersion(_ version: ProtocolVersion?) -> PresentedChain {
    var chain = self
    chain.isCertificatePair = version == .tlcp
    return chain
  }
}
