import CertificateChains

/// What is asked of a chain.
public struct VerificationOptions: Sendable {
  public enum Role: String, Sendable { case server, client }

  /// Of the side that sent the chain; nil where nobody knows.
  public var role: Role?
  /// Seconds since 1970-01-01 UTC at which it has to be good; nil where nobody knows the time.
  public var time: Int64?
  /// Names that the certificate must be good for: DNS names, or IP addresses as text.
  public var names: [String] = []
  /// False where bytes of the message are missing in the capture: further elements may have been sent.
  public var isComplete = true
  /// The fatal alert with which the peer broke the handshake off; nil where none was seen.
  public var refusal: String?
  /// What the client asked for (SNI). A certificate without it is worth a warning only.
  public var serverName: String?
  public var acceptsWildcards = true
  /// Any CA of the list ends a path, not a self-signed one only (OpenSSL's X509_V_FLAG_PARTIAL_CHAIN).
  public var acceptsPartialChains = false
  /// TLCP: element 2 is no issuer but the sender's certificate for encryption.
  public var isCertificatePair = false
  public var profile = Profile.plain
  /// Revocation lists that the user has.
  public var revocationLists: [RevocationList] = []
  /// The public CAs that 7800 and 8800 phones hold; nil where the user did not give them.
  public var phoneCAs: TrustList?
  public var limits = SearchLimits()

  public init() {}
}

/// What a search for a path may cost, so that a crafted chain cannot take for ever.
public struct SearchLimits: Sendable {
  /// Certificates on a path.
  public var depth = 32
  /// Certificates whose issuers are looked for.
  public var steps = 4096
  /// Certificates that are looked at as somebody's issuer.
  public var candidates = 100_000
  /// Complete paths that are compared.
  public var paths = 16
  /// Work on signatures, in verifications with a 2048-bit RSA key, the quickest of the usual ones.
  public var signatureWork = 32768

  public init() {}
}
