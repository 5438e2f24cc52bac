import SwiftASN1

/// The certificates in a PKCS #7 file (`.p7b`, `.p7c`): those of a SignedData without content or signers, as Windows
/// and CAs hand out chains.
///
///     ContentInfo ::= SEQUENCE { contentType ContentType, content [0] EXPLICIT ANY }         -- RFC 5652, 3
///     SignedData ::= SEQUENCE { version CMSVersion, digestAlgorithms SET, encapContentInfo SEQUENCE,
///       certificates [0] IMPLICIT CertificateSet OPTIONAL, crls [1] OPTIONAL, signerInfos SET }  -- RFC 5652, 5.1
struct SignedDataCertificates {
  /// DER of each certificate, byte for byte, in the file's order.
  let elements: [[UInt8]]

  /// Nil for what is no SignedData with certificates, and for files beyond any of its kind.
  init?(_ bytes: [UInt8]) {
    // Mostly DER, but BER is allowed, and Java's keytool and others write it.
    guard bytes.count <= Self.largestFile, let node = FieldNode(ber: bytes[...]),
      let outer = node.children(of: .sequence), outer.count == 2,
      outer[0].dottedIdentifier == "1.2.840.113549.1.7.2", outer[1].contextTag == 0,
      let signedData = outer[1].children?.first?.children(of: .sequence),
      let certificates = signedData.first(where: { $0.contextTag == 0 })?.children
    else { return nil }
    // Attribute certificates and other choices of CertificateSet carry tags of their own.
    elements = certificates.filter { $0.identifier == .sequence }.map { Array($0.encodedBytes) }
    guard !elements.isEmpty else { return nil }
  }

  /// Of a container of definite lengths whose end is missing: the certificates that are whole.
  static func wholeElements(ofCut outer: TLV) -> [[UInt8]] {
    let parts = elements(of: outer.content)
    guard parts.count == 2, parts[1].identifier == TLV.context(0),
      let signedData = TLV(firstOf: parts[1].content), signedData.identifier == TLV.sequence,
      let certificates = elements(of: signedData.content).first(where: { $0.identifier == TLV.context(0) })
    else { return [] }
    return elements(of: certificates.content).filter { $0.identifier == TLV.sequence && !$0.isCut }.map {
      Array($0.encoded)
    }
  }

  private static func elements(of content: ArraySlice<UInt8>) -> [TLV] {
    var elements: [TLV] = []
    var rest = content
    while let next = TLV(firstOf: rest) {
      elements.append(next)
      rest = next.rest
    }
    return elements
  }

  /// SwiftASN1 takes about 50 times the bytes of the smallest nodes; a browser's whole list of CAs has 250 kB.
  private static let largestFile = 4 << 20
}
