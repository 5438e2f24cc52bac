import SwiftASN1
import TestSupport
import Testing

@testable import CertificateChains

/// What is read without SwiftASN1 is what SwiftASN1 reads.
@Suite struct FieldNodeTests {
  @Test(arguments: Fixture.sound)
  func soundFieldsAreReadWithoutATree(_ fixture: Fixture) throws {
    let node = try #require(FieldNode(plainDER: fixture.der[...]))
    #expect(isSame(node, FieldNode(try DER.parse(fixture.der))))
    #expect(node.children?.count == 3)
  }

  @Test(arguments: Fixture.sound + Fixture.odd)
  func damagedFields(_ fixture: Fixture) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    print("seed \(seed)")
    for _ in 0..<300 {
      var der = fixture.der
      der.damage(Int.random(in: 1...3, using: &random), using: &random)
      if let node = FieldNode(plainDER: der[...]) {
        #expect(isSame(node, FieldNode(try DER.parse(der))))
      }
    }
  }

  @Test(arguments: [
    [], [0x30], [0x30, 0x80, 0x00, 0x00], [0x04, 0x81, 0x01, 0x00], [0x04, 0x82, 0x00, 0x80], [0x00, 0x00],
    [0x20, 0x00], [0x1f, 0x1f, 0x00], [0x30, 0x01, 0x05], [0x05, 0x00, 0x00], [0x30, 0x03, 0x04, 0x02, 0x00],
    [0x04, 0x80], [0x04, 0xff, 0x01], [0x30, 0x02, 0x00, 0x00],
  ])
  func notPlain(_ bytes: [UInt8]) {
    #expect(FieldNode(plainDER: bytes[...]) == nil)
  }

  /// Indefinite lengths within each other, lengths in more octets than needed, empty nodes, and siblings behind them.
  @Test(arguments: [
    [
      0x30, 0x80, 0x30, 0x80, 0x02, 0x01, 0x01, 0x04, 0x00, 0x00, 0x00, 0x31, 0x80, 0x00, 0x00, 0x05, 0x00, 0x30, 0x81,
      0x03, 0x02, 0x01, 0x02, 0x00, 0x00,
    ],
    [0x30, 0x81, 0x06, 0x30, 0x00, 0x31, 0x00, 0x05, 0x00],
    [
      0x30, 0x80, 0x31, 0x02, 0x05, 0x00, 0x31, 0x81, 0x02, 0x05, 0x00, 0xa0, 0x80, 0xa1, 0x80, 0x00, 0x00, 0x00, 0x00,
      0x05, 0x00, 0x00, 0x00,
    ],
    [0x04, 0x81, 0x01, 0x07],
  ])
  func berIsReadAsSwiftASN1ReadsIt(_ bytes: [UInt8]) throws {
    #expect(FieldNode(plainDER: bytes[...]) == nil)
    #expect(isSame(try #require(FieldNode(ber: bytes[...])), try BER.parse(bytes)))
    // The same within other bytes.
    let slice = ([1, 2, 3] + bytes + [4])[3..<3 + bytes.count]
    #expect(isSame(try #require(FieldNode(ber: slice)), try BER.parse(bytes)))
  }

  private func isSame(_ one: FieldNode, _ other: ASN1Node) -> Bool {
    guard one.identifier == other.identifier, one.encodedBytes == other.encodedBytes else { return false }
    switch other.content {
    case .primitive(let octets): return one.octets == octets && one.children == nil
    case .constructed(let nodes):
      guard let children = one.children, one.octets == nil else { return false }
      let others = Array(nodes)
      return children.count == others.count && zip(children, others).allSatisfy { isSame($0, $1) }
    }
  }

  @Test func asDeepAsSwiftASN1() throws {
    var nested: [UInt8] = [0x05, 0x00]
    for _ in 0..<49 { nested = sequence(nested) }
    #expect(isSame(try #require(FieldNode(plainDER: nested[...])), FieldNode(try DER.parse(nested))))
    nested = sequence(nested)
    #expect(FieldNode(plainDER: nested[...]) == nil)
    #expect(throws: (any Error).self) { try DER.parse(nested) }
  }

  private func isSame(_ one: FieldNode, _ other: FieldNode) -> Bool {
    guard one.identifier == other.identifier, one.encodedBytes == other.encodedBytes, one.octets == other.octets,
      one.children?.count == other.children?.count
    else { return false }
    return zip(one.children ?? [], other.children ?? []).allSatisfy { isSame($0, $1) }
  }
}
