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
  private let options: InputOptions

  /// - Parameter options: how captures and archives are opened.
  public init(selection: ChainSelection = ChainSelection(), options: InputOptions = InputOptions()) {
    self.selection = selection
    self.options = options
  }

  /// Reads `path`; `-` is standard input.
  public func read(_ path: String) -> ChainInput {
    if path != "-", InputPlan.isFolder(path) { return readFolder(path) }
    let contents = InputContents(path, options: options, read: read)
    do throws(InputFailure) {
      if let file = contents.files.first, file.name == path { return try readFile(file) }
      var input = contents.captures
      guard input.reports.isEmpty else { return input }
      // Those that lie beside captures are what somebody knows of the machines, and were not sent.
      let folders = CertificateFolder.folders(of: contents.files.map { ($0.name, $0.bytes) })
      input = folders.reduce(input) { $0 + $1.input }
      guard input.chains.isEmpty, input.failures.isEmpty else { return input }
      throw InputFailure(reason: "neither a capture nor a certificate is in this archive")
    } catch {
      return ChainInput(failure: "\(path): \(error.reason)")
    }
  }

  /// The certificates of a CA bundle in their order, each with where a person finds it. A folder's files come in the
  /// order of their names.
  public func readCertificates(_ path: String) -> (certificates: [(Certificate, label: String)], failures: [String]) {
    var certificates: [(Certificate, label: String)] = []
    var failures: [String] = []
    let isFolder = path != "-" && InputPlan.isFolder(path)
    for file in isFolder ? InputFile.files(in: path, failures: &failures) : [path] {
      do throws(InputFailure) {
        let bytes = try InputFile.read(file)
        // What else lies in a folder is nobody's CA.
        if isFolder, !isCertificateFile(file, firstBytes: bytes) { continue }
        try InputFile.refuseArchive(bytes)
        let blocks = try CertificateBlocks(bytes, path: file)
        let count = blocks.certificates.count
        for (index, certificate) in blocks.certificates.enumerated() {
          certificates.append((certificate, label: count == 1 ? file : "\(file), \(index + 1) of \(count)"))
        }
        failures += blocks.failures
      } catch {
        failures.append("\(file): \(error.reason)")
      }
    }
    if certificates.isEmpty, failures.isEmpty { failures = ["\(path): no certificate is in this folder"] }
    return (certificates, failures)
  }

  private func readFile(_ file: OtherFile) throws(InputFailure) -> ChainInput {
    let path = file.name
    if let manifest = ExportManifest(file.bytes) {
      return manifest.input(file: path, folder: InputFile.folder(of: path), selection: selection)
    }
    if let list = FingerprintList(file.bytes) {
      return ChainInput(chains: [
        InputChain(elements: list.fingerprints.map(InputChain.Element.fingerprint), origin: ChainOrigin(file: path))
      ])
    }
    let blocks = try CertificateBlocks(file.bytes, path: path, hint: file.hint)
    return ChainInput(blocks, file: path)
  }

  /// An export, captures, or certificate files.
  private func readFolder(_ path: String) -> ChainInput {
    if let exported = readExport(path) { return exported }
    let contents = InputContents(path, options: options, read: read)
    var input = contents.captures
    guard input.reports.isEmpty else { return input }
    // Whoever names a folder of certificates means all of its files, whatever they are called, and links, too.
    let files = InputFile.files(in: path, failures: &input.failures)
    var own = CertificateFolder(path)
    for file in files { own.add(file) { () throws(InputFailure) in try InputFile.read(file) } }
    let below = contents.files.filter { !files.contains($0.name) }.map { ($0.name, $0.bytes) }
    input = ([own] + CertificateFolder.folders(of: below)).reduce(input) { $0 + $1.input }
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
  init(_ blocks: CertificateBlocks, file: String) {
    self.init()
    failures = blocks.failures
    // A chain of which nothing could be read is none that has no certificate.
    guard !blocks.certificates.isEmpty else { return }
    var chain = InputChain(
      elements: blocks.certificates.map(InputChain.Element.certificate), origin: ChainOrigin(file: file))
    chain.isOrdered = blocks.isOrdered
    chains = [chain]
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
