/// Each reads one field and notes what is wrong with it.
extension Certificate.Fields {
  /// Version ::= INTEGER { v1(0), v2(1), v3(2) }, behind an explicit tag.
  static func version(_ parts: TBSCertificate, _ defects: inout Defects) -> Int? {
    guard let part = parts.version else { return 1 }
    return defects.read(part, of: parts.der, "version") { node, defects in
      guard var parts = node.parts, let number = parts.next()?.smallInteger, parts.isAtEnd else {
        defects.note("version", "does not have its type")
        return nil
      }
      return number + 1
    }
  }

  static func serialNumber(_ bytes: ArraySlice<UInt8>, _ defects: inout Defects) -> String? {
    serialNumber(ofOctets: TLV(firstOf: bytes)?.content ?? [], &defects)
  }

  /// The magnitude in hex, with "-" before that of a negative one, as openssl prints it.
  static func serialNumber(ofOctets slice: ArraySlice<UInt8>, _ defects: inout Defects) -> String? {
    let octets = slice.span
    guard octets.count > 0 else {
      defects.note("serialNumber", "is empty")
      return nil
    }
    let first = octets[0]
    if octets.count > 1, first == 0 && octets[1] < 0x80 || first == 0xff && octets[1] >= 0x80 {
      defects.note("serialNumber", "has an octet more than DER allows")
    }
    if first < 0x80 {
      for index in octets.indices where octets[index] != 0 {
        return upperHex(octets.extracting(droppingFirst: index))
      }
      return "00"
    }
    var magnitude = Array(slice)
    // Two's complement: invert, and add one from the last octet up.
    var carry = true
    for index in magnitude.indices.reversed() {
      magnitude[index] = ~magnitude[index]
      if carry { (magnitude[index], carry) = magnitude[index].addingReportingOverflow(1) }
    }
    return "-" + upperHex(magnitude.drop { $0 == 0 })
  }

  static func name(
    _ part: Range<Int>?, of parts: TBSCertificate, _ field: String, _ defects: inout Defects
  ) -> (text: String, commonName: String?)? {
    guard let part else { return nil }
    return defects.read(part, of: parts.der, field) { node, defects in
      guard let name = DistinguishedName(node) else {
        defects.note(field, "is no Name")
        return nil
      }
      return (name.rfc2253Text, name.commonName)
    }
  }

  /// Validity ::= SEQUENCE { notBefore Time, notAfter Time }                         -- RFC 5280, 4.1.2.5
  static func validity(
    _ parts: TBSCertificate, _ defects: inout Defects
  ) -> (notBefore: CertificateTime?, notAfter: CertificateTime?)? {
    guard let part = parts.validity else { return nil }
    return defects.read(part, of: parts.der, "validity") { node, defects in
      guard var times = node.parts(of: .sequence), let begin = times.next(), let end = times.next(), times.isAtEnd
      else {
        defects.note("validity", "does not have two times")
        return nil
      }
      return (time(begin, "notBefore", &defects), time(end, "notAfter", &defects))
    }
  }

  private static func time(_ node: FieldView, _ field: String, _ defects: inout Defects) -> CertificateTime? {
    guard let (time, defect) = CertificateTime.read(node) else {
      defects.note(field, "is no time")
      return nil
    }
    if let defect { defects.note(field, defect) }
    return time
  }

  static func key(_ parts: TBSCertificate, _ defects: inout Defects) -> SubjectPublicKeyInfo? {
    guard let bytes = parts[parts.subjectPublicKeyInfo], let node = defects.node(bytes, "subjectPublicKeyInfo") else {
      return nil
    }
    guard let key = SubjectPublicKeyInfo(node) else {
      defects.note("subjectPublicKeyInfo", "does not have its type")
      return nil
    }
    return key
  }
}
