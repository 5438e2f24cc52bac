import Extraction

/// Writes the chains of one capture after the other below an output folder.
///
/// With ``ExportLayout/connection`` a capture is written when it is given; else what is distinct is kept, and written
/// when all captures are (``writeGathered()``).
public struct ExportWriter: Sendable {
  /// What became of one capture's folder.
  public struct Written: Sendable {
    public var path: String
    /// The folder held exactly this already.
    public var isUnchanged: Bool
    public var chainCount: Int
    /// Chain elements, those that are no certificate counted as well.
    public var elementCount: Int
    /// Each distinct certificate was counted once, and each time that a chain was sent.
    public var countsDistinct = false
  }

  private let output: String
  let force: Bool
  private let layout: ExportLayout
  private var groups = GatheredGroups()
  /// Of the capture that is written next.
  private var captured = CapturedChains()
  /// Names of folders that this run has used, in lower case: macOS and Windows take `A` and `a` for the same.
  private var usedNames: Set<String> = []

  /// - Parameters:
  ///   - output: the folder to write in; made when the first chain is written.
  ///   - force: replace a finished export that has other content, and write beside files of others.
  ///   - layout: which folders there are, and how often a certificate is written.
  public init(output: String, force: Bool, layout: ExportLayout = .connection) {
    self.output = output
    self.layout = layout
    self.force = force
  }

  /// Whether chains are best given while their capture is read (``add(_:)``): of those that were sent before as they
  /// are, complete and without OCSP responses, only who sent them when is kept then.
  public var takesChainsEarly: Bool { layout != .connection }

  /// Takes a chain of the capture whose end ``write(_:capture:fingerprint:peer:archive:)`` will tell, in any order of
  /// packets; those of one packet as they were read. Of a capture whose end is never told nothing is written.
  /// - Precondition: ``takesChainsEarly``.
  public mutating func add(_ chain: ExtractedChain) {
    precondition(takesChainsEarly, "with this layout a capture is written as a whole")
    captured.add(chain)
  }

  /// Writes the folder of one capture, or keeps what goes into the folder of several.
  /// - Parameters:
  ///   - chains: those that were not given before; with ``ExportLayout/connection`` all, in the order of their packets.
  ///   - capture: the capture's path as the user gave it, or `-`.
  ///   - fingerprint: tells the capture from others of its name (``CaptureReport/fingerprint``).
  ///   - peer: the machine that captured, where it is known.
  ///   - archive: the path of the archive that the capture is in.
  /// - Returns: nil where nothing is written: no chain has an element, or it waits for ``writeGathered()``.
  /// - Throws: what could not be written, or was refused. What is in place by then stays, marked as unfinished.
  public mutating func write(
    _ chains: [ExtractedChain] = [], capture: String, fingerprint: String? = nil, peer: String? = nil,
    archive: String? = nil
  ) throws(FileError) -> Written? {
    let name = fileName(of: capture)
    let identity = CaptureIdentity(name: name, fingerprint: fingerprint)
    switch layout {
    case .connection: break
    case .flat, .case:
      let place =
        layout == .flat ? groups.placeOfRun() : groups.place(ofCapture: capture, peer: peer, archive: archive)
      for chain in chains { captured.add(chain) }
      groups[place].chains.add(
        exchange(&captured, with: CapturedChains()), of: capture, fingerprint: fingerprint, archive: archive)
      return nil
    }
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

  /// Writes the folders of captures that share one, when all captures are given.
  /// - Returns: what became of each; one that fails does not keep the others from being written.
  public mutating func writeGathered() -> [Result<Written, FileError>] {
    let gathered = groups.list.filter { !$0.chains.sightings.isEmpty }
    groups = GatheredGroups()
    captured = CapturedChains()
    return gathered.map { group in
      do throws(FileError) {
        return .success(try write(group))
      } catch {
        return .failure(error)
      }
    }
  }

  private mutating func write(_ group: GatheredGroup) throws(FileError) -> Written {
    let names = group.chains.names
    let identity = group.identity(names)
    let folder = try CaptureFolder(directory: openFolder(for: identity))
    let plan = GatheredPlan(group.chains, names: names, identity: identity, writesChains: layout == .case)
    let files = plan.files
    // Also where nothing is written: the next folder's files are not made beside these.
    defer { for file in files { file.wait() } }
    let outcome = try folder.write(files, capture: identity, force: force)
    return Written(
      path: folder.directory.path, isUnchanged: outcome == .unchanged, chainCount: group.chains.sightings.count,
      elementCount: group.chains.items.count { $0.key.kind == .certificate }, countsDistinct: true)
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
    let what =
      countsDistinct
      ? "\(counted(elementCount, "distinct certificate")) of \(counted(chainCount, "chain"))"
      : "\(counted(chainCount, "chain")), \(counted(elementCount, "certificate"))"
    return isUnchanged
      ? "Unchanged: \(path.printable)/ holds this already (\(what))" : "Written to \(path.printable)/ (\(what))"
  }
}
