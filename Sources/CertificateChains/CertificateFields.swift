import SwiftASN1

extension Certificate.Fields {
  /// Reads each part by itself; what cannot be read stays nil and is noted.
  init(_ parts: TBSCertificate, defects: inout Defects) {
    subjectDER = parts.subject.map(Array.init) ?? []
    issuerDER = parts.issuer.map(Array.init) ?? []
    isSelfIssued = !subjectDER.isEmpty && subjectDER == issuerDER

    version = Self.version(parts.version, &defects)
    serialNumber = parts.serialNumber.flatMap { Self.serialNumber($0, &defects) }
    let subjectName = parts.subject.flatMap { Self.name($0, "subject", &defects) }
    subject = subjectName?.rfc2253Text
    commonName = subjectName?.commonName
    let issuerName = isSelfIssued ? subjectName : parts.issuer.flatMap { Self.name($0, "issuer", &defects) }
    issuer = issuerName?.rfc2253Text
    issuerCommonName = issuerName?.commonName
    (notBefore, notAfter) = parts.validity.map { Self.validity($0, &defects) } ?? (nil, nil)

    var key: SubjectPublicKeyInfo?
    if let bytes = parts.subjectPublicKeyInfo, let node = defects.node(bytes, "subjectPublicKeyInfo") {
      key = SubjectPublicKeyInfo(node)
      if key == nil { defects.note("subjectPublicKeyInfo", "does not have its type") }
    }
    publicKeyAlgorithm = key?.algorithm
    publicKeyBits = key?.bits
    publicKeyCurve = key?.curve?.name
    signatureAlgorithm = SignatureAlgorithm(parts, defects: &defects)?.name

    for certificateExtension in parts.extensions {
      read(certificateExtension, defects: &defects)
    }
  }

  /// Version ::= INTEGER { v1(0), v2(1), v3(2) }, behind an explicit tag.
  private static func version(_ bytes: ArraySlice<UInt8>?, _ defects: inout Defects) -> Int? {
    guard let bytes else { return 1 }
    guard let node = defects.node(bytes, "version") else { return nil }
    guard let children = node.children, children.count == 1, let number = children[0].smallInteger else {
      defects.note("version", "does not have its type")
      return nil
    }
    return number + 1
  }

  private static func serialNumber(_ bytes: ArraySlice<UInt8>, _ defects: inout Defects) -> String? {
    serialNumber(ofOctets: TLV(firstOf: bytes)?.content ?? [], &defects)
  }

  /// The magnitude in hex, with "-" before that of a negative one, as openssl prints it.
  static func serialNumber(ofOctets octets: ArraySlice<UInt8>, _ defects: inout Defects) -> String? {
    guard let first = octets.first else {
      defects.note("serialNumber", "is empty")
      return nil
    }
    let second = octets.dropFirst().first
    if let second, first == 0 && second < 0x80 || first == 0xff && second >= 0x80 {
      defects.note("serialNumber", "has an octet more than DER allows")
    }
    var magnitude = Array(octets)
    if first >= 0x80 {
      // Two's complement: invert, and add one from the last octet up.
      var carry = true
      for index in magnitude.indices.reversed() {
        magnitude[index] = ~magnitude[index]
        if carry { (magnitude[index], carry) = magnitude[index].addingReportingOverflow(1) }
      }
    }
    let significant = magnitude.drop { $0 == 0 }
    return (first >= 0x80 ? "-" : "") + (significant.isEmpty ? "00" : upperHex(significant))
  }

  private static func name(_ bytes: ArraySlice<UInt8>, _ field: String, _ defects: inout Defects) -> DistinguishedName?
  {
    guard let node = defects.node(bytes, field) else { return nil }
    guard let name = DistinguishedName(node) else {
      defects.note(field, "is no Name")
      return nil
    }
    return name
  }

  /// Validity ::= SEQUENCE { notBefore Time, notAfter Time }                         -- RFC 5280, 4.1.2.5
  private static func validity(
    _ bytes: ArraySlice<UInt8>, _ defects: inout Defects
  ) -> (notBefore: CertificateTime?, notAfter: CertificateTime?) {
    guard let node = defects.node(bytes, "validity") else { return (nil, nil) }
    guard let times = node.children(of: .sequence), times.count == 2 else {
      defects.note("validity", "does not have two times")
      return (nil, nil)
    }
    func time(_ node: ASN1Node, _ field: String) -> CertificateTime? {
      guard let (time, defect) = CertificateTime.read(node) else {
        defects.note(field, "is no time")
        return nil
      }
      if let defect { defects.note(field, defect) }
      return time
    }
    return (time(times[0], "notBefore"), time(times[1], "notAfter"))
  }
}
