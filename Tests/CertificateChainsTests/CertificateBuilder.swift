import Crypto

/// DER of certificates as tests need them, sound or not.
struct CertificateBuilder {
  var subject = name("leaf")
  var issuer = name("ca")
  var serial: [UInt8] = [1]
  var notBefore = tlv(0x17, Array("240101000000Z".utf8))
  var notAfter = tlv(0x17, Array("340101000000Z".utf8))
  /// Whole Extension SEQUENCEs.
  var extensions: [[UInt8]] = []
  var key = P256.Signing.PrivateKey()
  /// The issuer's; an empty signature without.
  var signingKey: P256.Signing.PrivateKey?

  var der: [UInt8] {
    get throws {
      let algorithm = sequence(objectIdentifier([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]))
      let keyInfo = Array(key.publicKey.derRepresentation)
      var fields =
        tlv(0xa0, tlv(0x02, [2])) + tlv(0x02, serial) + algorithm + issuer + sequence(notBefore + notAfter) + subject
        + keyInfo
      if !extensions.isEmpty { fields += tlv(0xa3, sequence(extensions.flatMap { $0 })) }
      let tbsCertificate = sequence(fields)
      let signature = try signingKey.map { Array(try $0.signature(for: tbsCertificate).derRepresentation) } ?? []
      return sequence(tbsCertificate + algorithm + tlv(0x03, [0] + signature))
    }
  }
}

func tlv(_ identifier: UInt8, _ content: [UInt8]) -> [UInt8] {
  switch content.count {
  case ..<0x80: [identifier, UInt8(content.count)] + content
  case ..<0x100: [identifier, 0x81, UInt8(content.count)] + content
  case ..<0x10000: [identifier, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xff)] + content
  default:
    [identifier, 0x83, UInt8(content.count >> 16), UInt8(content.count >> 8 & 0xff), UInt8(content.count & 0xff)]
      + content
  }
}

func sequence(_ content: [UInt8]) -> [UInt8] { tlv(0x30, content) }

func objectIdentifier(_ octets: [UInt8]) -> [UInt8] { tlv(0x06, octets) }

/// CN=`commonName`
func name(_ commonName: String) -> [UInt8] {
  sequence(tlv(0x31, sequence(objectIdentifier([0x55, 0x04, 0x03]) + tlv(0x0c, Array(commonName.utf8)))))
}

/// An extension of id-ce (2.5.29).
func certificateExtension(_ lastArc: UInt8, _ value: [UInt8], critical: Bool = false) -> [UInt8] {
  sequence(objectIdentifier([0x55, 0x1d, lastArc]) + (critical ? tlv(0x01, [0xff]) : []) + tlv(0x04, value))
}

func subjectKeyIdentifier(_ octets: [UInt8]) -> [UInt8] { certificateExtension(14, tlv(0x04, octets)) }
func authorityKeyIdentifier(_ octets: [UInt8]) -> [UInt8] { certificateExtension(35, sequence(tlv(0x80, octets))) }
func basicConstraints(isCA: Bool) -> [UInt8] { certificateExtension(19, sequence(isCA ? tlv(0x01, [0xff]) : [])) }
