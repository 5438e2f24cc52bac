import SwiftASN1

/// What a person reads of a key, whether or not any library can use it.
///
///     SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
///     AlgorithmIdentifier  ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY DEFINED BY algorithm OPTIONAL }
///                                                                                   -- RFC 5280, 4.1.1.2 and 4.1.2.7
struct SubjectPublicKeyInfo {
  /// Dotted.
  var algorithmIdentifier: String
  var parameters: FieldNode?
  /// The bits of subjectPublicKey as whole octets.
  var keyOctets: ArraySlice<UInt8>?

  init?(_ node: FieldNode) {
    guard var parts = node.parts(of: .sequence), var algorithm = parts.next()?.parts(of: .sequence),
      let identifier = algorithm.next()?.dottedIdentifier
    else { return nil }
    algorithmIdentifier = identifier
    parameters = algorithm.next()
    keyOctets = parts.next()?.bitStringOctets
  }

  /// "RSA", "EC", ..., or the dotted OID.
  var algorithm: String { publicKeyAlgorithmNames[algorithmIdentifier] ?? algorithmIdentifier }

  /// Bits of the modulus, the curve's order or the prime, as openssl counts them; nil where size says nothing.
  var bits: Int? {
    switch algorithm {
    case "RSA", "RSA-PSS", "RSA-OAEP": rsaKey.map { bitCount($0.modulus) }
    case "EC", "EC-DH": curve?.bits
    case "DSA", "DH": (parameters?.children(of: .sequence)?.first?.octets(of: .integer)).map(bitCount)
    case "Ed25519", "X25519": 256
    case "Ed448": 456
    case "X448": 448
    default: nil
    }
  }

  /// The named curve, or "explicit" with the order that its parameters state.
  var curve: (name: String, bits: Int?)? {
    guard algorithm == "EC" || algorithm == "EC-DH", let parameters else { return nil }
    if let identifier = parameters.dottedIdentifier {
      guard let known = namedCurves[identifier] else { return (identifier, nil) }
      return (known.name, known.bits)
    }
    // ECParameters ::= SEQUENCE { version, fieldID, curve, base, order INTEGER, cofactor OPTIONAL }  -- RFC 3279, 2.3.5
    guard let explicit = parameters.children(of: .sequence) else { return nil }
    return ("explicit", explicit.count > 4 ? explicit[4].octets(of: .integer).map(bitCount) : nil)
  }

  /// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }           -- RFC 8017, A.1.1
  var rsaKey: (modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>)? {
    guard let keyOctets, keyOctets.count <= largestKey, let node = FieldNode(ber: keyOctets),
      var parts = node.parts(of: .sequence), let modulus = parts.next()?.octets(of: .integer),
      let exponent = parts.next()?.octets(of: .integer), parts.next() == nil
    else { return nil }
    return (modulus.drop { $0 == 0 }, exponent.drop { $0 == 0 })
  }
}

/// Of a positive INTEGER's octets.
private func bitCount(_ octets: ArraySlice<UInt8>) -> Int {
  let significant = octets.drop { $0 == 0 }
  return significant.count * 8 - (significant.first?.leadingZeroBitCount ?? 0)
}

/// Far beyond every RSA key; keeps a hostile one from costing memory.
private let largestKey = 1 << 16
