import CertificateChains
import Extraction
import Packets
import WireFormat

/// A chain that somebody has, from wherever it comes.
public struct InputChain: Sendable {
  /// One certificate, or of it no more than the SHA-256 that a list or a manifest gives.
  public enum Element: Sendable {
    case certificate(Certificate)
    case fingerprint(String)

    /// Lower-case hex.
    public var sha256: String {
      switch self {
      case .certificate(let certificate): certificate.sha256
      case .fingerprint(let text): text
      }
    }

    public var certificate: Certificate? {
      if case .certificate(let certificate) = self { return certificate }
      return nil
    }
  }

  public var elements: [Element]
  public var origin: ChainOrigin
  /// False where files of a folder were put together, whose order says nothing.
  public var isOrdered = true
  /// TLCP: element 2 is the sender's certificate for encryption.
  public var isCertificatePair = false
  /// False where bytes of it are missing in the capture.
  public var isComplete = true

  public init(elements: [Element], origin: ChainOrigin) {
    self.elements = elements
    self.origin = origin
  }

  /// As it is judged and compared: the elements of a folder in the order in which they issued each other.
  public var inOrder: InputChain {
    guard !isOrdered else { return self }
    let certificates = elements.compactMap(\.certificate)
    guard certificates.count == elements.count else { return self }
    let linked = PresentedChain(elements: certificates).assess().linkedPositions.map { $0 - 1 }
    let others = certificates.indices.filter { !linked.contains($0) }
    var chain = self
    chain.elements = (linked + others).map { elements[$0] }
    return chain
  }
}

/// Where a chain comes from.
public struct ChainOrigin: Sendable, Equatable {
  /// As the user named it.
  public var file: String
  /// Of a capture, as its export and `list` number it.
  public var connection: Int?
  public var packet: Int?
  public var timestamp: Timestamp?
  /// The side that sent it.
  public var source: Endpoint?
  public var destination: Endpoint?
  public var role = Role.unknown
  /// What the client asked for.
  public var serverName: String?
  /// The fatal alert with which the other side broke the handshake off; nil where none was seen.
  public var refusal: String?

  public init(file: String) {
    self.file = file
  }
}

/// What was read of one input.
public struct ChainInput: Sendable {
  public var chains: [InputChain] = []
  /// Chains on the ports asked for that are not of the role or of the host asked for.
  public var otherChainCount = 0
  /// What was sent in place of a chain by sides that are asked for.
  public var unchained: [(origin: ChainOrigin, kind: CertificateKind)] = []
  /// Of each capture: what else is in it.
  public var reports: [CaptureReport] = []
  /// What could not be read, a line each, with the file in front (exit status 2).
  public var failures: [String] = []
  /// What was read nevertheless, but is worth saying.
  public var warnings: [String] = []
}

/// Which chains of captures and exports are wanted.
public struct ChainSelection: Sendable {
  /// Nil: 7001 in captures, all of an export.
  public var ports: PortSet?
  /// Of the sender; nil for both sides.
  public var role: Role?
  /// An address of either end, or the name that the client asked for.
  public var host: String?
  /// tcpdump's language.
  public var filter: String?

  public init() {}

  public var capturePorts: PortSet { ports ?? PortSet(ranges: [7001...7001]) }

  /// Puts a chain among those of `input` where it is wanted, or counts it there; on other ports it is left out.
  func sort(
    _ kind: CertificateKind, _ origin: ChainOrigin, ports: PortSet?, into input: inout ChainInput,
    chain: (inout ChainInput) -> InputChain
  ) {
    if let ports, let source = origin.source, let destination = origin.destination,
      !ports.matches(source, destination)
    {
      return
    }
    guard takes(origin) else {
      input.otherChainCount += 1
      return
    }
    if kind == .x509 { input.chains.append(chain(&input)) } else { input.unchained.append((origin, kind)) }
  }

  private func takes(_ origin: ChainOrigin) -> Bool {
    if let role, origin.role != role { return false }
    guard let host else { return true }
    if let octets = addressOctets(ofText: host) {
      let address = IPAddress(octets: octets)
      return origin.source?.address == address || origin.destination?.address == address
    }
    return origin.serverName?.lowercased() == host.lowercased()
  }
}

extension IPAddress {
  /// Of 4 or 16 octets, in network byte order.
  init(octets: [UInt8]) {
    let numbers = octets.map(UInt64.init)
    let low = numbers.suffix(8).reduce(0) { $0 << 8 | $1 }
    self =
      octets.count == 4
      ? IPAddress(v4: UInt32(low)) : IPAddress(v6High: numbers.prefix(8).reduce(0) { $0 << 8 | $1 }, low: low)
  }
}
