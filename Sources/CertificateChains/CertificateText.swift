import SwiftASN1
import WireFormat

/// The full decoding of a certificate as plain text, akin to `openssl x509 -text`.
///
/// Indented, in 80 columns where the values allow it. Nothing that comes from the certificate can do harm to a terminal.
public struct CertificateText: CustomStringConvertible {
  /// Without line ends.
  public let lines: [String]
  /// All lines, each ended by LF.
  public var description: String { lines.map { $0 + "\n" }.joined() }

  public init(_ certificate: Certificate) {
    var outline = TextOutline()
    outline.add("Certificate (\(certificate.der.count) bytes)") { outline in
      outline.add("Defect", certificate.parseError)
      // Defects were noted when the certificate was made.
      var ignored = Defects()
      if let fields = certificate.fields, let parts = TBSCertificate(certificate.der, defects: &ignored) {
        outline.addFields(fields, parts)
        outline.addExtensions(parts.extensions)
        outline.addSignature(fields, parts)
      }
      outline.add("SHA-256", certificate.sha256)
      outline.add("SHA-1", certificate.sha1)
    }
    lines = outline.lines
  }
}

extension TextOutline {
  fileprivate mutating func addFields(_ fields: Certificate.Fields, _ parts: TBSCertificate) {
    add("Version", fields.version.map { String($0) })
    add("Serial number", fields.serialNumber)
    add("Signature algorithm", fields.signatureAlgorithm)
    addName("Issuer", fields.issuer, fields.issuerDER)
    if fields.notBefore != nil || fields.notAfter != nil {
      add("Validity") { outline in
        outline.add("Not before", fields.notBefore?.text ?? "unreadable")
        outline.add("Not after ", fields.notAfter?.text ?? "unreadable")
      }
    }
    addName("Subject", fields.subject, fields.subjectDER)
    if fields.isSelfIssued {
      switch fields.isSelfSigned {
      case true?: add("Self-signed", "yes, its own key verifies the signature")
      case false?: add("Self-signed", "no, though subject and issuer are the same")
      case nil: add("Self-signed", "by its names; the signature cannot be verified here")
      }
    }
    addPublicKey(parts)
  }

  /// The RFC 2253 text, and below it the attributes in clear where that has escapes.
  fileprivate mutating func addName(_ title: String, _ text: String?, _ der: [UInt8]) {
    guard let text else { return }
    add(title, text.isEmpty ? "(empty)" : text)
    var ignored = Defects()
    guard text.contains("\\"), let node = ignored.node(der[...], title), let name = DistinguishedName(node.view) else {
      return
    }
    var lines: [String] = []
    for index in name.indices {
      let attribute = name.attribute(index)
      let type = attribute.shortName ?? attribute.type
      let value =
        DirectoryString.readableText(attribute.value) ?? [UInt8](copying: attribute.value.encodedBytes).colonHex
      lines.append("\(type) = \(value)")
    }
    nested { outline in
      for line in lines { outline.add(line) }
    }
  }

  private mutating func addPublicKey(_ parts: TBSCertificate) {
    var ignored = Defects()
    guard let bytes = parts[parts.subjectPublicKeyInfo], let node = ignored.node(bytes, ""),
      let key = SubjectPublicKeyInfo(node)
    else { return }
    let size = key.bits.map { ", \($0) bits" } ?? ""
    let curve = (key.curve?.name).map { ", curve \($0)" } ?? ""
    add("Public key: \(key.algorithm)\(size)\(curve)") { outline in
      if let rsaKey = key.rsaKey, key.algorithm.hasPrefix("RSA") {
        outline.add("Modulus:") { $0.addHex(rsaKey.modulus) }
        outline.add("Exponent", integerText(rsaKey.exponent))
      } else if let octets = key.keyOctets {
        outline.add("Key:") { $0.addHex(octets) }
      }
      // Of RSA and Ed25519 there are none; a named curve was named above.
      if let parameters = key.parameters, parameters.identifier != .null, parameters.dottedIdentifier == nil {
        outline.add("Parameters (DER):") { $0.addHex(parameters.encodedBytes) }
      }
    }
  }

  fileprivate mutating func addExtensions(_ extensions: [CertificateExtension]) {
    guard !extensions.isEmpty else { return }
    add("Extensions") { outline in
      for certificateExtension in extensions {
        let name = certificateExtension.name.map { "\($0) (\(certificateExtension.identifier))" }
        let title = (name ?? certificateExtension.identifier) + (certificateExtension.isCritical ? ", critical" : "")
        outline.add(title) { $0.addValue(of: certificateExtension) }
      }
    }
  }

  fileprivate mutating func addSignature(_ fields: Certificate.Fields, _ parts: TBSCertificate) {
    var ignored = Defects()
    guard let bytes = parts[parts.signatureValue], let octets = ignored.node(bytes, "")?.bitStringOctets else { return }
    add("Signature: \(fields.signatureAlgorithm ?? "unknown algorithm")") { $0.addHex(octets) }
  }
}

/// "65537 (0x10001)"; only hex where it has more than 64 bits.
func integerText(_ octets: some Collection<UInt8>) -> String {
  guard octets.count <= 8 else { return "0x" + upperHex(octets) }
  let value = octets.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  return "\(value) (0x\(String(value, radix: 16, uppercase: true)))"
}
