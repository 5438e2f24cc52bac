import Capture
import CertificateChains
import Extraction
import Inputs

/// Reads chains from whatever people have: certificate files, folders of them, exports, captures, lists of SHA-256.
///
/// What it is, is told by its content, never by its name. Nothing is thrown: what cannot be read is a line in the
/// result, and the rest is there.
public struct ChainReader {
  private let selection: ChainSelection

  public init(selection: ChainSelection = ChainSelection()) {
    self.selection = selection
  }

  /// Reads `path`; `-` is standard input.
  public func read(_ path: String) -> ChainInput {
    if path != "-", InputPlan.isFolder(path) { return readFolder(path) }
    do throws(InputFailure) {
      let file = try InputFile(path)
      if case .packed(let packing) = file.start.format { return try readArchive(file, packing.description) }
      return file.start.isCapture ? readCapture(file) : try readFile(file)
    } catch {
      return ChainInput(failure: "\(path): \(error.reason)")
    }
  }

  /// The certificates of a CA bundle in their order, each with where a person finds it. A folder's files come in the
  /// order of their names.
  public func readCertificates(_ path: String) -> (certificates: [(Certificate, label: String)], failures: [String]) {
    var certificates: [(Certificate, label: String)] = []
    var failures: [String] = []
    let files = path != "-" && InputPlan.isFolder(path) ? InputFile.files(in: path, failures: &failures) : [path]
    for file in files {
      do throws(InputFailure) {
        let blocks = try CertificateBlocks(InputFile.read(file), path: file)
        let count = blocks.certificates.count
        for (index, certificate) in blocks.certificates.enumerated() {
          certificates.append((certificate, label: count == 1 ? file : "\(file), \(index + 1) of \(count)"))
        }
        failures += blocks.failures
      } catch {
        failures.append("\(file): \(error.reason)")
      }
    }
    return (certificates, failures)
  }

  private func readFile(_ file: InputFile) throws(InputFailure) -> ChainInput {
    let (path, bytes) = (file.path, try file.bytes())
    if let manifest = ExportManifest(bytes) {
      return manifest.input(file: path, folder: InputFile.folder(of: path), selection: selection)
    }
    if let list = FingerprintList(bytes) {
      return ChainInput(chains: [
        InputChain(elements: list.fingerprints.map(InputChain.Element.fingerprint), origin: ChainOrigin(file: path))
      ])
    }
    let blocks = try CertificateBlocks(bytes, path: path, hint: file.start.hint)
    return ChainInput(blocks.certificates, file: path, failures: blocks.failures)
  }

  /// An export, captures, or certificate files: those with one certificate each are one chain together, bundles are
  /// one each.
  private func readFolder(_ path: String) -> ChainInput {
    if let exported = readExport(path) { return exported }
    var input = ArchivedCaptures(path, read: read).input
    // Certificates that lie beside captures are what somebody knows of the machines, and were not sent.
    guard input.reports.isEmpty else { return input }
    var single: [Certificate] = []
    for file in InputFile.files(in: path, failures: &input.failures) {
      do throws(InputFailure) {
        let blocks = try CertificateBlocks(InputFile.read(file), path: file)
        input.failures += blocks.failures
        // An export writes each chain as such, if it is of one certificate, too.
        if blocks.certificates.count == 1, !file.hasSuffix("-chain.pem") {
          single += blocks.certificates
        } else if !blocks.certificates.isEmpty {
          input.chains += ChainInput(blocks.certificates, file: file, failures: []).chains
        }
      } catch {
        input.warnings.append("\(file): \(error.reason)")
      }
    }
    // Those of which a bundle is made are there twice.
    var seen = Set(input.chains.flatMap { $0.elements.map(\.sha256) })
    single.removeAll { seen.contains($0.sha256) }
    if !single.isEmpty {
      // A folder often holds each certificate as .cer and as .pem.
      let distinct = single.filter { seen.insert($0.sha256).inserted }
      var chain = InputChain(elements: distinct.map(InputChain.Element.certificate), origin: ChainOrigin(file: path))
      chain.isOrdered = false
      input.chains.insert(chain, at: 0)
    }
    if input.chains.isEmpty { input.failures.append("\(path): no certificate is in this folder") }
    return input
  }

  /// The manifests of an export's folder, or of all captures' folders below it; of a connection's folder that of the
  /// capture, which is above it. Nil where there are none.
  private func readExport(_ path: String) -> ChainInput? {
    let (above, name) = InputFile.folderAndName(of: path)
    if let bytes = try? InputFile.read(above + "/manifest.json"),
      let manifest = ExportManifest(bytes)?.part(inFolder: name)
    {
      return manifest.input(file: path, folder: above, selection: selection)
    }
    var input: ChainInput?
    for folder in [path] + InputFile.folders(in: path) {
      let file = folder + "/manifest.json"
      guard let bytes = try? InputFile.read(file), let manifest = ExportManifest(bytes) else { continue }
      let read = manifest.input(file: file, folder: folder, selection: selection)
      input = (input ?? ChainInput()) + read
    }
    return input
  }

  /// The captures in an archive. Certificate files in it are not read.
  private func readArchive(_ file: InputFile, _ kind: String) throws(InputFailure) -> ChainInput {
    guard file.canBeReopened else { throw InputFailure(reason: "\(kind): give it by its path, not through a pipe") }
    let input = ArchivedCaptures(file.path, read: read).input
    guard input.reports.isEmpty, input.failures.isEmpty else { return input }
    throw InputFailure(reason: "\(kind), in which no capture is")
  }

  private func readCapture(_ file: InputFile) -> ChainInput {
    do throws(CaptureError) {
      return read(try CaptureReader(file.part, filter: selection.filter), name: file.path)
    } catch {
      return ChainInput(failure: "\(file.path): \(error)")
    }
  }

  private func read(_ capture: CaptureInput) throws(CaptureError) -> ChainInput {
    read(try capture.open(filter: selection.filter), name: capture.name)
  }

  private func read(_ reader: CaptureReader, name path: String) -> ChainInput {
    var options = ExtractionOptions()
    options.ports = selection.capturePorts
    options.filter = selection.filter
    var collected = CollectedFindings()
    var report = extractChains(from: reader, name: path, options: options) { finding in
      collected.add(finding)
      return true
    }
    collected.move(into: &report)
    var input = ChainInput()
    for chain in report.chains {
      selection.sort(chain.certificateType, ChainOrigin(chain), ports: selection.capturePorts, into: &input) { _ in
        InputChain(chain)
      }
    }
    input.failures = report.readError.map { ["\(path): \($0)"] } ?? []
    input.warnings = report.warnings.map { "\(path): \($0)" }
    input.reports = [report]
    return input
  }
}

extension ChainInput {
  /// What was read of both.
  static func + (left: ChainInput, right: ChainInput) -> ChainInput {
    var sum = left
    sum.chains += right.chains
    sum.otherChainCount += right.otherChainCount
    sum.unchained += right.unchained
    sum.reports += right.reports
    sum.failures += right.failures
    sum.warnings += right.warnings
    return sum
  }

  init(failure: String) {
    self.init()
    failures = [failure]
  }

  /// The certificates of one file, which are one chain.
  init(_ certificates: [Certificate], file: String, failures: [String]) {
    self.init()
    self.failures = failures
    // A chain of which nothing could be read is none that has no certificate.
    guard !certificates.isEmpty else { return }
    chains = [
      InputChain(elements: certificates.map(InputChain.Element.certificate), origin: ChainOrigin(file: file))
    ]
  }
}

extension ChainOrigin {
  init(_ chain: ExtractedChain) {
    self.init(file: chain.file)
    connection = chain.connection
    packet = chain.packet
    timestamp = chain.timestamp
    source = chain.source
    destination = chain.destination
    role = chain.role
    serverName = chain.serverName
    refusal = chain.refusal
  }
}

extension InputChain {
  init(_ chain: ExtractedChain) {
    self.init(elements: chain.chain.elements.map(Element.certificate), origin: ChainOrigin(chain))
    isCertificatePair = chain.chain.isCertificatePair
    isComplete = chain.isComplete
  }
}
