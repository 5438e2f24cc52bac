import CertificateChains
import Extraction
import FoundationEssentials
import Packets
import WireFormat

/// The manifest.json of an earlier export.
struct ExportManifest: Decodable {
  private struct End: Decodable {
    var ip: String
    var port: UInt16
  }

  private struct Element: Decodable {
    var sha256: String
    var der: String?
    var raw: String?
  }

  private struct Chain: Decodable {
    var role: String
    var source: End?
    var packet: Int?
    var time: String?
    var isComplete: Bool?
    var certificates: [Element]
    var certificateType: String?
    var refusal: String?

    private enum CodingKeys: String, CodingKey {
      case role, source, packet, certificates, refusal
      case time = "@timestamp"
      case isComplete = "complete"
      case certificateType = "certificate_type"
    }
  }

  private struct Connection: Decodable {
    var connection: Int?
    var client: End?
    var server: End?
    var serverName: String?
    var chains: [Chain]
    /// In a manifest of several captures.
    var capture: String?

    private enum CodingKeys: String, CodingKey {
      case capture, connection, client, server, chains
      case serverName = "server_name"
    }
  }

  private let kind: String
  private var connections: [Connection]

  /// Nil for bytes that are none.
  init?(_ bytes: [UInt8]) {
    guard bytes.first(where: { !isWhiteSpace($0) }) == UInt8(ascii: "{"),
      let manifest = try? JSONDecoder().decode(ExportManifest.self, from: Data(bytes)),
      manifest.kind == "pcapcert-manifest"
    else { return nil }
    self = manifest
  }

  /// What of it is about the files of one connection's folder; nil where nothing is.
  func part(inFolder name: String) -> ExportManifest? {
    var part = self
    part.connections = connections.filter { connection in
      connection.chains.contains { chain in
        chain.certificates.contains { ($0.der ?? $0.raw)?.hasPrefix(name + "/") == true }
      }
    }
    return part.connections.isEmpty ? nil : part
  }

  /// The chains, their certificates read from the files beside the manifest.
  func input(file: String, folder: String, selection: ChainSelection) -> ChainInput {
    var input = ChainInput()
    for connection in connections {
      for chain in connection.chains {
        let origin = origin(of: chain, connection, file: file)
        let kind = CertificateKind(rawValue: chain.certificateType ?? "x509") ?? .unknown
        selection.sort(kind, origin, ports: selection.ports, into: &input) { input in
          var read = InputChain(
            elements: chain.certificates.map { element($0, folder: folder, &input.warnings) }, origin: origin)
          read.isComplete = chain.isComplete ?? true
          return read
        }
      }
    }
    return input
  }

  private func origin(of chain: Chain, _ connection: Connection, file: String) -> ChainOrigin {
    // As if the manifest were an archive of captures: their numbers of connections are their own.
    var origin = ChainOrigin(file: connection.capture.map { "\(file):\($0)" } ?? file)
    origin.connection = connection.connection
    origin.packet = chain.packet
    origin.timestamp = chain.time.flatMap { Timestamp(rfc3339: $0) }
    origin.role = Role(rawValue: chain.role) ?? .unknown
    let ends = [connection.client, connection.server].compactMap { $0.flatMap(endpoint) }
    origin.source = chain.source.flatMap(endpoint)
    origin.destination = ends.first { $0 != origin.source }
    origin.serverName = connection.serverName
    origin.refusal = chain.refusal
    return origin
  }

  private func endpoint(_ end: End) -> Endpoint? {
    addressOctets(ofText: end.ip).map { Endpoint(address: IPAddress(octets: $0), port: end.port) }
  }

  /// The certificate, or its fingerprint alone where its file is not what the manifest says.
  private func element(_ element: Element, folder: String, _ warnings: inout [String]) -> InputChain.Element {
    guard let path = element.der ?? element.raw, isInside(path) else { return .fingerprint(element.sha256) }
    do throws(InputFailure) {
      let certificate = Certificate(der: try InputFile.read("\(folder)/\(path)"))
      if certificate.sha256 == element.sha256 { return .certificate(certificate) }
      warnings.append("\(folder)/\(path): has changed since the export; only its SHA-256 is used")
    } catch {
      warnings.append("\(folder)/\(path): \(error.reason); only its SHA-256 is used")
    }
    return .fingerprint(element.sha256)
  }

  /// Whoever can write a manifest must not have other files read.
  private func isInside(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }
}

private func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0d ~= byte }
