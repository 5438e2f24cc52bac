import Extraction

/// Writes the chains of one capture after the other below an output folder, a folder for each capture.
public struct ExportWriter: Sendable {
  /// What became of one capture's folder.
  public struct Written: Sendable {
    public var path: String
    /// The folder held exactly this already.
    public var isUnchanged: Bool
    public var chainCount: Int
    /// Chain elements, those that are no certificate counted as well.
    public var elementCount: Int
  }

  private let output: String
  let force: Bool
  /// Names of folders that this run has used, in lower case: macOS and Windows take `A` and `a` for the same.
  private var usedNames: Set<String> = []

  /// - Parameters:
  ///   - output: the folder to write in; made when the first chain is written.
  ///   - force: replace a finished export that has other content, and write beside files of others.
  public init(output: String, force: Bool) {
    self.output = output
    self.force = force
  }

  /// Writes the folder of one capture.
  /// - Parameters:
  ///   - capture: the capture's path as the user gave it, or `-`.
  ///   - fingerprint: tells the capture from others of its name (``CaptureReport/fingerprint``).
  /// - Returns: nil where no chain has an element: nothing is written then.
  /// - Throws: what could not be written, or was refused. What is in place by then stays, marked as unfinished.
  public mutating func write(
    _ chains: [ExtractedChain], capture: String, fingerprint: String? = nil
  ) throws(FileError) -> Written? {
    let name = capture == "-" ? "stdin" : capture.split(separator: "/").last.map(String.init) ?? capture
    let identity = CaptureIdentity(name: name, fingerprint: fingerprint)
    let plan = ExportPlan(capture: identity, chains: chains)
    guard !plan.connections.isEmpty else { return nil }
    let folder = try CaptureFolder(directory: openFolder(for: identity))
    let summary = TextSummary(style: .plain).text(of: chains, name: name)
    let outcome = try folder.write(plan.files(summary: summary), capture: identity, force: force)
    let elementCounts = plan.connections.flatMap(\.chains).map(\.elements.count)
    return Written(
      path: folder.directory.path, isUnchanged: outcome == .unchanged, chainCount: elementCounts.count,
      elementCount: elementCounts.reduce(0, +))
  }

  /// The capture's name as a folder's; with `-2`, `-3` ... behind it where another capture has that name already.
  mutating func openFolder(for capture: CaptureIdentity) throws(FileError) -> Directory {
    let base = SafeFileName.make(
      from: withoutExtensions(capture.name), byteLimit: captureNameByteLimit, fallback: "capture")
    let parent = try Directory.makeAndOpen(output)
    for number in 1... {
      let name = number == 1 ? base : "\(base)-\(number)"
      guard usedNames.insert(name.lowercased()).inserted else { continue }
      let directory = try parent.makeAndOpen(name)
      if let owner = try CaptureFolder.owner(of: directory), !owner.matches(capture) { continue }
      return directory
    }
    throw FileError(path: output, reason: "has no name left")
  }

  /// `traces.pcap.gz` as `traces`. A name of nothing but extensions stays.
  private func withoutExtensions(_ name: String) -> String {
    var stem = Substring(name)
    for extensions in [compressionExtensions, captureExtensions] {
      if let dot = stem.lastIndex(of: "."), dot > stem.startIndex,
        extensions.contains(stem[stem.index(after: dot)...].lowercased())
      {
        stem = stem[..<dot]
      }
    }
    return String(stem)
  }
}

private let compressionExtensions: Set = ["gz", "xz", "bz2", "zst", "lz4"]
private let captureExtensions: Set = ["pcap", "pcapng", "cap", "dmp", "ntar"]
private let captureNameByteLimit = 60

extension ExportWriter.Written: CustomStringConvertible {
  /// The line under the summary that says where the files are.
  public var description: String {
    let what = "\(counted(chainCount, "chain")), \(counted(elementCount, "certificate"))"
    return isUnchanged
      ? "Unchanged: \(path.printable)/ holds this already (\(what))" : "Written to \(path.printable)/ (\(what))"
  }
}
