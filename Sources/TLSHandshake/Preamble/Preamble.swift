/// The protocol that two sides spoke before one of them began a TLS handshake. The raw value is the word in
/// `tls.preamble` of the NDJSON.
///
/// Finding the handshake does not depend on it: it is only a name for what came before.
public enum Preamble: String, Sendable, CaseIterable {
  case smtp, imap, pop3, xmpp, ldap, ftp, irc, nntp, sieve, postgresql, mysql, rdp, socks4, socks5
  case httpConnect = "http_connect"
  /// Another exchange in HTTP, such as RFC 2817's upgrade.
  case http
  /// HAProxy's PROXY protocol, version 1 or 2, and nothing behind it.
  case proxyProtocol = "proxy_protocol"
  /// Something was spoken, and nobody here knows it.
  case unknown
}

extension Preamble {
  /// Names what was spoken; nil where nothing was.
  static func recognise(_ first: Opening, _ second: Opening) -> Preamble? {
    if first.isEmpty, second.isEmpty {
      return first.hadProxyHeader || second.hadProxyHeader ? .proxyProtocol : nil
    }
    let spoken = Spoken(first: first.bytes, second: second.bytes)
    return rules.first { $0.matches(spoken) }?.preamble ?? .unknown
  }
}

/// The first bytes of both directions. Which of them is the client's is not asked: the two never sound alike.
private struct Spoken {
  let first: [UInt8]
  let second: [UInt8]

  /// One direction's bytes start with a text, in upper or lower case.
  func starts(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return either { $0.count >= wanted.count && $0.prefix(wanted.count).map(upperCase) == wanted }
  }

  /// One direction's bytes hold a text, in upper or lower case.
  func holds(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return either { bytes in
      bytes.indices.contains { bytes[$0...].prefix(wanted.count).map(upperCase) == wanted }
    }
  }

  /// One direction's bytes meet a condition.
  func either(_ condition: ([UInt8]) -> Bool) -> Bool {
    condition(first) || condition(second)
  }

  private func upperCase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 0x20 : byte
  }
}

private struct Rule: Sendable {
  let preamble: Preamble
  let matches: @Sendable (Spoken) -> Bool

  init(_ preamble: Preamble, _ matches: @escaping @Sendable (Spoken) -> Bool) {
    self.preamble = preamble
    self.matches = matches
  }
}

/// The first that matches counts. Texts are written in upper case.
private let rules: [Rule] = [
  // RFC 9110, 9.3.6; the answer alone says it too, for a server answers TLS within HTTP after nothing else with 200.
  Rule(.httpConnect) { $0.starts("CONNECT ") || $0.starts("HTTP/1.1 200") || $0.starts("HTTP/1.0 200") },
  Rule(.http) { $0.starts("HTTP/1.") || $0.starts("OPTIONS ") || $0.starts("GET ") },
  // RFC 6120, 4.2 and 5.4.
  Rule(.xmpp) { $0.holds("<STREAM:STREAM") || $0.starts("<STARTTLS") || $0.starts("<PROCEED") || $0.holds("JABBER:") },
  // RFC 5321, 4.1.1.1 (LHLO: RFC 2033).
  Rule(.smtp) { $0.starts("EHLO ") || $0.starts("HELO ") || $0.starts("LHLO ") },
  // RFC 4217, 4.
  Rule(.ftp) { $0.starts("AUTH TLS") || $0.starts("AUTH SSL") || $0.starts("220") && $0.holds("FTP") },
  Rule(.ftp) { $0.starts("220") && ($0.starts("FEAT") || $0.starts("OPTS ") || $0.starts("USER ")) },
  Rule(.smtp) { $0.starts("220") && ($0.holds("SMTP") || $0.holds("\n250")) },
  // RFC 2595, 3 and 4.
  Rule(.imap) { $0.starts("* OK") || $0.starts("* PREAUTH") },
  Rule(.pop3) { $0.starts("+OK") },
  // RFC 4642, 2.2.
  Rule(.nntp) { ($0.starts("200") || $0.starts("201")) && ($0.holds("STARTTLS") || $0.holds("CAPABILITIES")) },
  // RFC 5804, 1.7.
  Rule(.sieve) { $0.starts("\"IMPLEMENTATION\"") },
  // https://ircv3.net/specs/deprecated/tls
  Rule(.irc) {
    $0.starts("STARTTLS") || $0.starts("CAP LS") || $0.starts("NICK ") || $0.starts(":") && $0.holds(" 670 ")
  },
  // RFC 4511, 4.14.1: LDAPMessage with an ExtendedRequest of this name; ExtendedResponse is [APPLICATION 24].
  Rule(.ldap) { $0.holds("1.3.6.1.4.1.1466.20037") },
  Rule(.ldap) { $0.either { $0.count > 5 && $0[0] == 0x30 && $0[2] == 2 && $0[3] == 1 && $0[5] == 0x78 } },
  // PostgreSQL, "Message Formats", SSLRequest: Int32(8), Int32(80877103).
  Rule(.postgresql) { $0.either { $0.starts(with: [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]) } },
  // MySQL, "Protocol::HandshakeV10" (packet 0, version 10) and "Protocol::SSLRequest" (32 bytes, packet 1).
  Rule(.mysql) { $0.either { $0.count > 5 && $0[1...4] == [0, 0, 0, 10] && (0x30...0x39).contains($0[5]) } },
  Rule(.mysql) { $0.either { $0.starts(with: [32, 0, 0, 1]) } },
  // MS-RDPBCGR, 2.2.1.1: TPKT (RFC 1006), then X.224 Connection Request or Confirm.
  Rule(.rdp) { $0.either { $0.count > 5 && $0[0] == 3 && $0[1] == 0 && ($0[5] == 0xe0 || $0[5] == 0xd0) } },
  // RFC 1928, 3 to 6: the greeting and its request; the choice and the reply.
  Rule(.socks5) { $0.either { $0.count > 3 && $0[0] == 5 && $0.dropFirst(2 + Int($0[1])).first == 5 } },
  Rule(.socks5) { $0.either { $0.count > 4 && $0[0] == 5 && $0.suffix(from: 2).starts(with: [5, 0, 0]) } },
  // SOCKS4: CONNECT; request granted.
  Rule(.socks4) {
    $0.either { $0.count > 8 && $0[0] == 4 && $0[1] == 1 || $0.count == 8 && $0.starts(with: [0, 0x5a]) }
  },
]
