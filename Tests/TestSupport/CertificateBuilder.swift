import Crypto

/// DER of certificates as tests need them, sound or not.
public struct CertificateBuilder {
  public var subject = name("leaf")
  public var issuer = name("ca")
  public var serial: [UInt8] = [1]
  public var notBefore = utcTime("240101000000Z")
  public var notAfter = utcTime("340101000000Z")
  /// Whole Extension SEQUENCEs.
  public var extensions: [[UInt8]] = []
  public var key = P256.Signing.PrivateKey()
  /// A SubjectPublicKeyInfo in place of the key's own.
  public var keyInfo: [UInt8]?
  /// The issuer's; an empty signature without.
  public var signingKey: P256.Signing.PrivateKey?

  public init() {}

  public var der: [UInt8] {
    get throws {
      let algorithm = sequence(objectIdentifier([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]))
      var fields =
        tlv(0xa0, tlv(0x02, [2])) + tlv(0x02, serial) + algorithm + issuer + sequence(notBefore + notAfter) + subject
        + (keyInfo ?? Array(key.publicKey.derRepresentation))
      if !extensions.isEmpty { fields += tlv(0xa3, sequence(extensions.flatMap { $0 })) }
      let tbsCertificate = sequence(fields)
      let signature = try signingKey.map { Array(try $0.signature(for: tbsCertificate).derRepresentation) } ?? []
      return sequence(tbsCertificate + algorithm + tlv(0x03, [0] + signature))
    }
  }
}

public func tlv(_ identifier: UInt8, _ content: [UInt8]) -> [UInt8] {
  switch content.count {
  case ..<0x80: [identifier, UInt8(content.count)] + content
  case ..<0x100: [identifier, 0x81, UInt8(content.count)] + content
  case ..<0x10000: [identifier, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xff)] + content
  default:
    [identifier, 0x83, UInt8(content.count >> 16), UInt8(content.count >> 8 & 0xff), UInt8(content.count & 0xff)]
      + content
  }
}

public func sequence(_ content: [UInt8]) -> [UInt8] { tlv(0x30, content) }

public func objectIdentifier(_ octets: [UInt8]) -> [UInt8] { tlv(0x06, octets) }

public func utcTime(_ text: String) -> [UInt8] { tlv(0x17, Array(text.utf8)) }

/// CN=`commonName`
public func name(_ commonName: String, stringType: UInt8 = 0x0c) -> [UInt8] {
  sequence(tlv(0x31, sequence(objectIdentifier([0x55, 0x04, 0x03]) + tlv(stringType, Array(commonName.utf8)))))
}

/// An extension of id-ce (2.5.29).
public func certificateExtension(_ lastArc: UInt8, _ value: [UInt8], critical: Bool = false) -> [UInt8] {
  sequence(objectIdentifier([0x55, 0x1d, lastArc]) + (critical ? tlv(0x01, [0xff]) : []) + tlv(0x04, value))
}

public func subjectKeyIdentifier(_ octets: [UInt8]) -> [UInt8] { certificateExtension(14, tlv(0x04, octets)) }
public func authorityKeyIdentifier(_ octets: [UInt8]) -> [UInt8] {
  certificateExtension(35, sequence(tlv(0x80, octets)))
}

public func basicConstraints(isCA: Bool, pathLength: UInt8? = nil, critical: Bool = false) -> [UInt8] {
  let length = pathLength.map { tlv(0x02, [$0]) } ?? []
  return certificateExtension(19, sequence((isCA ? tlv(0x01, [0xff]) : []) + length), critical: critical)
}

/// Each with its kind in front, as `dns:expe.example.com`; `ip:` takes four decimal numbers.
public func subjectAlternativeName(_ names: [String]) -> [UInt8] {
  certificateExtension(17, sequence(names.flatMap(generalName)))
}

public func generalName(_ text: String) -> [UInt8] {
  let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
  let value = parts.count == 2 ? parts[1] : ""
  switch parts.first {
  case "dns": return tlv(0x82, Array(value.utf8))
  case "email": return tlv(0x81, Array(value.utf8))
  case "uri": return tlv(0x86, Array(value.utf8))
  case "ip": return tlv(0x87, value.split(whereSeparator: { ".,/".contains($0) }).compactMap { UInt8($0) })
  case "dir": return tlv(0xa4, name(value))
  default: return tlv(0x88, [0x2a])
  }
}

/// Purposes of id-kp (1.3.6.1.5.5.7.3): 1 serverAuth, 2 clientAuth; 0 stands for anyExtendedKeyUsage.
public func extendedKeyUsage(_ purposes: [UInt8]) -> [UInt8] {
  certificateExtension(
    37,
    sequence(
      purposes.flatMap { purpose in
        objectIdentifier(
          purpose == 0 ? [0x55, 0x1d, 0x25, 0x00] : [0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, purpose])
      }))
}

/// The bits' octet as RFC 5280, 4.2.1.3 numbers them: 0x80 digitalSignature, 0x20 keyEncipherment, 0x06 keyCertSign
/// and cRLSign.
public func keyUsage(_ bits: UInt8) -> [UInt8] {
  certificateExtension(15, tlv(0x03, [UInt8(bits.trailingZeroBitCount), bits]), critical: true)
}

public func nameConstraints(permitted: [String] = [], excluded: [String] = []) -> [UInt8] {
  func subtrees(_ tag: UInt8, _ names: [String]) -> [UInt8] {
    names.isEmpty ? [] : tlv(tag, names.flatMap { sequence(generalName($0)) })
  }
  return certificateExtension(30, sequence(subtrees(0xa0, permitted) + subtrees(0xa1, excluded)), critical: true)
}
