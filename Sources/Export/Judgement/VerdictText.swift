import CertificateChains
import ChainInput
import Extraction
import Trust

/// What `verify` prints of one chain, for an engineer who has to say what to change.
public struct VerdictText {
  private let judged: JudgedChain
  private let style: TextStyle

  public init(_ judged: JudgedChain, style: TextStyle) {
    self.judged = judged
    self.style = style
  }

  /// Each line ended.
  public var text: String {
    var lines = OriginText(judged.group).lines.enumerated().map { $0 == 0 ? style(.heading, $1) : $1 }
    lines += wrapped(setting.words, width: textWidth - 2).map { "  " + $0 }
    lines += ["", "  " + headline, ""]
    for finding in spelledOut { lines += self.lines(finding) }
    lines += passed
    return lines.map { $0 + "\n" }.joined()
  }

  private var setting: String {
    let role = judged.options.role.map { "Judged as a TLS \($0.rawValue)" } ?? "Judged"
    let time = judged.options.time.map { " at \(CertificateTime(secondsSinceEpoch: $0).readable)" } ?? ""
    let profile = judged.options.profile.name == "plain" ? "" : ", profile \(judged.options.profile.name)"
    return "\(role)\(time), against \(counted(judged.trustCount, "CA")) of \(judged.trustName.printable)\(profile)."
  }

  private var headline: String {
    let verdict = judged.verdict
    let warnings = verdict.count(.warning) == 0 ? "" : ", \(counted(verdict.count(.warning), "warning"))"
    switch verdict.outcome {
    case .fault: return style(.bad, "REFUSED: \(counted(verdict.count(.fault), "fault"))\(warnings)")
    case .undecided: return style(.doubtful, "NOT DECIDABLE\(warnings)")
    case .warning: return style(.doubtful, "ACCEPTED\(warnings)")
    case .ok, .notJudged: return style(.good, "ACCEPTED")
    }
  }

  /// What matters most first; in the order of the checks among equals. Of what is well, that which says something of
  /// this chain.
  private var spelledOut: [Finding] {
    let order: [Finding.Outcome] = [.fault, .undecided, .warning, .notJudged, .ok]
    let findings = judged.verdict.findings.filter { $0.outcome != .ok || $0.check.isWorthALine }
    return order.flatMap { outcome in findings.filter { $0.outcome == outcome } }
  }

  /// The other checks that found all well, by name.
  private var passed: [String] {
    let titles = judged.verdict.findings.filter { $0.outcome == .ok && !$0.check.isWorthALine }.map(\.check.title)
    return labelled(.ok, wrapped(titles.listPieces, width: textWidth - Self.indent))
  }

  private func lines(_ finding: Finding) -> [String] {
    let who = finding.certificate.map { "\($0.label.printable) \($0.name.printable): " } ?? ""
    let text = wrapped("\(finding.check.title): \(who)\(finding.text.printable)".words, width: textWidth - Self.indent)
    let advice = finding.advice.map { wrapped($0.words, width: textWidth - Self.indent - 3) } ?? []
    return labelled(finding.outcome, text) + advice.enumerated().map { margin + ($0 == 0 ? "-> " : "   ") + $1 }
  }

  private func labelled(_ outcome: Finding.Outcome, _ lines: [String]) -> [String] {
    let (word, meaning) = outcome.word
    return lines.enumerated().map { index, line in
      guard index == 0 else { return margin + line }
      return "  " + style(meaning, word) + String(repeating: " ", count: Self.indent - 2 - word.count) + line
    }
  }

  private var margin: String { String(repeating: " ", count: Self.indent) }

  private static let indent = 13
}

extension Finding.Outcome {
  fileprivate var word: (text: String, meaning: TextStyle.Meaning) {
    switch self {
    case .ok: ("ok", .good)
    case .warning: ("warning", .doubtful)
    case .fault: ("FAULT", .bad)
    case .undecided: ("unknown", .doubtful)
    case .notJudged: ("not judged", .label)
    }
  }
}

extension CertificateTime {
  /// `2026-11-24 21:15:15 UTC`.
  fileprivate var readable: String { String(text.filter { $0 != "Z" }.map { $0 == "T" ? " " : $0 }) + " UTC" }
}

extension CheckName {
  /// What it says when all is well is of interest, too.
  fileprivate var isWorthALine: Bool {
    switch self {
    case .path, .validity, .extendedKeyUsage, .names, .needlessRoot, .expresswayPurposes, .phones, .revocation: true
    default: false
    }
  }

  /// As text output calls it.
  var title: String {
    switch self {
    case .readable: "Readable"
    case .path: "Path"
    case .signature: "Signature"
    case .trustOrder: "Order of the trusted CA list"
    case .validity: "Dates"
    case .basicConstraints: "CA flag"
    case .pathLength: "Path length"
    case .keyUsage: "Key usage"
    case .extendedKeyUsage: "Extended key usage"
    case .nameConstraints: "Name constraints"
    case .criticalExtensions: "Critical extensions"
    case .names: "Names"
    case .keyStrength: "Strength"
    case .form: "Form"
    case .order: "Order"
    case .duplicates: "Duplicates"
    case .unrelated: "Unrelated"
    case .needlessRoot: "Root"
    case .revocation: "Revocation"
    case .expresswayPurposes: "Expressway extended key usage"
    case .expresswayWildcards: "Expressway wildcards"
    case .expresswayNameLength: "Expressway SAN length"
    case .expresswayTemporary: "Expressway temporary certificate"
    case .expresswayKeySize: "Expressway key size"
    case .expresswayDates: "Expressway dates"
    case .expresswayECDSA: "Expressway ECDSA"
    case .phones: "Phones"
    case .webValidityPeriod: "Web lifetime"
    case .webNames: "Web names"
    case .webKeys: "Web keys"
    case .webPurposes: "Web extended key usage"
    }
  }
}
