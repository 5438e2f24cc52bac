import ArgumentParser
import Export
import Inputs

/// How inputs are opened, as the user typed it.
struct InputArguments: ParsableArguments {
  @Flag(help: "Read each file of a rotated capture for itself.")
  var noJoin = false

  @Option(
    help: ArgumentHelp("A file with passphrases of encrypted archives, one a line.", valueName: "file"),
    completion: .file())
  var passphraseFile: String?

  @Option(help: ArgumentHelp("Archives within each other, at most.", valueName: "number"))
  var maxDepth = UnpackingLimits().depth

  @Option(help: ArgumentHelp("Members of an archive and of those in it, at most.", valueName: "number"))
  var maxMembers = UnpackingLimits().memberCount

  @Option(help: ArgumentHelp("GiB that an archive may unpack to.", valueName: "GiB"))
  var maxUnpacked = UnpackingLimits().byteCount >> 30

  @Option(help: ArgumentHelp("How many times its size an archive may unpack to.", valueName: "number"))
  var maxRatio = UnpackingLimits().ratio

  @Option(
    help: ArgumentHelp(
      "MiB of a private temporary file for what is stored out of order; 0 for none.", valueName: "MiB"))
  var maxSpool = UnpackingLimits().spoolByteCount >> 20

  func validate() throws {
    try checkGivenOnce(
      ["--passphrase-file"], ["--max-depth"], ["--max-members"], ["--max-unpacked"], ["--max-ratio"], ["--max-spool"])
    guard [maxDepth, maxMembers, maxUnpacked, maxRatio].allSatisfy({ 1...(1 << 30) ~= $0 }),
      0...(1 << 30) ~= maxSpool
    else { throw ValidationError("A limit has to be a number from 1 to \(1 << 30); --max-spool may be 0.") }
  }

  /// As the library takes them. The file of passphrases is read, which may be a pipe: ask once.
  /// - Throws: what the user has to correct (exit status 64).
  func resolved() throws -> InputOptions {
    var options = InputOptions()
    options.joinsRotated = !noJoin
    if let passphraseFile {
      do {
        let text = String(decoding: try FileDescriptor.readFile(passphraseFile), as: UTF8.self)
        // Windows' Notepad begins a file with a byte-order mark.
        let words = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : Substring(text)
        options.passphrases = words.split(whereSeparator: \.isNewline).map(String.init)
      } catch {
        throw ValidationError("--passphrase-file: \(error.path): \(error.reason)")
      }
    }
    options.limits.depth = maxDepth
    options.limits.memberCount = maxMembers
    options.limits.byteCount = maxUnpacked << 30
    options.limits.ratio = maxRatio
    options.limits.spoolByteCount = maxSpool << 20
    return options
  }

  /// The words that repeat what differs from the defaults.
  var words: [String] {
    let defaults = UnpackingLimits()
    var words = noJoin ? ["--no-join"] : []
    if let passphraseFile { words += ["--passphrase-file", passphraseFile] }
    for (name, value, usual) in [
      ("--max-depth", maxDepth, defaults.depth), ("--max-members", maxMembers, defaults.memberCount),
      ("--max-unpacked", maxUnpacked, defaults.byteCount >> 30), ("--max-ratio", maxRatio, defaults.ratio),
      ("--max-spool", maxSpool, defaults.spoolByteCount >> 20),
    ] where value != usual {
      words += [name, String(value)]
    }
    return words
  }
}
