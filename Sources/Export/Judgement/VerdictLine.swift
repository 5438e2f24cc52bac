import CertificateChains
import ChainInput
import Extraction
import Trust
import WireFormat

extension JSONWriter {
  /// Appends one line of `"kind": "verdict"`, as `pcapcert-ndjson-1.schema.json` describes it.
  public mutating func writeLine(_ judged: JudgedChain) {
    let (group, verdict, options) = (judged.group, judged.verdict, judged.options)
    object { line in
      line.member("kind", "verdict")
      line.member("schema", 1)
      line.member("file", group.chain.origin.file)
      line.member("verdict", verdict.outcome.rawValue)
      line.member("role", options.role?.rawValue)
      line.member("at", options.time.map { CertificateTime(secondsSinceEpoch: $0).text })
      line.member("profile", options.profile.name)
      line.member("names", options.names)
      line.object("trust") { trust in
        trust.member("file", judged.trustName)
        trust.member("certificates", judged.trustCount)
      }
      line.array("seen", group.origins) { $0.write($1) }
      line.member("chain", group.chain.elements.map(\.sha256))
      line.object("path") { path in
        path.member("complete", verdict.path.isComplete)
        path.array("certificates", verdict.path.elements) { $0.write($1.reference) }
      }
      line.array("checks", verdict.findings) { $0.write($1) }
    }
    endLine()
  }

  /// Where a chain was seen; what a file does not say is null.
  mutating func write(_ origin: ChainOrigin) {
    object { writer in
      writer.member("file", origin.file)
      writer.member("connection", origin.connection)
      writer.member("packet", origin.packet)
      writer.member("@timestamp", origin.timestamp)
      writer.member("role", origin.role.rawValue)
      writer.member("source", origin.source)
      writer.member("destination", origin.destination)
      writer.member("server_name", origin.serverName)
      writer.member("refusal", origin.refusal)
    }
  }

  private mutating func write(_ finding: Finding) {
    object { writer in
      writer.member("check", finding.check.rawValue)
      writer.member("outcome", finding.outcome.rawValue)
      if let certificate = finding.certificate {
        writer.object("certificate") { $0.writeMembers(of: certificate) }
      } else {
        writer.member("certificate", String?.none)
      }
      writer.member("text", finding.text)
      writer.member("advice", finding.advice)
    }
  }

  private mutating func write(_ reference: CertificateReference) {
    object { $0.writeMembers(of: reference) }
  }

  private mutating func writeMembers(of reference: CertificateReference) {
    let (from, position) =
      switch reference.place {
      case .presented(let position): ("presented", position)
      case .trusted(let position): ("trusted", position)
      case .supplied(let position): ("supplied", position)
      }
    member("from", from)
    member("position", position)
    member("subject", reference.subject)
    member("sha256", reference.sha256)
  }
}
