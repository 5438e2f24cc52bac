extension Certificate {
  /// The parts of a TBSCertificate, each nil where it cannot be read.
  public final class Fields: Sendable {
    /// X.509 version as people say it: 1, 2 or 3.
    public let version: Int?
    /// RFC 2253 text, as `openssl x509 -nameopt RFC2253` prints it: printable ASCII, all else escaped.
    public let subject: String?
    /// RFC 2253 text, like ``subject``.
    public let issuer: String?
    /// The subject's last (most specific) commonName, for file names and headings. Not escaped: to be made safe
    /// for wherever it is shown.
    public let commonName: String?
    /// The issuer's last commonName, like ``commonName``.
    public let issuerCommonName: String?
    /// DER of the subject; empty where it cannot be read. Chains are linked by these bytes.
    public let subjectDER: [UInt8]
    /// DER of the issuer; empty where it cannot be read.
    public let issuerDER: [UInt8]
    /// Upper-case hex without colons, two digits a byte, as Elastic Common Schema has it; "-" before a negative one.
    public let serialNumber: String?
    /// Begin of the validity.
    public let notBefore: CertificateTime?
    /// End of the validity, itself still valid.
    public let notAfter: CertificateTime?
    /// "DNS:..", "IP:..", "email:..", "URI:..", "RID:..", "DirName:..", "othername:<OID>", in the order of the
    /// extension, control and non-ASCII characters escaped; nil without the extension.
    public let subjectAlternativeNames: [String]?
    /// "RSA", "RSA-PSS", "EC", "DSA", "Ed25519", "ML-DSA-65" ..., or the dotted OID.
    public let publicKeyAlgorithm: String?
    /// Bits of the modulus, the prime or the order of the curve; nil where the algorithm's name says it all.
    public let publicKeyBits: Int?
    /// "P-256", "secp256k1", "explicit" ..., or the dotted OID; nil for keys without a curve.
    public let publicKeyCurve: String?
    /// "sha256WithRSAEncryption", "ecdsa-with-SHA256", ... as openssl names it, or the dotted OID.
    public let signatureAlgorithm: String?
    /// Dotted OIDs in the extension's order; nil without the extension.
    public let extendedKeyUsage: [String]?
    /// "digitalSignature", "keyCertSign", ... of RFC 5280 4.2.1.3; nil without the extension.
    public let keyUsage: [String]?
    /// BasicConstraints' cA; nil without the extension.
    public let isCA: Bool?
    /// BasicConstraints' pathLenConstraint.
    public let pathLengthConstraint: Int?
    /// The SubjectKeyIdentifier extension's octets.
    public let subjectKeyIdentifier: [UInt8]?
    /// The keyIdentifier of the AuthorityKeyIdentifier extension.
    public let authorityKeyIdentifier: [UInt8]?
    /// Subject and issuer are the same DER.
    public let isSelfIssued: Bool
    /// Its own key verifies its signature; false where it is not self-issued, nil where the algorithm or key cannot
    /// be verified here.
    public let isSelfSigned: Bool?

    /// Reads each part by itself; what cannot be read stays nil and is noted.
    init(_ parts: TBSCertificate, defects: inout Defects) {
      let (subjectBytes, issuerBytes) = (parts[parts.subject], parts[parts.issuer])
      subjectDER = subjectBytes.map(Array.init) ?? []
      isSelfIssued = !subjectDER.isEmpty && subjectBytes == issuerBytes
      issuerDER = isSelfIssued ? subjectDER : issuerBytes.map(Array.init) ?? []

      version = Self.version(parts, &defects)
      serialNumber = parts[parts.serialNumber].flatMap { Self.serialNumber($0, &defects) }
      let subjectName = Self.name(parts.subject, of: parts, "subject", &defects)
      subject = subjectName?.text
      commonName = subjectName?.commonName
      if isSelfIssued {
        issuer = subject
        issuerCommonName = commonName
      } else {
        let issuerName = Self.name(parts.issuer, of: parts, "issuer", &defects)
        issuer = issuerName?.text
        issuerCommonName = issuerName?.commonName
      }
      (notBefore, notAfter) = Self.validity(parts, &defects) ?? (nil, nil)

      let key = Self.key(parts, &defects)
      publicKeyAlgorithm = key?.algorithm
      publicKeyBits = key?.bits
      publicKeyCurve = key?.curve?.name
      signatureAlgorithm = SignatureAlgorithm(parts, defects: &defects)?.name

      var extensions = ExtensionFields()
      for place in parts.extensionPlaces { extensions.read(place, in: parts.der, defects: &defects) }
      subjectAlternativeNames = extensions.subjectAlternativeNames
      extendedKeyUsage = extensions.extendedKeyUsage
      keyUsage = extensions.keyUsage
      isCA = extensions.isCA
      pathLengthConstraint = extensions.pathLengthConstraint
      subjectKeyIdentifier = extensions.subjectKeyIdentifier
      authorityKeyIdentifier = extensions.authorityKeyIdentifier
      isSelfSigned = isSelfIssued ? isSignedByItself(parts) : false
    }
  }
}
