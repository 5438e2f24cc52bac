import CertificateChains
import Extraction
import Packets
import TLSHandshake
import WireFormat

extension JSONWriter {
  /// Appends one line of `"kind": "connection"`, as `pcapcert-ndjson-1.schema.json` describes it.
  ///
  /// Keys that the Elastic Common Schema has are named as there.
  public mutating func writeLine(_ record: ConnectionRecord) {
    object { line in
      line.member("kind", "connection")
      line.member("schema", 1)
      line.member("file", record.file)
      line.write(peer: record.peer)
      line.member("connection", record.connection)
      line.member("@timestamp", record.lastPacket.timestamp)
      line.member("packet", record.lastPacket.number)
      line.object("event") { event in
        event.member("start", record.firstPacket.timestamp)
        event.member("end", record.lastPacket.timestamp)
      }
      line.object("network") { $0.member("transport", record.transport.rawValue) }
      line.member("source", record.source)
      line.member("destination", record.destination)
      line.member("client", record.client)
      line.member("server", record.server)
      line.object("tls") { $0.writeMembers(ofTLS: record) }
      line.array("alerts", record.alerts) { line, alert in line.write(alert) }
      line.member("encrypted_alerts", record.encryptedAlertCount)
      line.array("steps", record.steps) { line, step in line.write(step) }
      line.member("omitted_steps", record.omittedStepCount)
      line.member("close", record.close)
      line.member("reset", record.reset)
      line.member("chains", record.chainCount)
      line.member("reason", record.reason?.code)
    }
    endLine()
  }

  private mutating func writeMembers(ofTLS record: ConnectionRecord) {
    member("version", record.version)
    member("version_protocol", record.versionProtocol)
    member("established", record.isEstablished)
    member("resumed", record.isResumed)
    member("cipher", record.serverHello?.cipherSuite.name)
    member("cipher_code", record.serverHello?.cipherSuite.code)
    member("next_protocol", record.serverHello?.applicationProtocol?.text)
    key("client", record.clientHello) { writer, hello in
      writer.member("server_name", record.serverName)
      writer.member("supported_ciphers", hello.cipherSuites.map { $0.name ?? $0.code })
      writer.member("supported_versions", hello.offeredVersionNames)
      writer.member("supported_protocols", hello.applicationProtocols.map(\.text))
      writer.member("signature_schemes", hello.signatureSchemes.map(\.name))
      writer.member("ja3", hello.ja3)
      writer.member("ja4", hello.ja4)
    }
    key("server", record.serverHello) { writer, hello in writer.member("ja3s", hello.ja3s) }
    key("certificate_request", record.certificateRequest) { writer, request in
      writer.member("certificate_types", request.certificateTypes)
      writer.member("signature_schemes", request.signatureSchemes?.map(\.name))
      writer.member("certificate_authorities", request.authorityNames)
    }
  }

  private mutating func write(_ alert: ConnectionRecord.SentAlert) {
    object { writer in
      writer.member("from", alert.side.rawValue)
      writer.member("level", alert.alert.levelName)
      writer.member("name", alert.alert.name)
      writer.member("code", Int(alert.alert.description))
      writer.writeMembers(of: alert.packet)
    }
  }

  private mutating func write(_ step: ConnectionRecord.Step) {
    object { writer in
      writer.member("step", step.name)
      writer.member("from", step.side.rawValue)
      writer.writeMembers(of: step.packet)
    }
  }

  private mutating func member(_ key: StaticString, _ close: ConnectionRecord.Close?) {
    self.key(key, close) { writer, close in
      writer.member("by", close.kind.rawValue)
      writer.member("from", close.side.rawValue)
      writer.writeMembers(of: close.packet)
    }
  }

  private mutating func writeMembers(of packet: PacketReference) {
    member("packet", packet.number)
    member("@timestamp", packet.timestamp)
  }

  /// An object; null where there is nothing to write in it.
  private mutating func key<Value>(_ key: StaticString, _ value: Value?, _ body: (inout JSONWriter, Value) -> Void) {
    guard let value else { return member(key, String?.none) }
    object(key) { body(&$0, value) }
  }
}

extension CertificateRequest {
  /// RFC 2253 text of each name; `#` and hex of what is no Name.
  var authorityNames: [String] {
    certificateAuthorities.map { rfc2253Text(ofName: $0) ?? "#" + $0.upperHex }
  }
}

extension [UInt8] {
  /// A protocol's name, which is ASCII but for GREASE.
  var text: String { String(decoding: self, as: UTF8.self) }

  fileprivate var upperHex: String {
    map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
