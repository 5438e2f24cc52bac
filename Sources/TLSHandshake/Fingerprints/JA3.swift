import Crypto

/// JA3 and JA3S (https://github.com/salesforce/ja3): the numbers of a hello in decimal, the fields parted by commas,
/// the values by hyphens, hashed with MD5. GREASE is left out.
///
/// ```
/// JA3   SSLVersion,Cipher,SSLExtension,EllipticCurve,EllipticCurvePointFormat
/// JA3S  SSLVersion,Cipher,SSLExtension
/// ```
extension ClientHelloOffer {
  /// What is hashed.
  public var ja3Text: String {
    [
      String(legacyVersion.rawValue), decimals(cipherSuites.map(\.rawValue)), decimals(extensionTypes),
      decimals(supportedGroups), pointFormats.map { String($0) }.joined(separator: "-"),
    ].joined(separator: ",")
  }

  /// 32 hex digits.
  public var ja3: String { md5(ja3Text) }
}

extension ServerHelloChoice {
  /// What is hashed.
  public var ja3sText: String {
    [String(legacyVersion.rawValue), String(cipherSuite.rawValue), decimals(extensionTypes)].joined(separator: ",")
  }

  /// 32 hex digits.
  public var ja3s: String { md5(ja3sText) }
}

private func decimals(_ values: [UInt16]) -> String {
  values.filter { !isGREASE($0) }.map { String($0) }.joined(separator: "-")
}

private func md5(_ text: String) -> String {
  lowerHex(Insecure.MD5.hash(data: Array(text.utf8)))
}

func lowerHex(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
