import CertificateChains
import WireFormat

/// Chains that were read, found again by their Certificate messages' bodies (RFC 5246, 7.4.2).
///
/// Where many certificates are sent again and again they are in none of the processor's caches, and to wait for them
/// takes longer than to compare them. Whoever has seen the beginning of a message can have them fetched while the rest
/// is still to come.
struct KnownChains {
  private struct Key {
    let hash: UInt64
    /// What ``chain(_:)`` will look at. Reached without a look at any of it.
    let places: InlineArray<3, MemoryPlace?>
  }

  private var keys: [Key] = []
  /// Of each key.
  private var chains: [KnownChain] = []
  private var index = SlotIndex()
  /// Different in each process, so that a capture cannot be made for collisions of all its chains.
  private let seed = UInt64.random(in: .min ... .max)

  /// A message's body of `byteCount` bytes begins with `start`: has fetched what it may be compared with, unless it is too
  /// little to tell.
  func prefetch(_ start: Span<UInt8>, byteCount: Int) {
    guard start.count >= min(Self.hashedByteCount, byteCount), let slot = slot(hash(start, byteCount)) else { return }
    for number in keys[slot].places.indices { keys[slot].places[number]?.prefetch() }
  }

  func chain(_ body: Span<UInt8>) -> PresentedChain? {
    guard let slot = slot(hash(body, body.count)), chains[slot].isList(in: body) else { return nil }
    return chains[slot].chain
  }

  /// There is one whose body is as long and begins with the same bytes.
  func hasPlace(for body: Span<UInt8>) -> Bool { slot(hash(body, body.count)) != nil }

  /// In place of one whose body is as long and begins with the same bytes.
  mutating func insert(_ chain: PresentedChain, _ body: Span<UInt8>) {
    let hash = hash(body, body.count)
    // Elements behind the first two are in so many chains that they are at hand.
    let elements = chain.elements.prefix(2).map { MemoryPlace(of: $0.der) }
    let key = Key(hash: hash, places: [chain.place, elements.first, elements.dropFirst().first])
    if let slot = slot(hash) {
      keys[slot] = key
      chains[slot] = KnownChain(chain)
    } else {
      index.insert(keys.count, hash: UInt32(truncatingIfNeeded: hash))
      keys.append(key)
      chains.append(KnownChain(chain))
    }
  }

  @inline(__always)
  private func slot(_ hash: UInt64) -> Int? {
    index.find(UInt32(truncatingIfNeeded: hash)) { keys[$0].hash == hash }
  }

  /// Of a body's length and its first bytes: they hold the serial number of the first certificate.
  private func hash(_ start: Span<UInt8>, _ byteCount: Int) -> UInt64 {
    start.extracting(first: Self.hashedByteCount).hash(seed: seed ^ UInt64(truncatingIfNeeded: byteCount))
  }

  private static let hashedByteCount = 96
}

/// A chain with what leads to the bytes of its elements in few steps: each is one to memory that is in no cache.
struct KnownChain {
  let chain: PresentedChain
  private let elementCount: Int
  /// The first elements' bytes; of ``chain`` where there are more.
  private let elements: InlineArray<4, [UInt8]>

  init(_ chain: PresentedChain) {
    self.chain = chain
    let all = chain.elements
    elementCount = all.count
    elements = InlineArray { $0 < all.count ? all[$0].der : [] }
  }

  /// Whether `body` is a message with exactly these elements: each, and all of them together, with its length before it
  /// in 24 bits.
  @inline(__always)
  func isList(in body: Span<UInt8>) -> Bool {
    guard body.count >= 3, body.bigEndianUInt24(at: 0) == body.count - 3 else { return false }
    var position = 3
    for number in 0..<elementCount {
      let isThere =
        number < elements.count
        ? elements[number].isElement(of: body, &position) : chain.elements[number].der.isElement(of: body, &position)
      guard isThere else { return false }
    }
    return position == body.count
  }
}

extension [UInt8] {
  /// Whether an element of exactly these bytes is at `position`, which is moved behind it.
  // Of a stored array no span can be lent, but it is lent to its own methods without being counted.
  @inline(__always)
  fileprivate func isElement(of body: Span<UInt8>, _ position: inout Int) -> Bool {
    let start = position + 3
    guard count <= body.count - start, body.bigEndianUInt24(at: position) == count else { return false }
    position = start + count
    return span.isEqual(to: body.extracting(start..<position))
  }
}
