import CertificateChains
import WireFormat

/// Each distinct certificate and chain once: the same bytes are read and hashed a single time, however often they
/// are sent. When it is full it begins anew, so that a capture of any length needs bounded memory.
struct CertificateStore {
  private var certificates: [UInt64: [Certificate]] = [:]
  private var chains: [[ObjectIdentifier]: PresentedChain] = [:]
  private var byteCount = 0
  /// Different in each process, so that a capture cannot be made for its collisions.
  private let seed = UInt64.random(in: .min ... .max)

  /// The certificate with these bytes; equal hashes are told apart by the bytes.
  mutating func certificate(_ der: Span<UInt8>) -> Certificate {
    let hash = der.hash(seed: seed)
    if let known = certificates[hash] {
      for certificate in known {
        let bytes = certificate.der
        if bytes.span.isEqual(to: der) { return certificate }
      }
    }
    if byteCount > Self.byteLimit { removeAll() }
    let certificate = Certificate(der: [UInt8](copying: der))
    byteCount += der.count + Self.overhead
    certificates[hash, default: []].append(certificate)
    return certificate
  }

  /// The chain of these certificates, which came from ``certificate(_:)``.
  mutating func chain(_ elements: [Certificate]) -> PresentedChain {
    // The chain keeps its elements alive, so that their identities stay theirs.
    let identities = elements.map { ObjectIdentifier($0) }
    if let known = chains[identities] { return known }
    let chain = PresentedChain(elements: elements)
    byteCount += Self.overhead + elements.count * Self.elementOverhead
    chains[identities] = chain
    return chain
  }

  private mutating func removeAll() {
    certificates.removeAll(keepingCapacity: true)
    chains.removeAll(keepingCapacity: true)
    byteCount = 0
  }

  /// Some ten thousand certificates.
  private static let byteLimit = 24 << 20
  /// Of what is read of a certificate, and of a chain, roughly.
  private static let overhead = 1024
  /// Of an element in its chain and in the chain's key.
  private static let elementOverhead = 16
}
