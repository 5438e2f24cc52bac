/// PEM text of `der` (RFC 7468): 64 columns, lines that end in LF, a LF at the end.
/// - Parameter label: What stands between BEGIN and the dashes; openssl and Expressway want "CERTIFICATE".
public func pemText(of der: [UInt8], label: String = "CERTIFICATE") -> String {
  String(decoding: pemBytes(of: der, label: label), as: UTF8.self)
}

/// The same, as the bytes of a file.
package func pemBytes(of der: [UInt8], label: String = "CERTIFICATE") -> [UInt8] {
  let base64 = base64Text(der)
  var text = Array("-----BEGIN \(label)-----\n".utf8)
  text.reserveCapacity(base64.count + base64.count / pemColumns + 2 * label.utf8.count + 40)
  for start in stride(from: 0, to: base64.count, by: pemColumns) {
    text.append(contentsOf: base64[start..<min(start + pemColumns, base64.count)])
    text.append(newline)
  }
  text.append(contentsOf: "-----END \(label)-----\n".utf8)
  return text
}

/// One block of a PEM file.
struct PEMBlock {
  var label: String
  /// Of its BEGIN line, from 1.
  var lineNumber: Int
  var contents: Result<[UInt8], CertificateFileError>

  /// All blocks in `text`; whatever stands between them is skipped.
  ///
  /// Lines end in LF, CR LF or CR. A block without its END line ends before the next BEGIN, or with the file.
  static func blocks(in text: [UInt8]) -> [PEMBlock] {
    var blocks: [PEMBlock] = []
    var open: OpenBlock?
    // A CR LF is read as two ends of line and must count once; an empty line within base64 does no harm.
    var lineNumber = 1
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex { $0 == newline || $0 == carriageReturn } ?? text.endIndex
      let line = text[start..<end]
      if let label = label(in: line, after: "-----BEGIN ") {
        if let unfinished = open { blocks.append(unfinished.ended(at: lineNumber, by: nil)) }
        open = OpenBlock(label: label, lineNumber: lineNumber)
      } else if let label = label(in: line, after: "-----END ") {
        if let finished = open { blocks.append(finished.ended(at: lineNumber, by: label)) }
        open = nil
      } else {
        open?.append(line, lineNumber)
      }
      start = min(end + 1, text.endIndex)
      if end < text.endIndex, text[end] == carriageReturn, start < text.endIndex, text[start] == newline { start += 1 }
      lineNumber += 1
    }
    if let unfinished = open { blocks.append(unfinished.ended(at: lineNumber, by: nil)) }
    return blocks
  }

  /// The label in a boundary line, which may be indented, quoted or behind a byte order mark.
  private static func label(in line: ArraySlice<UInt8>, after mark: String) -> String? {
    guard line.count <= longestBoundary, line.contains(UInt8(ascii: "-")) else { return nil }
    let text = String(decoding: line, as: UTF8.self)
    guard let begin = text.firstRange(of: mark) else { return nil }
    let rest = text[begin.upperBound...]
    guard let end = rest.firstRange(of: "-----") else { return nil }
    return String(rest[..<end.lowerBound])
  }
}

/// A block whose END line has not been met.
private struct OpenBlock {
  var label: String
  var lineNumber: Int
  var decoder = Base64Decoder()
  var error: CertificateFileError?

  mutating func append(_ line: ArraySlice<UInt8>, _ number: Int) {
    guard error == nil else { return }
    // Headers, "Proc-Type: 4,ENCRYPTED" and the like (RFC 1421), precede the base64.
    if decoder.bytes.isEmpty, line.contains(UInt8(ascii: ":")) { return }
    if !decoder.append(line) { error = .invalidBase64(line: number) }
  }

  func ended(at line: Int, by endLabel: String?) -> PEMBlock {
    var decoder = decoder
    let contents: Result<[UInt8], CertificateFileError> =
      if let error {
        .failure(error)
      } else if endLabel != label {
        .failure(.blockNotEnded(label: label, line: lineNumber))
      } else if !decoder.finish() {
        .failure(.invalidBase64(line: line - 1))
      } else {
        .success(decoder.bytes)
      }
    return PEMBlock(label: label, lineNumber: lineNumber, contents: contents)
  }
}

private let pemColumns = 64
private let longestBoundary = 256
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
