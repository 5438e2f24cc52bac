import Testing

@testable import CertificateChains

/// What is found by octets is what is found by text.
@Suite struct IdentifierTableTests {
  @Test func octetsOfEachKnownIdentifier() {
    let texts =
      Array(signatureAlgorithmNames.keys) + Array(publicKeyAlgorithmNames.keys) + Array(namedCurves.keys)
      + Array(purposeNames.keys) + Array(attributeShortNames.keys) + Array(extensionNames.keys)
    for text in texts { #expect(dottedText(ofObjectIdentifier: contentOctets(ofDotted: text)[...]) == text) }
  }

  @Test func frequentOrNot() {
    let table = IdentifierTable(signatureAlgorithmNames, frequent: frequentSignatureAlgorithms)
    for (text, name) in signatureAlgorithmNames { #expect(table[contentOctets(ofDotted: text).span] == name) }
    #expect(frequentSignatureAlgorithms.allSatisfy { table.frequent(contentOctets(ofDotted: $0).span) != nil })
    #expect(frequentCurves.allSatisfy { namedCurves[$0] != nil })
    #expect(frequentKeyAlgorithms.allSatisfy { publicKeyAlgorithmNames[$0] != nil })
  }

  @Test func longerFormsAndOthers() {
    let table = IdentifierTable(["1.2.840.10045.2.1": "EC"], frequent: ["1.2.840.10045.2.1"])
    // An arc with an octet more than it needs has the same text.
    #expect(table[[0x2a, 0x80, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01].span] == "EC")
    #expect(table[[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x02].span] == nil)
    #expect(table[[UInt8]().span] == nil)
    #expect(table[[UInt8](repeating: 0x2a, count: 40).span] == nil)
  }
}
