import Export
import Extraction

/// NDJSON on standard output: gathered into large writes, yet never kept while nothing else happens.
final class LineOutput {
  /// Why lines were lost; a pipe that its reader has closed is no reason (``Console/isOutputClosed``).
  private(set) var failure: FileError?
  private let console: Console
  private var json = JSONWriter()

  init(_ console: Console) {
    self.console = console
  }

  /// Whether there is somebody who reads.
  var isWanted: Bool { !console.isOutputClosed && failure == nil }

  func write(_ chain: ExtractedChain) {
    json.writeLine(chain)
    if json.bytes.count >= Self.byteLimit { flush() }
  }

  func write(_ connection: ConnectionRecord) {
    json.writeLine(connection)
    if json.bytes.count >= Self.byteLimit { flush() }
  }

  func flush() {
    guard !json.bytes.isEmpty else { return }
    defer { json.removeAll() }
    guard isWanted else { return }
    do throws(FileError) {
      try console.print(json.bytes)
    } catch {
      failure = error
    }
  }

  private static let byteLimit = 64 * 1024
}
