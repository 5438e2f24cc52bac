import CertificateChains
import Extraction
import Packets

/// The lines of one connection: who spoke to whom, then each chain that one of them sent.
struct ConnectionSection {
  /// The chains of one connection, in order of their packets; at least one.
  let chains: [ExtractedChain]
  let style: TextStyle

  /// - Parameter printed: chains that were printed before.
  func lines(printed: inout PrintedChains) -> [String] {
    guard let first = chains.first(where: { $0.role != .unknown }) ?? chains.first else { return [] }
    let title = "Connection \(first.connection)"
    var lines = [
      ([style(.heading, title), versionText(of: first)] + (first.timestamp.map { [$0.readable] } ?? []))
        .joined(separator: "  ")
    ]
    lines += wrapped(endpointPieces(of: first), width: textWidth - 2).map { "  " + $0 }
    lines += wrapped(["server name (SNI): ", first.serverName?.printable ?? "none seen"], width: textWidth - 2)
      .map { "  " + $0 }
    for tunnel in first.tunnels {
      let kind = String(tunnel.kind.rawValue.map { $0 == "_" ? "-" : $0 }).uppercased()
      let identifier = tunnel.identifier.map { " \($0)" } ?? ""
      lines += wrapped(
        ["inside \(kind)\(identifier): ", "\(tunnel.source) -> ", "\(tunnel.destination)"], width: textWidth - 2
      ).map { "  " + $0 }
    }
    if let preamble = first.preamble {
      lines.append("  before TLS: " + (preamble == "unknown" ? "a protocol that is not known here" : preamble))
    }
    for chain in chains {
      lines.append("")
      lines += self.lines(of: chain, printed: &printed)
    }
    return lines
  }

  private func lines(of chain: ExtractedChain, printed: inout PrintedChains) -> [String] {
    let elements = chain.chain.elements
    let sender = chain.role == .unknown ? "\(chain.source)" : "The \(chain.role.rawValue)"
    if let key = chain.rawPublicKey {
      return lines(of: key, sender: sender, packet: chain.packet) + refusalLines(chain) + problemLines(chain)
    }
    guard !elements.isEmpty else {
      let what =
        chain.isEmptyMessage
        ? "sent an empty Certificate message: it has no certificate to show"
        : chain.isComplete ? "sent a Certificate message without certificates" : incompleteText
      return heading("\(sender) \(what) (packet \(chain.packet))") + refusalLines(chain) + problemLines(chain)
    }
    let what = counted(elements.count, "certificate")
    let known = printed.note(chain)
    var lines = heading(
      "\(sender) sent \(what) (packet \(chain.packet))" + (known.map { ", the same as in connection \($0):" } ?? ":"))
    if !chain.isComplete { lines += note("The message is not complete; \(incompleteText)", .bad) }
    for (index, certificate) in elements.enumerated() {
      let paragraph = CertificateParagraph(
        certificate: certificate, position: index + 1, captureTime: chain.timestamp, style: style)
      lines += known == nil ? [""] + paragraph.lines : paragraph.shortLines
    }
    if known == nil { lines.append("") }
    return lines + chainLine(chain, printed: &printed) + refusalLines(chain)
      + chain.ocspResponses.flatMap { ocspLines($0, of: chain) }
      + problemLines(chain)
  }

  private func lines(of key: RawPublicKey, sender: String, packet: Int) -> [String] {
    heading("\(sender) sent a raw public key, no certificate (packet \(packet)):")
      + [""] + RawPublicKeyParagraph(key: key, style: style).lines
  }

  private func heading(_ text: String) -> [String] {
    wrapped(text.words, width: textWidth - 2).map { "  " + style(.heading, $0) }
  }

  private func chainLine(_ chain: ExtractedChain, printed: inout PrintedChains) -> [String] {
    guard chain.isComplete else {
      return note("Chain: not known, because the message is not whole in the capture", .doubtful)
    }
    return printed.assessment(of: chain.chain) { assessment in
      note("Chain: " + assessment.text.printable, assessment.meaning)
    }
  }

  private func refusalLines(_ chain: ExtractedChain) -> [String] {
    guard let refusal = chain.refusal else { return [] }
    let other =
      switch chain.role {
      case .server: "The client"
      case .client: "The server"
      case .unknown: "The other side"
      }
    return note("\(other) broke the handshake off with alert \(refusal).", .bad)
  }

  private func problemLines(_ chain: ExtractedChain) -> [String] {
    chain.problems.flatMap { problem in
      let place = problem.packet.map { " (packet \($0))" } ?? ""
      return note("Problem: \(problem.message.printable)\(place)", .bad)
    }
  }

  func note(_ text: String, _ meaning: TextStyle.Meaning) -> [String] {
    wrapped(text.words, width: textWidth - 4).enumerated().map { index, line in
      (index == 0 ? "  " : "    ") + style(meaning, line)
    }
  }

  private func endpointPieces(of chain: ExtractedChain) -> [String] {
    guard let client = chain.client, let server = chain.server else {
      return ["\(chain.source) -> ", "\(chain.destination) ", "(which is the server is not known)"]
    }
    return ["client \(client) -> ", "server \(server)"]
  }

  private func versionText(of chain: ExtractedChain) -> String {
    guard let version = chain.version else { return "version not seen" }
    return "\(chain.versionProtocol?.uppercased() ?? "TLS") \(version)"
  }
}

private let incompleteText = "bytes of it are missing in the capture."
