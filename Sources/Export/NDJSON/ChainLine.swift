import Capture
import CertificateChains
import Extraction
import Packets
import TLSHandshake
import WireFormat

extension JSONWriter {
  /// Appends one line of `"kind": "chain"`, as `pcapcert-ndjson-1.schema.json` describes it.
  ///
  /// What is absent is null, never false: `is_ca` is null without BasicConstraints, `self_signed` where the
  /// signature cannot be verified.
  ///
  /// - Parameter memory: of the chains written before; most are sent more than once.
  public mutating func writeLine(_ chain: ExtractedChain, memory: inout ChainTextMemory) {
    chain.withContent { content in
      object { line in
        line.member("kind", word: "chain")
        line.member("schema", 1)
        line.member("file", content.file)
        line.write(peer: content.peer, packetFile: content.packetFile)
        line.member("connection", content.connection)
        line.member("@timestamp", content.timestamp)
        line.member("packet", content.packet)
        line.object("network") { $0.member("transport", word: content.transport.rawValue) }
        line.member("source", content.source)
        line.member("destination", content.destination)
        line.array("tunnel", content.tunnels) { $0.write($1) }
        line.object("tls") { $0.writeMembers(ofTLS: content, statusWords: { chain.statusWords }, memory: &memory) }
        line.array("problems", content.problems) { line, problem in line.write(problem) }
      }
    }
    endLine()
  }

  mutating func member(_ key: StaticString, _ endpoint: Endpoint?) {
    guard let endpoint else { return member(key, String?.none) }
    object(key) { writer in
      writer.member("ip", endpoint.address)
      writer.member("port", Int(endpoint.port))
    }
  }

  mutating func member(_ key: StaticString, _ time: Timestamp?) {
    guard let time else { return member(key, String?.none) }
    member(key, plain: time.appendRFC3339(to:))
  }

  private mutating func member(_ key: StaticString, _ address: IPAddress) {
    guard address.family == .v4 else { return member(key, address.description) }
    member(
      key,
      plain: { text in
        for index: UInt64 in 0..<4 {
          if index > 0 { text.append(".") }
          text.appendDecimal(Int(address.low >> (24 - 8 * index) & 0xff))
        }
      })
  }

  mutating func write(_ problem: Problem) {
    object { writer in
      writer.member("code", problem.code.rawValue)
      writer.member("message", problem.message)
      writer.member("packet", problem.packet)
    }
  }

  private mutating func write(_ tunnel: Tunnel) {
    object { writer in
      writer.member("type", tunnel.kind.rawValue)
      writer.member("identifier", tunnel.identifier.map(Int.init))
      writer.object("source") { $0.member("ip", tunnel.source.description) }
      writer.object("destination") { $0.member("ip", tunnel.destination.description) }
    }
  }

  /// Only where there is something to say: of captures that were named alone there is not.
  mutating func write(peer: String?, packetFile: PacketLocation? = nil) {
    if let peer { member("peer", peer) }
    if let packetFile {
      object("packet_file") { object in
        object.member("name", packetFile.part)
        object.member("packet", packetFile.number)
      }
    }
  }

  private mutating func writeMembers(
    ofTLS chain: ChainContent, statusWords: () -> [String], memory: inout ChainTextMemory
  ) {
    member("version", word: chain.version?.name)
    member("version_protocol", word: chain.version?.protocolName)
    member("server_name", chain.serverName)
    member("preamble", word: chain.preamble?.rawValue)
    member("role", word: chain.role.rawValue)
    member("client", chain.client)
    member("server", chain.server)
    member("complete", chain.isComplete)
    member("certificate_type", word: chain.certificateType.rawValue)
    if let key = chain.rawPublicKey {
      member("chain_status", statusWords())
      array("chain", [key]) { $0.write($1) }
    } else if chain.isComplete, !chain.isEmpty {
      let place = memory.find(
        chain.chain, writeStatus: { writer in writer.array(statusWords()) { $0.string($1) } },
        write: { $0.writeMembers(of: $1) })
      write(place, of: memory)
    } else {
      member("chain_status", statusWords())
      array("chain", Array(chain.chain.elements.enumerated())) { writer, element in
        writer.write(position: element.offset + 1, element.element)
      }
    }
    array("ocsp_responses", chain.ocspResponses) { writer, stapled in writer.write(stapled) }
  }

  private mutating func write(_ chain: ChainTextMemory.Chain, of memory: ChainTextMemory) {
    key("chain_status")
    raw(chain.status, of: memory.texts)
    array("chain", chain.elements) { writer, element in
      writer.object { object in
        object.member("position", element - chain.elements.lowerBound + 1)
        object.raw(memory.elements[element], of: memory.texts)
      }
    }
  }

  mutating func write(position: Int, _ certificate: Certificate) {
    object { writer in
      writer.member("position", position)
      writer.writeMembers(of: certificate)
    }
  }

  /// Null for all that only certificates have.
  private mutating func write(_ key: RawPublicKey) {
    object { writer in
      writer.member("position", 1)
      writer.member("sha256", key.sha256)
      writer.member("sha1", key.sha1)
      writer.member("length", key.der.count)
      for name: StaticString in [
        "subject", "issuer", "serial_number", "not_before", "not_after", "subject_alternative_names",
      ] {
        writer.member(name, String?.none)
      }
      writer.member("public_key_algorithm", key.algorithm)
      writer.member("public_key_bits", key.bits)
      for name: StaticString in ["signature_algorithm", "extended_key_usage", "is_ca", "self_issued", "self_signed"] {
        writer.member(name, String?.none)
      }
      writer.member("parse_error", key.parseError)
    }
  }

  /// All members but the position.
  private mutating func writeMembers(of certificate: Certificate) {
    let fields = certificate.fields
    member("sha256", word: certificate.sha256)
    member("sha1", word: certificate.sha1)
    member("length", certificate.der.count)
    member("subject", fields?.subject)
    member("issuer", fields?.issuer)
    member("serial_number", word: fields?.serialNumber)
    member("not_before", word: fields?.notBefore?.text)
    member("not_after", word: fields?.notAfter?.text)
    member("subject_alternative_names", fields?.subjectAlternativeNames)
    member("public_key_algorithm", fields?.publicKeyAlgorithm)
    member("public_key_bits", fields?.publicKeyBits)
    member("signature_algorithm", fields?.signatureAlgorithm)
    member("extended_key_usage", fields?.extendedKeyUsage)
    member("is_ca", fields?.isCA)
    member("self_issued", fields?.isSelfIssued)
    member("self_signed", fields?.isSelfSigned)
    member("parse_error", certificate.parseError)
  }
}
