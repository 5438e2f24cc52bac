/// The name of a file in an Expressway diagnostic archive (administrator guide X15.5, "Diagnostic logging"):
///
///     diagnostic_log_<host>_<timestamp>.tar.gz                       the archive
///     eth<n>_diagnostic_logging_tcpdump<x>_<host>_<timestamp>.pcap   n: interface, x: rotation number
///     ca_<host>_<timestamp>.pem                                      the trusted CA list
///     server_<host>_<timestamp>.pem                                  the server certificate
///     client_<host>_<timestamp>.pem                                  the client certificate, since X15.5
///     loggingsnapshot_, xconf_dump_, xstat_dump_<host>_<timestamp>   log, configuration, status
struct ExpresswayName: Equatable {
  enum Kind: Equatable {
    case archive
    case capture(interface: Int, number: Int)
    case trustedCAs
    case serverCertificate, clientCertificate
    case log, configuration, status
  }

  var kind: Kind
  /// Of the machine that the archive is from.
  var host: String

  /// - Parameter name: without its folder.
  init?(_ name: String) {
    var scanner = NameScanner(name)
    if let known = beginnings.first(where: { scanner.take($0.prefix) }) {
      kind = known.kind
      // Many a file has a name like this: it is taken for Expressway's only with a timestamp.
      let isCertificate = [.trustedCAs, .serverCertificate, .clientCertificate].contains(known.kind)
      guard let host = hostName(before: scanner, needsTime: isCertificate), !isCertificate || name.hasSuffix(".pem")
      else {
        return nil
      }
      self.host = host
    } else {
      guard scanner.take("eth"), let interface = scanner.takeNumber(digits: 1...4),
        scanner.take("_diagnostic_logging_tcpdump"), let number = scanner.takeNumber(digits: 1...9), scanner.take("_"),
        let host = hostName(before: scanner, needsTime: false)
      else { return nil }
      kind = .capture(interface: interface, number: number)
      self.host = host
    }
  }
}

/// What precedes the timestamp; without one, what precedes the last dot, if that will do.
private func hostName(before scanner: NameScanner, needsTime: Bool) -> String? {
  let text = Substring(scanner.rest)
  for place in text.indices where text[place] == "_" {
    var time = NameScanner(text[text.index(after: place)...])
    if time.takeDate() { return place == text.startIndex ? nil : String(text[..<place]) }
  }
  let host = text[..<(text.lastIndex(of: ".") ?? text.endIndex)]
  return needsTime || host.isEmpty ? nil : String(host)
}

private let beginnings: [(prefix: String, kind: ExpresswayName.Kind)] = [
  ("diagnostic_log_", .archive), ("ca_", .trustedCAs), ("server_", .serverCertificate), ("client_", .clientCertificate),
  ("loggingsnapshot_", .log),
  ("xconf_dump_", .configuration), ("xstat_dump_", .status),
]
