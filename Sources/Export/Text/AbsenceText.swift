import CertificateChains
import Extraction

/// Why a capture gave no certificate, and what to do about it, in an engineer's words.
public struct AbsenceText: Sendable {
  public let report: CaptureReport
  public let ports: PortSet
  private let emptyMessageCount: Int

  /// - Parameter emptyMessageCount: Certificate messages on `ports` by which a side said that it has no certificate.
  public init(report: CaptureReport, ports: PortSet, emptyMessageCount: Int) {
    self.report = report
    self.ports = ports
    self.emptyMessageCount = emptyMessageCount
  }

  /// For a capture of which nothing was delivered: what is there instead. Empty where the file could not be read
  /// at all: ``CaptureReport/readError`` is the reason.
  public var linesWithoutChain: [String] {
    if report.readError != nil, report.packetCount == 0 { return [] }
    var lines = [ports == .any ? "no certificates:" : "no certificates on \(ports.phrase):"]
    let here = reasonLines(report.withoutChain)
    if report.packetCount == 0 {
      lines.append("  the capture holds no packets")
    } else if report.matchingPacketCount == 0 {
      return lines + ["  none of its \(counted(report.packetCount, "packet")) passes the filter"]
    } else if report.connectionCount == 0 {
      lines.append("  no TCP connection in \(counted(report.matchingPacketCount, "packet"))")
    } else if here.isEmpty, emptyMessageCount == 0 {
      lines.append("  " + otherConnections)
    }
    if emptyMessageCount > 0 {
      lines.append("  \(counted(emptyMessageCount, "empty Certificate message")): that side has no certificate to show")
    }
    lines += here
    if report.quicInitialCount > 0 {
      lines.append("  \(counted(report.quicInitialCount, "QUIC handshake packet")): QUIC encrypts the certificates")
    }
    let elsewhere = reasonLines(report.withoutChainElsewhere, withAdvice: here.isEmpty)
    if !elsewhere.isEmpty { lines += ["  on other ports:"] + elsewhere.map { "  " + $0 } }
    return lines
  }

  /// For a capture that delivered something: the connections on the same ports that gave nothing.
  /// Those that are no TLS are left out: they are everything else in the capture. Advice is for who found nothing.
  public var linesBesideChains: [String] {
    let reasons = report.withoutChain.filter { $0.key != .notTLS && $0.key != .noData }
    let total = reasons.values.reduce(0, +)
    guard total > 0 else { return [] }
    return ["Without certificates: \(counted(total, "TLS connection"))"] + reasonLines(reasons, withAdvice: false)
  }

  /// ``linesWithoutChain``, the first with the capture's name before it.
  public var namedLinesWithoutChain: [String] {
    let lines = linesWithoutChain
    return lines.prefix(1).map { "\(report.file.printable): \($0)" } + lines.dropFirst()
  }

  private var otherConnections: String {
    let count = report.matchingConnectionCount
    let isFiltered = report.matchingPacketCount < report.packetCount
    if count == 0 { return "no connection has packets with data that pass the filter" }
    if count == 1 {
      return isFiltered
        ? "the only connection that passes the filter uses other ports" : "its only connection uses other ports"
    }
    return isFiltered
      ? "none of the \(count) connections that pass the filter uses \(ports.phrase)"
      : "none of its \(count) connections uses \(ports.phrase)"
  }

  private func reasonLines(_ counts: [AbsenceReason: Int], withAdvice: Bool = true) -> [String] {
    AbsenceReason.allCases.flatMap { reason -> [String] in
      guard let count = counts[reason], count > 0 else { return [] }
      let text = "\(counted(count, "connection")): \(reason.explanation)"
      let words = report.isCut ? reason.adviceForCutFile ?? reason.advice : reason.advice
      let advice = withAdvice ? words.map { wrapped($0.words, width: textWidth - 4) } ?? [] : []
      let explanation = wrapped(text.words, width: textWidth - 4).enumerated()
        .map { ($0.offset == 0 ? "  " : "    ") + $0.element }
      return explanation + advice.map { "    " + $0 }
    }
  }
}

extension AbsenceReason {
  var explanation: String {
    switch self {
    case .encryptedByTLS13: "TLS 1.3, which encrypts the certificates"
    case .encryptedByDTLS13: "DTLS 1.3, which encrypts the certificates"
    case .resumed: "the TLS session was resumed, so no certificates were sent"
    case .certificateCached: "the client has kept the certificates, so only a hash of them was sent (RFC 7924)"
    case .bytesMissing: "packets of the handshake are missing in the capture"
    case .cutBySnapLength: "the packets were cut when captured (snap length)"
    case .noCertificateSent: "the handshake ends before a certificate was sent"
    case .noAnswer: "no answer to the ClientHello is in the capture"
    case .refusedByAlert: "the other side refused the ClientHello with a TLS alert"
    case .answerNotTLS: "the other side answered the ClientHello with something that is not TLS"
    case .noCertificateInCipherSuite: "the cipher suite that was chosen uses no certificates"
    case .handshakeBeforeCapture: "the capture began after the TLS handshake"
    case .noData: "no data was ever sent"
    case .notTLS: "not TLS"
    }
  }

  /// What to do where the file is cut and the reason may lie behind its end; nil where it does not.
  var adviceForCutFile: String? {
    switch self {
    case .noAnswer, .noCertificateSent, .bytesMissing:
      "The file is cut, and the rest may be behind its end: get the whole file."
    default: nil
    }
  }

  /// What an engineer can do; nil where there is nothing to do.
  var advice: String? {
    switch self {
    case .encryptedByTLS13: "Allow TLS 1.2 at most on one of the two sides while capturing, then capture again."
    case .encryptedByDTLS13: "Allow DTLS 1.2 at most on one of the two sides while capturing, then capture again."
    case .resumed:
      "Capture a full handshake: restart one side, or disable the zone for some minutes, and capture again."
    case .certificateCached: "Restart the client, so that it forgets them, and capture again."
    case .bytesMissing: "Capture again nearer to one of the two sides, or with a larger buffer (tcpdump -B 16384)."
    case .cutBySnapLength: "Capture whole packets: tcpdump -s 0, or \"size all\" on CUCM."
    case .noCertificateSent:
      "Start the capture before the connection, and let it run until the connection fails or works."
    case .noAnswer:
      "See whether both directions were captured, and long enough; whether a firewall drops it; and whether the other"
        + " side listens on this port."
    case .refusedByAlert: "--all-connections shows the alert, and which versions and cipher suites were offered."
    case .answerNotTLS: "See whether the port is one for TLS: a SIP TCP port answers so when it is spoken to in TLS."
    case .noCertificateInCipherSuite: nil
    case .handshakeBeforeCapture:
      "Start the capture first, then make the connection anew: restart one side, or disable the zone for some minutes."
    case .noData: "See whether a firewall drops it, and whether the other side listens on this port."
    case .notTLS: nil
    }
  }
}
