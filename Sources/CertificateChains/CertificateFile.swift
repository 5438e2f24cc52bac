/// The certificates in a file as people have them: `.cer`, `.crt`, `.der`, `.pem`, `.p7b`, bundles.
public enum CertificateFile {
  /// One PEM block or DER certificate of the file, or one certificate of a PKCS #7 container.
  public struct Block: Sendable {
    /// Line of a PEM block's BEGIN line, from 1; nil for DER.
    public var lineNumber: Int?
    public var contents: Result<Certificate, CertificateFileError>
    /// It is of a PKCS #7 container, whose certificates are a SET: their order says nothing (RFC 5652, 10.2.3).
    public var isInSet = false
  }

  /// Reads DER (one certificate or several one behind the other), PEM (any number of blocks, text between them), and
  /// PKCS #7 in either form.
  ///
  /// A block that holds no certificate, or cannot be read, is a failure in its place and does not hide the others.
  /// - Throws: ``CertificateFileError`` where the file as a whole holds no certificate.
  public static func blocks(in bytes: [UInt8]) throws(CertificateFileError) -> [Block] {
    guard !bytes.isEmpty else { throw .empty }
    if bytes[0] == TLV.sequence {
      if let certificates = SignedDataCertificates(bytes) {
        return certificates.elements.map { Block(contents: .success(Certificate(der: $0)), isInSet: true) }
      }
      if let first = TLV(firstOf: bytes[...]) {
        let kind = containerKind(first)
        if kind == "PKCS7", first.isCut { return try cutContainer(first) }
        if let kind { throw .notACertificate(kind) }
        return derBlocks(bytes)
      }
    }
    let blocks = PEMBlock.blocks(in: utf8(bytes)).flatMap(blocks(of:))
    guard !blocks.isEmpty else { throw .noCertificate }
    return blocks
  }

  /// The readable certificates of ``blocks(in:)`` alone.
  /// - Throws: ``CertificateFileError``; where no block could be read, the first one's.
  public static func certificates(in bytes: [UInt8]) throws(CertificateFileError) -> [Certificate] {
    let blocks = try blocks(in: bytes)
    let certificates = blocks.compactMap { try? $0.contents.get() }
    if certificates.isEmpty, case .failure(let error) = blocks.first?.contents { throw error }
    return certificates
  }

  private static func blocks(of pem: PEMBlock) -> [Block] {
    if let bytes = try? pem.contents.get(), containerLabels.contains(pem.label),
      let certificates = SignedDataCertificates(bytes)
    {
      return certificates.elements.map {
        Block(lineNumber: pem.lineNumber, contents: .success(Certificate(der: $0)), isInSet: true)
      }
    }
    return [Block(lineNumber: pem.lineNumber, contents: pem.contents.flatMap { certificate($0, label: pem.label) })]
  }

  private static func cutContainer(_ outer: TLV) throws(CertificateFileError) -> [Block] {
    let whole = SignedDataCertificates.wholeElements(ofCut: outer)
    guard !whole.isEmpty else { throw .cutContainer(wholeCount: 0) }
    return whole.map { Block(contents: .success(Certificate(der: $0)), isInSet: true) }
      + [Block(contents: .failure(.cutContainer(wholeCount: whole.count)))]
  }

  private static func derBlocks(_ bytes: [UInt8]) -> [Block] {
    var blocks: [Block] = []
    var rest = bytes[...]
    while let next = TLV(firstOf: rest), next.identifier == TLV.sequence {
      blocks.append(Block(contents: .success(Certificate(der: Array(next.encoded)))))
      rest = next.rest
    }
    // An editor may have put a line end behind the DER.
    if rest.contains(where: { !whiteSpace.contains($0) }) {
      blocks.append(Block(contents: .failure(.leftOver(byteCount: rest.count))))
    }
    return blocks
  }

  private static func certificate(_ der: [UInt8], label: String) -> Result<Certificate, CertificateFileError> {
    switch label {
    case "CERTIFICATE", "X509 CERTIFICATE":
      if let first = TLV(firstOf: der[...]), let kind = containerKind(first) { return .failure(.notACertificate(kind)) }
      return .success(Certificate(der: der))
    case "TRUSTED CERTIFICATE":
      // openssl appends what it is trusted for; the certificate is the first SEQUENCE.
      return .success(Certificate(der: TLV(firstOf: der[...]).map { Array($0.encoded) } ?? der))
    case _ where containerLabels.contains(label):
      return .failure(.notACertificate("PKCS7"))
    default:
      return .failure(.notACertificate(printable(label)))
    }
  }

  /// PKCS #7 and PKCS #12 are SEQUENCEs too.
  private static func containerKind(_ outer: TLV) -> String? {
    guard let first = TLV(firstOf: outer.content) else { return nil }
    switch first.identifier {
    case TLV.objectIdentifier where dottedText(ofObjectIdentifier: first.content).hasPrefix("1.2.840.113549.1.7."):
      return "PKCS7"
    case TLV.integer where Array(first.content) == [3]:
      return "PKCS12"
    case TLV.integer:
      return "PRIVATE KEY"
    default:
      return nil
    }
  }

  /// Windows' editors save text as UTF-16, most with a byte order mark; PEM is ASCII, so every other byte will do.
  private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    let dash = UInt8(ascii: "-")
    let beginnings: [([UInt8], firstLetter: Int)] = [
      ([0xfe, 0xff], 3), ([0xff, 0xfe], 2), ([0, dash, 0, dash], 1), ([dash, 0, dash, 0], 0),
    ]
    guard let known = beginnings.first(where: { bytes.starts(with: $0.0) }) else { return bytes }
    return stride(from: known.firstLetter, to: bytes.count, by: 2).map { bytes[$0] }
  }

  private static func printable(_ label: String) -> String { escapedText(label.utf8.prefix(40)) }

  /// What openssl and others write around a PKCS #7 container (RFC 7468, 8 and 9).
  private static let containerLabels: Set<String> = ["PKCS7", "PKCS #7 SIGNED DATA", "CMS"]
  private static let whiteSpace: [UInt8] = [0x00, 0x09, 0x0a, 0x0d, 0x1a, 0x20]
}

/// Why a file, or a block of one, gives no certificate.
public enum CertificateFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file has no bytes.
  case empty
  /// Neither DER nor a PEM block is in the file.
  case noCertificate
  /// It is something else, by its PEM label ("PRIVATE KEY") or kind of container ("PKCS7", "PKCS12").
  case notACertificate(String)
  /// A character that is not base64, or base64 that ends where it cannot; the line counts from 1.
  case invalidBase64(line: Int)
  /// The BEGIN line at `line` has no END line of the same label.
  case blockNotEnded(label: String, line: Int)
  /// A PKCS #7 container whose end is missing, behind that many whole certificates.
  case cutContainer(wholeCount: Int)
  /// Bytes behind the DER that are no further certificate.
  case leftOver(byteCount: Int)

  public var description: String {
    switch self {
    case .empty: "the file is empty"
    case .noCertificate: "neither DER nor a PEM block with BEGIN and END on lines of their own"
    case .notACertificate("PKCS7"): "a PKCS #7 container in which no certificate can be read"
    case .notACertificate("PKCS12"): "a PKCS #12 container; openssl pkcs12 -nokeys lists its certificates"
    case .notACertificate(let label): "a \(label), not a certificate"
    case .invalidBase64(let line): "line \(line) is not base64"
    case .blockNotEnded(let label, let line): "BEGIN \(escapedText(label.utf8.prefix(40))) in line \(line) has no END"
    case .cutContainer(0): "a PKCS #7 container that is cut before the end of its first certificate"
    case .cutContainer(let count): "a PKCS #7 container that is cut behind certificate \(count)"
    case .leftOver(let count): "\(count) bytes behind the last certificate are no certificate"
    }
  }
}
