import CertificateChains
import Inputs

/// What an engineer reads of the certificates that are installed on a machine: a line for each.
public struct InstalledSummary {
  private let style: TextStyle

  public init(style: TextStyle) {
    self.style = style
  }

  /// The text, by file, each line ended.
  public func text(of list: [InstalledCertificate]) -> String {
    var lines: [String] = []
    var file: String?
    for installed in list {
      if installed.file != file {
        file = installed.file
        if !lines.isEmpty { lines.append("") }
        lines.append(style(.heading, "\(installed.file.printable): \(heading(installed))"))
      }
      lines.append("  [\(installed.position)] \(line(installed.certificate))")
    }
    return (lines + [""]).map { $0 + "\n" }.joined()
  }

  private func heading(_ installed: InstalledCertificate) -> String {
    let machine = installed.peer.map { " of \($0.printable)" } ?? ""
    return switch installed.kind {
    case .trustedCA: "trusted CA list\(machine)"
    case .server: "server certificate\(machine)"
    case .other: "installed certificates\(machine)"
    }
  }

  private func line(_ certificate: Certificate) -> String {
    guard let fields = certificate.fields else { return "SHA-256 \(certificate.sha256), not readable" }
    let end = fields.notAfter.map { ", to \($0.text.prefix(10))" } ?? ""
    return "\((fields.subject ?? "no subject").printable)\(end), SHA-256 \(certificate.sha256.prefix(16))..."
  }
}
