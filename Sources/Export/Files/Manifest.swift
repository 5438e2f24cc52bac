import CertificateChains
import Extraction
import Packets

extension ExportPlan {
  /// `manifest.json`: ties every file to its connection, sender, position, fingerprint and packet.
  ///
  /// It says nothing of when, where and by which version it was written: the same chains give the same bytes,
  /// and a finished folder can be told from one with other content. `files` lists all that the tool wrote.
  func manifest(paths: [String]) -> [UInt8] {
    manifestText(of: capture, paths: paths) { $0.array("connections", connections) { $0.write($1) } }
  }
}

/// What every folder's `manifest.json` has, so that who reads one reads them all.
/// - Parameters:
///   - paths: of all files of the folder that the tool wrote.
///   - writeContents: writes the members that say what the files are.
func manifestText(
  of identity: CaptureIdentity, paths: [String], writeContents: (inout JSONWriter) -> Void
) -> [UInt8] {
  var text: [UInt8] = []
  putManifest({ text += $0 }, of: identity, paths: paths, writeContents: writeContents)
  return text
}

/// The same, piece by piece.
func putManifest(
  _ put: LaterBytes.Put, of identity: CaptureIdentity, paths: [String], writeContents: (inout JSONWriter) -> Void
) {
  var writer = JSONWriter(isIndented: true)
  writer.object { manifest in
    manifest.member("kind", FolderRecord.manifestKind)
    manifest.member("schema", 1)
    manifest.member("capture", identity.name)
    manifest.member("capture_fingerprint", identity.fingerprint)
    writeContents(&manifest)
    manifest.member("files", paths)
  }
  writer.endLine()
  put(writer.bytes)
}

extension JSONWriter {
  fileprivate mutating func write(_ connection: ExportPlan.Connection) {
    let known = connection.chains.map(\.chain).first { $0.role != .unknown } ?? connection.chains.first?.chain
    object { writer in
      writer.member("connection", known?.connection)
      writer.member("folder", connection.folder)
      writer.member("transport", known?.transport.rawValue)
      writer.member("client", known?.client)
      writer.member("server", known?.server)
      writer.member("server_name", known?.serverName)
      writer.array("chains", connection.chains) { $0.write($1) }
    }
  }

  private mutating func write(_ files: ChainFiles) {
    let chain = files.chain
    object { writer in
      writer.member("role", chain.role.rawValue)
      writer.member("source", chain.source)
      writer.member("packet", chain.packet)
      writer.member("@timestamp", chain.timestamp)
      writer.member("version", chain.version)
      writer.member("version_protocol", chain.versionProtocol)
      writer.member("complete", chain.isComplete)
      writer.member("refusal", chain.refusal)
      writer.member("chain_status", chain.statusWords)
      writer.member("chain_file", files.chainFile?.path)
      writer.array("chain_file_omits", files.omittedPositions) { $0.integer($1) }
      writer.array("certificates", files.elements) { $0.write($1) }
      writer.member("certificate_type", chain.certificateType.rawValue)
      writer.member("raw_public_key", files.rawPublicKey.map(\.path))
      writer.array("ocsp_responses", files.ocspResponses) { writer, response in
        writer.object { object in
          object.member("position", response.position)
          object.member("der", response.file.path)
        }
      }
      writer.array("problems", chain.problems) { $0.write($1) }
    }
  }

  private mutating func write(_ element: ChainFiles.Element) {
    object { writer in
      writer.member("position", element.position)
      writer.member("sha256", element.certificate.sha256)
      writer.member("subject", element.certificate.fields?.subject)
      writer.member("not_after", element.certificate.fields?.notAfter?.text)
      writer.write(element.files)
    }
  }
}
