import CertificateChains

/// What one check has to say of one chain. The raw values are the words of the NDJSON.
public struct Finding: Sendable, Equatable {
  public enum Outcome: String, Sendable, CaseIterable {
    case ok
    /// The peer may accept it, but somebody should look.
    case warning
    /// The peer refuses it.
    case fault
    /// Nobody here can tell.
    case undecided
    /// What would be needed was not given.
    case notJudged = "not_judged"
  }

  public var check: CheckName
  public var outcome: Outcome
  /// The one that is meant; nil where it is the whole chain.
  public var certificate: CertificateReference?
  /// What is so, in plain words.
  public var text: String
  /// What to do about it; nil where there is nothing to do.
  public var advice: String?

  init(
    _ check: CheckName, _ outcome: Outcome, _ text: String, at certificate: CertificateReference? = nil,
    advice: String? = nil
  ) {
    self.check = check
    self.outcome = outcome
    self.certificate = certificate
    self.text = text
    self.advice = advice
  }
}

/// The checks by name; the raw values are the words of the NDJSON.
public enum CheckName: String, Sendable, CaseIterable {
  case readable
  case path
  case signature
  case trustOrder = "trust_order"
  case validity
  case basicConstraints = "basic_constraints"
  case pathLength = "path_length"
  case keyUsage = "key_usage"
  case extendedKeyUsage = "extended_key_usage"
  case nameConstraints = "name_constraints"
  case criticalExtensions = "critical_extensions"
  case names
  case keyStrength = "key_strength"
  case form
  case order
  case duplicates
  case unrelated
  case needlessRoot = "needless_root"
  case revocation
  case expresswayPurposes = "expressway_purposes"
  case expresswayWildcards = "expressway_wildcards"
  case expresswayNameLength = "expressway_name_length"
  case expresswayTemporary = "expressway_temporary_certificate"
  case expresswayKeySize = "expressway_key_size"
  case expresswayDates = "expressway_dates"
  case expresswayECDSA = "expressway_ecdsa"
  case phones
  case webValidityPeriod = "web_validity_period"
  case webNames = "web_names"
  case webKeys = "web_keys"
  case webPurposes = "web_purposes"
}

/// A certificate that something is said of.
public struct CertificateReference: Sendable, Equatable {
  public let place: Place
  /// Where a person finds it: `[2]`, `ca.pem, 3 of 12`.
  public let label: String
  /// What a person calls it: the CN, or else the subject; empty where neither can be read.
  public let name: String
  /// RFC 2253 text of the subject; nil where it cannot be read.
  public let subject: String?
  public let sha256: String

  init(_ certificate: Certificate, _ place: Place, label: String) {
    self.place = place
    self.label = label
    let commonName = certificate.fields?.commonName ?? ""
    subject = certificate.fields?.subject
    name = commonName.isEmpty ? subject ?? "" : commonName
    sha256 = certificate.sha256
  }

  /// An element as it was sent.
  init(_ certificate: Certificate, position: Int) {
    self.init(certificate, .presented(position), label: "[\(position)]")
  }
}

/// Where a certificate it comes from, and its number there, from 1.
public enum Place: Sendable, Hashable {
  case presented(Int)
  /// An entry of the trusted CA list, in its order.
  case trusted(Int)
  /// One of the intermediates that the user added.
  case supplied(Int)
}
