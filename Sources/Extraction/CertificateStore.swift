import CertificateChains
import TLSHandshake
import WireFormat

/// Each distinct certificate and chain once: the same bytes are read and hashed a single time, however often they
/// are sent. When it is full it begins anew, so that a capture of any length needs bounded memory.
struct CertificateStore {
  /// By the hashes of their bytes; of those whose hashes collide, which hardly happens, one.
  private var certificates: [UInt64: Certificate] = [:]
  /// Of those that are equal in length and beginning one. A capture can be made in which all are: its chains are read
  /// anew each time, and no more.
  private var chains = KnownChains()
  private var byteCount = 0
  /// Different in each process, so that a capture cannot be made for collisions of whole certificates.
  private let seed = UInt64.random(in: .min ... .max)

  /// The chain in a Certificate message's body. Most messages were sent before, and are known as a whole.
  ///
  /// - Returns: the whole elements, and why there may be more of them.
  mutating func chain(_ body: Span<UInt8>) -> (chain: PresentedChain, error: WireError?) {
    let key = chains.key(of: body)
    if let known = chains.chain(key, in: body) { return (known, nil) }
    var elements: [Certificate] = []
    do throws(WireError) {
      try CertificateList.read(body) { elements.append(certificate($0)) }
    } catch {
      return (PresentedChain(elements: elements), error)
    }
    let chain = PresentedChain(elements: elements)
    if !chains.contains(key) { makeRoom(for: elements.count * Self.elementOverhead) }
    chains.insert(chain, key)
    return (chain, nil)
  }

  /// One of the next messages may have `byteCount` bytes and begin with `start`.
  func prepare(forBody start: Span<UInt8>, byteCount: Int) {
    chains.prefetch(start, byteCount: byteCount)
  }

  /// The certificate with these bytes; the hash alone would not do.
  private mutating func certificate(_ der: Span<UInt8>) -> Certificate {
    let hash = der.hash(seed: seed)
    if let known = certificates[hash], known.der.isEqual(to: der) { return known }
    makeRoom(for: der.count)
    let certificate = Certificate(der: [UInt8](copying: der))
    certificates[hash] = certificate
    return certificate
  }

  /// One more certificate or chain is about to be kept, with so many bytes.
  private mutating func makeRoom(for added: Int) {
    if byteCount > Self.byteLimit {
      certificates.removeAll(keepingCapacity: true)
      chains.removeAll()
      byteCount = 0
    }
    byteCount += Self.overhead + added
  }

  /// Some ten thousand certificates.
  private static let byteLimit = 24 << 20
  /// Of what is read of a certificate, and of a chain, roughly.
  private static let overhead = 1024
  /// Of an element in its chain.
  private static let elementOverhead = 8
}
