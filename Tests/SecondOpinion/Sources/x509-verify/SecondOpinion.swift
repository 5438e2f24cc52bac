import Foundation
import SwiftASN1
@_spi(FixedExpiryValidationTime) import X509

/// Judges the chains of folders with swift-certificates' verifier.
///
/// Takes a time in seconds since 1970-01-01 UTC, and on standard input a line for each chain: a folder, which holds
/// `chain.pem` as it was sent and `trust.pem`, a tab, and the host name wanted or nothing. Prints for each a line: the
/// folder, a tab, `accepted`, `refused` or `unreadable`, a tab, and the reasons.
@main
struct SecondOpinion {
  static func main() async {
    guard let seconds = CommandLine.arguments.dropFirst().first.flatMap(Double.init) else {
      print("usage: x509-verify SECONDS < FOLDERS")
      exit(64)
    }
    let time = Date(timeIntervalSince1970: seconds)
    while let line = readLine() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let host = fields.count > 1 && !fields[1].isEmpty ? fields[1] : nil
      let (outcome, reasons) = await judge(folder: fields[0], host: host, at: time)
      let text = reasons.joined(separator: "; ").replacing("\n", with: " ")
      print("\(fields[0])\t\(outcome)\t\(text)")
    }
  }

  private static func judge(folder: String, host: String?, at time: Date) async -> (outcome: String, reasons: [String])
  {
    let trusted: [Certificate]
    let sent: [Certificate]
    do {
      trusted = try certificates(in: folder + "/trust.pem")
      sent = try certificates(in: folder + "/chain.pem")
    } catch {
      return ("unreadable", [String(describing: error)])
    }
    guard let leaf = sent.first else { return ("unreadable", ["no certificate"]) }
    var verifier = Verifier(rootCertificates: CertificateStore(trusted)) {
      RFC5280Policy(fixedExpiryValidationTime: time)
      if let host { ServerIdentityPolicy(serverHostname: host, serverIP: nil) }
    }
    switch await verifier.validate(leaf: leaf, intermediates: CertificateStore(sent.dropFirst())) {
    case .validCertificate: return ("accepted", [])
    case .couldNotValidate(let failures): return ("refused", failures.map { $0.policyFailureReason.description })
    }
  }

  private static func certificates(in path: String) throws -> [Certificate] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try PEMDocument.parseMultiple(pemString: text).map { try Certificate(pemDocument: $0) }
  }
}
