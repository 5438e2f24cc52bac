import Crypto

/// Somebody who has a name and a key, and issues certificates in good form: extensions, key identifiers and all.
public struct TestAuthority {
  public var name: String
  public var key: P256.Signing.PrivateKey

  public init(_ name: String, key: P256.Signing.PrivateKey = P256.Signing.PrivateKey()) {
    self.name = name
    self.key = key
  }

  /// The SHA-256 of the key, as this authority's certificates and those that it issues name it.
  public var keyIdentifier: [UInt8] { Self.identifier(of: key) }

  /// Its certificate, signed by itself.
  public func root(_ change: (inout CertificateBuilder) -> Void = { _ in }) throws -> [UInt8] {
    try issue(authority: self, change)
  }

  /// A CA certificate for another authority.
  public func issue(
    authority: TestAuthority, pathLength: UInt8? = nil, _ change: (inout CertificateBuilder) -> Void = { _ in }
  ) throws -> [UInt8] {
    var builder = base(authority.name, authority.key)
    builder.extensions = [
      basicConstraints(isCA: true, pathLength: pathLength, critical: true), keyUsage(0x06),
      subjectKeyIdentifier(authority.keyIdentifier), authorityKeyIdentifier(keyIdentifier),
    ]
    change(&builder)
    return try builder.der
  }

  /// A server's or client's certificate with both purposes, as Expressway wants it.
  public func issue(
    _ subject: String, names: [String], purposes: [UInt8]? = [1, 2], key: P256.Signing.PrivateKey = .init(),
    _ change: (inout CertificateBuilder) -> Void = { _ in }
  ) throws -> [UInt8] {
    var builder = base(subject, key)
    builder.extensions = [
      basicConstraints(isCA: false, critical: true), keyUsage(0xa0), subjectKeyIdentifier(Self.identifier(of: key)),
      authorityKeyIdentifier(keyIdentifier),
    ]
    if !names.isEmpty { builder.extensions.append(subjectAlternativeName(names)) }
    if let purposes { builder.extensions.append(extendedKeyUsage(purposes)) }
    change(&builder)
    return try builder.der
  }

  private func base(_ subject: String, _ subjectKey: P256.Signing.PrivateKey) -> CertificateBuilder {
    var builder = CertificateBuilder()
    builder.subject = TestSupport.name(subject)
    builder.issuer = TestSupport.name(name)
    builder.key = subjectKey
    builder.signingKey = key
    builder.serial = [0x01] + Array(SHA256.hash(data: subjectKey.rawRepresentation).prefix(8))
    return builder
  }

  private static func identifier(of key: P256.Signing.PrivateKey) -> [UInt8] {
    Array(SHA256.hash(data: key.publicKey.rawRepresentation).prefix(20))
  }
}

extension CertificateBuilder {
  /// Takes away the extensions of id-ce with this last arc.
  public mutating func remove(_ lastArc: UInt8) {
    extensions.removeAll { $0.firstRange(of: objectIdentifier([0x55, 0x1d, lastArc])) != nil }
  }
}
