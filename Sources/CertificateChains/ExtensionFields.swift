import WireFormat

/// The extensions that ``Certificate/Fields`` have a place for; of an extension that is there twice the first counts.
struct ExtensionFields {
  private(set) var subjectAlternativeNames: [String]?
  private(set) var extendedKeyUsage: [String]?
  private(set) var keyUsage: [String]?
  private(set) var isCA: Bool?
  private(set) var pathLengthConstraint: Int?
  private(set) var subjectKeyIdentifier: [UInt8]?
  private(set) var authorityKeyIdentifier: [UInt8]?

  /// Those that are read here, which all are of id-ce, { 2 5 29 }, by their last arc    -- RFC 5280, 4.2.1
  private enum Kind: UInt8 {
    case subjectKeyIdentifier = 14
    case keyUsage = 15
    case subjectAltName = 17
    case basicConstraints = 19
    case authorityKeyIdentifier = 35
    case extKeyUsage = 37

    init?(identifier octets: Span<UInt8>) {
      guard octets.count == 3, octets[0] == 0x55, octets[1] == 0x1d else { return nil }
      self.init(rawValue: octets[2])
    }

    var name: String {
      switch self {
      case .subjectKeyIdentifier: "subjectKeyIdentifier"
      case .keyUsage: "keyUsage"
      case .subjectAltName: "subjectAltName"
      case .basicConstraints: "basicConstraints"
      case .authorityKeyIdentifier: "authorityKeyIdentifier"
      case .extKeyUsage: "extKeyUsage"
      }
    }
  }

  mutating func read(_ place: ExtensionPlace, in der: [UInt8], defects: inout Defects) {
    let bytes = der.span
    guard let kind = Kind(identifier: bytes.extracting(place.identifier)) else { return }
    let isRead = defects.read(place.value, of: der, kind.name) { view, _ in read(view, kind) }
    if isRead == false { defects.note(kind.name, "does not have its type") }
  }

  /// False where the value is not of the extension's type.
  private mutating func read(_ node: FieldView, _ kind: Kind) -> Bool {
    switch kind {
    case .basicConstraints:
      guard let constraints = BasicConstraints(node) else { return false }
      isCA = isCA ?? constraints.isCA
      pathLengthConstraint = pathLengthConstraint ?? constraints.pathLength
    case .keyUsage:
      guard let usages = keyUsageNames(node) else { return false }
      keyUsage = keyUsage ?? usages
    case .extKeyUsage:
      return Self.readTexts(node, into: &extendedKeyUsage) { $0.dottedIdentifier }
    case .subjectAltName:
      return Self.readTexts(node, into: &subjectAlternativeNames) { GeneralName.text($0) }
    case .subjectKeyIdentifier:
      guard let identifier = node.octets(of: .octetString) else { return false }
      subjectKeyIdentifier = subjectKeyIdentifier ?? [UInt8](copying: identifier)
    case .authorityKeyIdentifier:
      // AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OPTIONAL, authorityCertIssuer [1] OPTIONAL, ... }
      guard var parts = node.parts(of: .sequence) else { return false }
      while let part = parts.next() {
        guard part.contextTag == 0 else { continue }
        guard let octets = part.octets else { return false }
        authorityKeyIdentifier = authorityKeyIdentifier ?? [UInt8](copying: octets)
        break
      }
    }
    return true
  }

  /// Texts of the nodes in a SEQUENCE; false where one has none, which is left out.
  private static func readTexts(
    _ node: FieldView, into texts: inout [String]?, _ text: (FieldView) -> String?
  ) -> Bool {
    guard var parts = node.parts(of: .sequence) else { return false }
    var read: [String] = []
    var isWhole = true
    while let part = parts.next() {
      if let text = text(part) { read.append(text) } else { isWhole = false }
    }
    texts = texts ?? read
    return isWhole
  }
}

/// BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }
///                                                                                   -- RFC 5280, 4.2.1.9
struct BasicConstraints {
  var isCA = false
  var pathLength: Int?

  init?(_ node: FieldView) {
    guard var parts = node.parts(of: .sequence) else { return nil }
    guard let first = parts.next() else { return }
    var last: FieldView? = first
    if let boolean = first.boolean {
      isCA = boolean
      last = parts.next()
    }
    guard let last else { return }
    guard let length = last.smallInteger, parts.isAtEnd else { return nil }
    pathLength = length
  }
}

/// The bits of a KeyUsage by name, in the order of RFC 5280, 4.2.1.3.
func keyUsageNames(_ node: FieldView) -> [String]? {
  guard let range = node.bitStringRange else { return nil }
  let bits = node.bytes.extracting(range)
  var names: [String] = []
  names.reserveCapacity(usualUsageCount)
  for (bit, name) in keyUsageBits.enumerated() where bit / 8 < bits.count && bits[bit / 8] & 0x80 >> (bit % 8) != 0 {
    names.append(name)
  }
  return names
}

private let usualUsageCount = 2
private let keyUsageBits = [
  "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign",
  "encipherOnly", "decipherOnly",
]
