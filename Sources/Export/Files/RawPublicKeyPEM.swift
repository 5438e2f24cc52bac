import CertificateChains
import FoundationEssentials

extension RawPublicKey {
  /// `PUBLIC KEY` of RFC 7468, 13, as `openssl pkey -pubin` reads it.
  var pemBytes: [UInt8] {
    let base64 = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return Array("-----BEGIN PUBLIC KEY-----\n\(base64)\n-----END PUBLIC KEY-----\n".utf8)
  }
}
