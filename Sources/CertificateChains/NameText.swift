import SwiftASN1

/// RFC 2253 text of a Name in DER, as a CertificateRequest lists it (RFC 5246, 7.4.4): byte for byte what
/// `openssl x509 -nameopt RFC2253` prints for the same Name as a subject.
///
/// - Returns: nil where the bytes are no Name.
public func rfc2253Text(ofName der: [UInt8]) -> String? {
  var defects = Defects()
  return defects.node(der[...], "Name").flatMap { DistinguishedName($0.view)?.rfc2253Text }
}
