import CertificateChains
import WireFormat

/// The lines that say what one chain element is.
struct CertificateParagraph {
  let certificate: Certificate
  let position: Int
  /// Of the packet that completed the chain: validity is judged at this time. A packet without a time
  /// gives no judgement, for the time at which the tool runs says nothing of the connection.
  let captureTime: Timestamp?
  let style: TextStyle

  var lines: [String] {
    [heading] + facts.flatMap { labelled($0.label, $0.pieces, $0.meaning) }
  }

  /// For a chain that was printed in full before: the heading, and what depends on the time of the capture.
  var shortLines: [String] {
    guard let judgement = validityJudgement else { return [heading] }
    let widthLeft = textWidth - name.count - mark.count
    return judgement.count + 2 <= widthLeft
      ? [heading + "  " + style(.bad, judgement)] : [heading] + labelled("", judgement.words, .bad)
  }

  private typealias Fact = (label: String, pieces: [String], meaning: TextStyle.Meaning?)

  private var heading: String { mark + style(.heading, name) }

  private var mark: String { "  [\(position)] " }

  /// What the heading calls it, at most a line.
  private var name: String {
    let name = certificate.fields.map { $0.commonName ?? $0.subject ?? "" } ?? ""
    let title = !certificate.isDERSequence ? "no certificate" : name.isEmpty ? "no common name" : name.printable
    return wrapped([title], width: textWidth - mark.count).first ?? ""
  }

  private var facts: [Fact] {
    guard let fields = certificate.fields else {
      return [("Defect", (certificate.parseError ?? "cannot be read").printable.words, .bad)] + fingerprints
    }
    var facts: [Fact] = [
      ("Subject", distinguishedName(fields.subject), nil),
      ("Issuer", distinguishedName(fields.issuer), nil),
      ("Serial", [fields.serialNumber ?? unreadable], nil),
      ("Valid", validity(fields), nil),
    ]
    if let judgement = validityJudgement { facts.append(("", judgement.words, .bad)) }
    facts += [
      ("SAN", (fields.subjectAlternativeNames?.map(\.printable) ?? ["none"]).listPieces, nil),
      ("Key", [key(fields)], nil),
      ("Signed", [(fields.signatureAlgorithm ?? unreadable).printable], nil),
      ("EKU", (fields.extendedKeyUsage?.map(extendedKeyUsageName) ?? ["none"]).listPieces, nil),
    ]
    if fields.isCA == true {
      facts.append(("CA", ["yes" + (fields.pathLengthConstraint.map { ", path length at most \($0)" } ?? "")], nil))
    }
    if let defect = certificate.parseError { facts.append(("Defect", defect.printable.words, .bad)) }
    return facts + fingerprints
  }

  private var fingerprints: [Fact] {
    [("SHA-256", [certificate.sha256], nil), ("SHA-1", [certificate.sha1], nil)]
  }

  private func labelled(_ label: String, _ pieces: [String], _ meaning: TextStyle.Meaning?) -> [String] {
    labelledLines(label, pieces, meaning, style: style)
  }

  private func distinguishedName(_ text: String?) -> [String] {
    guard let text else { return [unreadable] }
    return text.isEmpty ? ["(empty)"] : text.printable.partsOfName
  }

  private func validity(_ fields: Certificate.Fields) -> [String] {
    ["\(readable(fields.notBefore)) to ", "\(readable(fields.notAfter)) UTC"]
  }

  /// `2026-11-24T21:15:15Z` as `2026-11-24 21:15:15`.
  private func readable(_ time: CertificateTime?) -> String {
    guard let time else { return unreadable }
    return String(time.text.filter { $0 != "Z" }.map { $0 == "T" ? " " : $0 })
  }

  private var validityJudgement: String? {
    guard let captureTime, let fields = certificate.fields else { return nil }
    let now = captureTime.secondsSinceEpoch
    if let end = fields.notAfter?.secondsSinceEpoch, now > end {
      return "EXPIRED \(span(from: end, to: now)) before this connection"
    }
    if let start = fields.notBefore?.secondsSinceEpoch, now < start {
      return "NOT YET VALID: this connection was \(span(from: now, to: start)) too early"
    }
    return nil
  }

  private func span(from start: Int64, to end: Int64) -> String {
    let (difference, overflow) = end.subtractingReportingOverflow(start)
    guard !overflow, difference < 10_000 * 366 * 86_400 else { return "long" }
    let seconds = Int(difference)
    return seconds >= 86_400
      ? counted(seconds / 86_400, "day")
      : seconds >= 3600 ? counted(seconds / 3600, "hour") : counted(max(1, seconds / 60), "minute")
  }

  private func key(_ fields: Certificate.Fields) -> String {
    guard let algorithm = fields.publicKeyAlgorithm else { return unreadable }
    let size = fields.publicKeyBits.map { counted($0, "bit") }
    return ([algorithm.printable] + [fields.publicKeyCurve?.printable, size].compactMap(\.self))
      .joined(separator: ", ")
  }
}

/// A fact: its label in a column of its own, then its pieces, broken between them where a line is full.
func labelledLines(
  _ label: String, _ pieces: [String], _ meaning: TextStyle.Meaning? = nil, style: TextStyle
) -> [String] {
  wrapped(pieces, width: textWidth - indent).enumerated().map { index, line in
    let margin = String(repeating: " ", count: indent - labelWidth)
    let name = index == 0 ? label : ""
    return margin + style(.label, name) + String(repeating: " ", count: labelWidth - name.count)
      + (meaning.map { style($0, line) } ?? line)
  }
}

/// The names openssl's and Wireshark's users know; others stay dotted.
func extendedKeyUsageName(_ identifier: String) -> String {
  purposeNames[identifier] ?? identifier.printable
}

/// Columns of all text output.
let textWidth = 80
/// Where a certificate's facts start: a SHA-256 fingerprint still fits behind it.
private let indent = 15
private let labelWidth = 9
private let unreadable = "(unreadable)"
