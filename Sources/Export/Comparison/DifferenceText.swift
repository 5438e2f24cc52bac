import CertificateChains
import ChainDiff
import ChainInput
import Extraction

/// What `diff` prints of one pair of chains.
public struct DifferenceText {
  private let compared: ComparedChain
  private let style: TextStyle
  private let isSideBySide: Bool

  public init(_ compared: ComparedChain, style: TextStyle, isSideBySide: Bool) {
    self.compared = compared
    self.style = style
    self.isSideBySide = isSideBySide
  }

  /// Each line ended.
  public var text: String {
    var lines = wrapped(expectedTitle.words, width: textWidth).map { style(.bad, $0) }
    if let seen = compared.seen {
      let origin = OriginText(seen).lines
      lines += wrapped(("+++ seen      " + (origin.first ?? "")).words, width: textWidth).map { style(.good, $0) }
      lines += origin.dropFirst()
    } else {
      lines += [style(.good, "+++ seen      nothing that was seen is like it")]
    }
    lines += ["  " + headline, ""]
    for element in compared.difference.elements { lines += self.lines(element) }
    return lines.map { $0 + "\n" }.joined()
  }

  private var expectedTitle: String {
    let origin = compared.expected.origin
    let connection = origin.connection.map { ", connection \($0)" } ?? ""
    let role = origin.role == .unknown ? "" : ", the \(origin.role.rawValue)'s"
    return "--- expected  \(origin.file.printable): \(counted(compared.expected.elements.count, "certificate"))"
      + connection + role
  }

  private var headline: String {
    let difference = compared.difference
    guard !difference.isSame else { return style(.good, "SAME") }
    guard difference.isDifferent else {
      return style(.doubtful, "NOT DECIDABLE: bytes of the Certificate message are missing in the capture")
    }
    let counts = ElementDifference.Change.allCases.compactMap { change -> String? in
      guard change != .same else { return nil }
      let count = difference.elements.count { $0.change == change && !$0.isIgnored && !$0.isUndecided }
      return count == 0 ? nil : "\(count) \(change.rawValue)"
    }
    let moved = difference.elements.count { $0.isMoved && !$0.isIgnored }
    return style(.bad, "DIFFERENT: " + (counts + (moved == 0 ? [] : ["\(moved) moved"])).joined(separator: ", "))
  }

  private func lines(_ element: ElementDifference) -> [String] {
    let place = [element.expected?.position, element.seen?.position].map { $0.map { "\($0)" } ?? "-" }
    let position = place[0] == place[1] ? "[\(place[0])]" : "[\(place[0]) -> \(place[1])]"
    let who = (element.seen ?? element.expected)?.title ?? ""
    let notes =
      (element.isUndecided ? "in one only, as far as is known" : element.change.phrase)
      + (element.isMoved ? ", moved" : "") + (element.isIgnored ? " (ignored)" : "")
    let meaning: TextStyle.Meaning =
      element.isIgnored || !element.isDifferent ? .label : element.change == .extra ? .good : .bad
    var lines = wrapped("\(position) \(who): ".words + notes.words, width: textWidth - 2).map {
      "  " + style(meaning, $0)
    }
    for field in element.fields {
      lines +=
        isSideBySide
        ? SideBySide(style: style).lines(field) : UnifiedLines(style: style).lines(field)
    }
    return lines
  }
}

extension ComparedElement {
  /// The common name, or else the subject or the fingerprint.
  fileprivate var title: String {
    guard let fields = certificate?.fields else { return "SHA-256 \(sha256)" }
    if let name = fields.commonName, !name.isEmpty { return name.printable }
    return (fields.subject ?? "").isEmpty ? "SHA-256 \(sha256)" : fields.subject?.printable ?? ""
  }
}

extension ElementDifference.Change {
  fileprivate var phrase: String {
    switch self {
    case .same: "the same certificate"
    case .renewed: "another certificate for the same key (renewed)"
    case .rekeyed: "another certificate for the same subject, with another key"
    case .replaced: "another certificate, with another subject and another key"
    case .missing: "missing"
    case .extra: "extra"
    }
  }
}
