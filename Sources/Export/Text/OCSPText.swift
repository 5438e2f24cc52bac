import CertificateChains
import Extraction
import WireFormat

/// One line for a stapled OCSP response: what it says, and from when to when.
struct OCSPText {
  let response: OCSPResponse
  /// The serial of the element that it stands beside.
  let serialNumber: String?
  /// When the response was sent: whether it had expired is judged by this time.
  let captureTime: Timestamp?

  var text: String {
    guard response.responseStatus == "successful" else {
      return "no answer: \((response.responseStatus ?? response.parseError ?? "cannot be read").printable)"
    }
    guard let single = response.responses.first else { return response.parseError?.printable ?? "of no certificate" }
    var parts = [single.status?.rawValue ?? "status cannot be read"]
    if single.status == .revoked {
      let reason = single.revocationReason.map { " (\($0))" } ?? ""
      parts = ["REVOKED\(single.revocationTime.map { " at \(readable($0))" } ?? "")\(reason)"]
    }
    parts.append(
      "\(readable(single.thisUpdate)) to \(single.nextUpdate.map(readable) ?? "any time") UTC, produced \(readable(response.producedAt))"
    )
    if isExpired(single) { parts.append("EXPIRED before this connection") }
    if let serialNumber, let other = single.serialNumber, other != serialNumber {
      parts.append("of another certificate, serial \(other.printable)")
    }
    if response.responses.count > 1 { parts.append("and \(response.responses.count - 1) more") }
    return parts.joined(separator: ", ")
  }

  var isGood: Bool {
    guard let single = response.responses.first else { return false }
    return single.status == .good && !isExpired(single)
      && (serialNumber == nil || single.serialNumber == serialNumber)
  }

  private func isExpired(_ single: OCSPResponse.SingleResponse) -> Bool {
    guard let captureTime, let end = single.nextUpdate?.secondsSinceEpoch else { return false }
    return captureTime.secondsSinceEpoch > end
  }

  /// `2026-11-24T21:15:15Z` as `2026-11-24 21:15:15`.
  private func readable(_ time: CertificateTime?) -> String {
    guard let time else { return "(unreadable)" }
    return String(time.text.filter { $0 != "Z" }.map { $0 == "T" ? " " : $0 })
  }
}

extension ConnectionSection {
  func ocspLines(_ stapled: StapledResponse, of chain: ExtractedChain) -> [String] {
    let elements = chain.chain.elements
    let element = elements.indices.contains(stapled.position - 1) ? elements[stapled.position - 1] : nil
    let text = OCSPText(
      response: stapled.response, serialNumber: element?.fields?.serialNumber, captureTime: chain.timestamp)
    return note("OCSP staple for [\(stapled.position)]: \(text.text)", text.isGood ? .good : .bad)
  }
}
