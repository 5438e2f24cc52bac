import CertificateChains
import WireFormat

/// Chains that were read, found again by their Certificate messages' bodies (RFC 5246, 7.4.2).
///
/// Where many certificates are sent again and again they are in none of the processor's caches, and to wait for them
/// takes longer than to compare them. Whoever has seen the beginning of a message can have them fetched while the rest
/// is still to come.
struct KnownChains {
  /// A hash of a message's body's length and first bytes, which hold the serial number of the first certificate: it can be
  /// that of others too, and is of use to those chains alone that made it.
  struct Key: Equatable {
    fileprivate let hash: UInt64
  }

  private struct Entry {
    let key: Key
    /// What ``chain(_:in:)`` will look at. Reached without a look at any of it.
    let places: InlineArray<3, MemoryPlace?>
  }

  private var entries: [Entry] = []
  /// Of each entry.
  private var chains: [KnownChain] = []
  private var index = SlotIndex()
  /// Different in each process, so that a capture cannot be made for collisions of all its chains.
  private let seed = UInt64.random(in: .min ... .max)

  /// A message's body of `byteCount` bytes begins with `start`: has fetched what it may be compared with, unless it is too
  /// little to tell.
  func prefetch(_ start: Span<UInt8>, byteCount: Int) {
    guard start.count >= min(Self.hashedByteCount, byteCount), let slot = slot(key(start, byteCount)) else { return }
    for number in entries[slot].places.indices { entries[slot].places[number]?.prefetch() }
  }

  /// Of a whole body.
  func key(of body: Span<UInt8>) -> Key { key(body, body.count) }

  /// - Parameter key: of `body`.
  func chain(_ key: Key, in body: Span<UInt8>) -> PresentedChain? {
    guard let slot = slot(key), chains[slot].isList(in: body) else { return nil }
    return chains[slot].chain
  }

  /// There is one, if perhaps of another body.
  func contains(_ key: Key) -> Bool { slot(key) != nil }

  /// In place of one with the same key.
  mutating func insert(_ chain: PresentedChain, _ key: Key) {
    // Elements behind the first two are in so many chains that they are at hand.
    let elements = chain.elements.prefix(2).map { MemoryPlace(of: $0.der) }
    let entry = Entry(key: key, places: [chain.place, elements.first, elements.dropFirst().first])
    if let slot = slot(key) {
      entries[slot] = entry
      chains[slot] = KnownChain(chain)
    } else {
      index.insert(entries.count, hash: UInt32(truncatingIfNeeded: key.hash))
      entries.append(entry)
      chains.append(KnownChain(chain))
    }
  }

  /// Keys stay what they were.
  mutating func removeAll() {
    entries = []
    chains = []
    index = SlotIndex()
  }

  @inline(__always)
  private func slot(_ key: Key) -> Int? {
    index.find(UInt32(truncatingIfNeeded: key.hash)) { entries[$0].key == key }
  }

  private func key(_ start: Span<UInt8>, _ byteCount: Int) -> Key {
    let seed = seed ^ UInt64(truncatingIfNeeded: byteCount)
    return Key(hash: start.extracting(first: Self.hashedByteCount).hash(seed: seed))
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
  @inline(__always)
  fileprivate func isElement(of body: Span<UInt8>, _ position: inout Int) -> Bool {
    let start = position + 3
    guard count <= body.count - start, body.bigEndianUInt24(at: position) == count else { return false }
    position = start + count
    return isEqual(to: body.extracting(start..<position))
  }
}
