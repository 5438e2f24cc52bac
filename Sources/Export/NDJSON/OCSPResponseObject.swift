import CertificateChains
import Extraction

extension JSONWriter {
  /// An element of `tls.ocsp_responses`.
  mutating func write(_ stapled: StapledResponse) {
    let response = stapled.response
    object { writer in
      writer.member("position", stapled.position)
      writer.member("sha256", response.sha256)
      writer.member("length", response.der.count)
      writer.member("response_status", response.responseStatus)
      writer.member("responder", response.responder)
      writer.member("produced_at", response.producedAt?.text)
      writer.array("responses", response.responses) { $0.write($1) }
      writer.member("parse_error", response.parseError)
    }
  }

  private mutating func write(_ single: OCSPResponse.SingleResponse) {
    object { writer in
      writer.member("serial_number", single.serialNumber)
      writer.member("certificate_status", single.status?.rawValue)
      writer.member("revocation_time", single.revocationTime?.text)
      writer.member("revocation_reason", single.revocationReason)
      writer.member("this_update", single.thisUpdate?.text)
      writer.member("next_update", single.nextUpdate?.text)
    }
  }
}
