import Extraction
import Packets
import TLSHandshake
import WireFormat

/// What an engineer reads of connections: a short paragraph each.
public struct ConnectionSummary {
  public let style: TextStyle

  public init(style: TextStyle) {
    self.style = style
  }

  /// The text for all `records` of one capture, each line ended; empty without any.
  public func text(of records: [ConnectionRecord], name: String) -> String {
    guard !records.isEmpty else { return "" }
    let heading = "\(name.printable): \(counted(records.count, "connection")) in the order in which they ended"
    var lines = wrapped(heading.words, width: textWidth).map { style(.heading, $0) }
    for record in records {
      lines += [""] + ConnectionParagraph(record: record, style: style).lines
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// The lines of one connection.
struct ConnectionParagraph {
  let record: ConnectionRecord
  let style: TextStyle

  var lines: [String] {
    [heading, "  " + endpoints]
      + labelled("Result", resultPieces, record.reason == nil ? nil : .doubtful)
      + clientLines + serverLines + requestLines
      + record.alerts.flatMap { alert in
        labelled("Alert", text(of: alert).words, alert.alert.level == fatal ? .bad : .doubtful)
      }
      + labelled("Closed", closeText.words, record.close?.kind == .rst || record.reset != nil ? .doubtful : nil)
      + (stepPieces.isEmpty ? [] : labelled("Steps", stepPieces))
  }

  private var heading: String {
    let version = record.version.map { "\(record.versionProtocol?.uppercased() ?? "TLS") \($0)" }
    let parts = [version, record.firstPacket.timestamp?.readable].compactMap { $0 }
    return ([style(.heading, "Connection \(record.connection)")] + parts).joined(separator: "  ")
  }

  private var endpoints: String {
    guard let client = record.client, let server = record.server else {
      return "\(record.source) -> \(record.destination)"
    }
    return "client \(client) -> server \(server)"
  }

  private var resultPieces: [String] {
    var parts: [String] = []
    if record.version != nil || record.clientHello != nil {
      switch record.isEstablished {
      case true?: parts.append("established")
      case false?: parts.append("not established")
      case nil: parts.append("whether it was established cannot be seen")
      }
    }
    if record.isResumed == true { parts.append("resumed") }
    if record.chainCount > 0 { parts.append(counted(record.chainCount, "chain")) }
    if let reason = record.reason { parts.append("no certificate: \(reason.explanation)") }
    return parts.listPieces.flatMap(\.words)
  }

  private var clientLines: [String] {
    guard let hello = record.clientHello else { return [] }
    let protocols = hello.applicationProtocols.map(\.text.printable).joined(separator: " ")
    return labelled(
      "Client",
      [
        "SNI \(record.serverName?.printable ?? "none"), ", "ALPN \(protocols.isEmpty ? "none" : protocols), ",
        "offers \(hello.offeredVersionNames.joined(separator: " ")), ",
        "\(counted(hello.cipherSuites.count, "cipher suite")), ", "JA3 \(hello.ja3), ", "JA4 \(hello.ja4)",
      ])
  }

  private var serverLines: [String] {
    guard let hello = record.serverHello else { return [] }
    let suite = hello.cipherSuite
    let name = suite.name.map { "\($0) (\(suite.code))" } ?? suite.code
    return labelled("Server", [name] + (hello.applicationProtocol.map { [", ALPN \($0.text.printable)"] } ?? []))
  }

  private var requestLines: [String] {
    guard let request = record.certificateRequest else { return [] }
    let names = request.authorityNames
    let of = names.isEmpty ? "of any CA" : "of \(counted(names.count, "CA")):"
    return labelled("Asks for", ["a client certificate ", of])
      + names.flatMap { labelled("", $0.printable.partsOfName) }
  }

  private func text(of alert: ConnectionRecord.SentAlert) -> String {
    "\(alert.side.rawValue) says \(alert.alert.levelName) \(alert.alert.name) (packet \(alert.packet.number))"
  }

  private var closeText: String {
    guard let close = record.close else { return record.transport == .udp ? "UDP has no end" : "not in the capture" }
    var text = "by \(close.side.rawValue), \(close.kind.rawValue.uppercased()) (packet \(close.packet.number))"
    if let reset = record.reset {
      text += ", then RST from \(reset.side.rawValue) (packet \(reset.packet.number))"
    }
    if record.encryptedAlertCount > 0 { text += "; \(counted(record.encryptedAlertCount, "encrypted alert"))" }
    return text
  }

  /// Each step with its seconds since the first packet.
  private var stepPieces: [String] {
    var pieces = record.steps.map { step in
      let seconds = secondsText(from: record.firstPacket.timestamp, to: step.packet.timestamp)
      return "\(seconds.map { $0 + " " } ?? "")\(step.side.rawValue) \(step.name)"
    }
    if record.omittedStepCount > 0 { pieces.append("\(record.omittedStepCount) more") }
    return pieces.listPieces
  }

  private func secondsText(from start: Timestamp?, to end: Timestamp?) -> String? {
    guard let start, let end else { return nil }
    let (nanoseconds, overflow) = end.nanosecondsSinceEpoch.subtractingReportingOverflow(start.nanosecondsSinceEpoch)
    guard !overflow else { return nil }
    let milliseconds = (nanoseconds.magnitude + 500_000) / 1_000_000
    let fraction = String(milliseconds % 1000)
    let sign = nanoseconds < 0 ? "-" : "+"
    return sign + "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  private func labelled(_ label: String, _ pieces: [String], _ meaning: TextStyle.Meaning? = nil) -> [String] {
    wrapped(pieces, width: textWidth - indent).enumerated().map { index, line in
      let name = index == 0 ? label : ""
      let padding = String(repeating: " ", count: indent - 2 - name.count)
      return "  " + style(.label, name) + padding + (meaning.map { style($0, line) } ?? line)
    }
  }
}

private let fatal: UInt8 = 2
private let indent = 12
