import SwiftASN1

/// What a person reads of a key, whether or not any library can use it.
///
///     SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
///     AlgorithmIdentifier  ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY DEFINED BY algorithm OPTIONAL }
///                                                                                   -- RFC 5280, 4.1.1.2 and 4.1.2.7
struct SubjectPublicKeyInfo {
  /// "RSA", "EC", ..., or the dotted OID.
  let algorithm: String
  let parameters: FieldNode?
  /// The bits of subjectPublicKey as whole octets.
  let keyOctets: ArraySlice<UInt8>?

  init?(_ node: FieldNode) {
    guard var parts = node.view.parts(of: .sequence), let first = parts.next(),
      var algorithm = first.parts(of: .sequence), let identifier = algorithm.next(),
      let octets = identifier.octets(of: .objectIdentifier)
    else { return nil }
    self.algorithm = keyNames[octets] ?? dottedText(ofObjectIdentifier: octets)
    if let parameters = algorithm.next() {
      self.parameters = node.node(at: parameters.place)
    } else {
      parameters = nil
    }
    if let bits = parts.next()?.bitStringRange {
      keyOctets = node.slice(bits)
    } else {
      keyOctets = nil
    }
  }

  /// Bits of the modulus, the curve's order or the prime, as openssl counts them; nil where size says nothing.
  var bits: Int? {
    switch algorithm {
    case "RSA", "RSA-PSS", "RSA-OAEP": rsaBits
    case "EC", "EC-DH": curve?.bits
    case "DSA", "DH": (parameters?.children(of: .sequence)?.first?.octets(of: .integer)).map { bitCount($0.span) }
    case "Ed25519", "X25519": 256
    case "Ed448": 456
    case "X448": 448
    default: nil
    }
  }

  /// The named curve, or "explicit" with the order that its parameters state.
  var curve: (name: String, bits: Int?)? {
    guard algorithm == "EC" || algorithm == "EC-DH", let parameters else { return nil }
    if let identifier = parameters.view.octets(of: .objectIdentifier) {
      guard let known = curves[identifier] else { return (dottedText(ofObjectIdentifier: identifier), nil) }
      return (known.name, known.bits)
    }
    // ECParameters ::= SEQUENCE { version, fieldID, curve, base, order INTEGER, cofactor OPTIONAL }  -- RFC 3279, 2.3.5
    guard let explicit = parameters.children(of: .sequence) else { return nil }
    return ("explicit", explicit.count > 4 ? explicit[4].octets(of: .integer).map { bitCount($0.span) } : nil)
  }

  /// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }           -- RFC 8017, A.1.1
  var rsaKey: (modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>)? {
    guard let node = rsaNode, let parts = rsaParts(node.view) else { return nil }
    return (node.slice(parts.modulus).drop { $0 == 0 }, node.slice(parts.exponent).drop { $0 == 0 })
  }

  private var rsaBits: Int? {
    guard let node = rsaNode else { return nil }
    let view = node.view
    return rsaParts(view).map { bitCount(view.bytes.extracting($0.modulus)) }
  }

  private var rsaNode: FieldNode? {
    guard let keyOctets, keyOctets.count <= largestKey else { return nil }
    return FieldNode(ber: keyOctets)
  }
}

private func rsaParts(_ view: FieldView) -> (modulus: Range<Int>, exponent: Range<Int>)? {
  guard var parts = view.parts(of: .sequence), let modulus = parts.next(), let exponent = parts.next(), parts.isAtEnd,
    modulus.tag == .integer, exponent.tag == .integer, let modulusRange = modulus.octetRange,
    let exponentRange = exponent.octetRange
  else { return nil }
  return (modulusRange, exponentRange)
}

/// Of a positive INTEGER's octets.
private func bitCount(_ octets: Span<UInt8>) -> Int {
  for index in octets.indices where octets[index] != 0 {
    return (octets.count - index) * 8 - octets[index].leadingZeroBitCount
  }
  return 0
}

/// Far beyond every RSA key; keeps a hostile one from costing memory.
private let largestKey = 1 << 16
private let keyNames = IdentifierTable(publicKeyAlgorithmNames, frequent: frequentKeyAlgorithms)
private let curves = IdentifierTable(namedCurves, frequent: frequentCurves)
/// rsaEncryption, id-ecPublicKey.
let frequentKeyAlgorithms = ["1.2.840.113549.1.1.1", "1.2.840.10045.2.1"]
/// P-256, P-384, P-521.
let frequentCurves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"]
