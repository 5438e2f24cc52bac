import CertificateChains
import WireFormat

/// Each distinct certificate once: the same bytes are read and hashed a single time, however often they are sent.
struct CertificateStore {
  private(set) var certificates: [Certificate] = []
  /// Places in ``certificates`` by a fast hash of the bytes; equal hashes are told apart by the bytes.
  private var placesByHash: [UInt64: [Int]] = [:]
  private let seed = UInt64.random(in: .min ... .max)

  /// The place of the certificate with these bytes.
  mutating func place(of bytes: Span<UInt8>) -> Int {
    let hash = Self.hash(bytes, seed: seed)
    for place in placesByHash[hash, default: []] where Self.isEqual(certificates[place].der, bytes) {
      return place
    }
    certificates.append(Certificate(der: [UInt8](copying: bytes)))
    placesByHash[hash, default: []].append(certificates.count - 1)
    return certificates.count - 1
  }

  private static func isEqual(_ der: [UInt8], _ bytes: Span<UInt8>) -> Bool {
    guard der.count == bytes.count else { return false }
    for index in 0..<bytes.count where der[index] != bytes[index] { return false }
    return true
  }

  /// FNV-1a over four bytes at a time, seeded so that a capture cannot be made for its collisions without knowing the seed.
  private static func hash(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
    var hash = seed ^ 0xcbf2_9ce4_8422_2325
    var index = 0
    while index + 4 <= bytes.count {
      hash = (hash ^ UInt64(bytes.bigEndianUInt32(at: index))) &* 0x0000_0100_0000_01b3
      hash ^= hash >> 29
      index += 4
    }
    while index < bytes.count {
      hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3
      index += 1
    }
    return hash
  }
}
