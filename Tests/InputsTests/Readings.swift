import Capture
import Foundation
import TestSupport

@testable import Inputs

/// All that inputs give, as somebody has it who keeps back what may be withdrawn.
struct Readings {
  struct Capture: Equatable {
    var name: String
    var peer: String?
    var parts: [String] = []
    /// The first byte of each packet.
    var packets: [UInt8] = []
    var error: String?
  }

  var captures: [Capture] = []
  var certificates: [InstalledCertificate] = []
  var problems: [InputProblem] = []
  /// How many captures were read and withdrawn.
  var withdrawnCount = 0
  let progress = InputProgress()

  init(
    _ paths: [String], options: InputOptions = InputOptions(), settlesAtOnce: Bool = false, filter: String? = nil
  ) {
    for unit in InputPlan(paths, options: options).units {
      let reader = InputReader(unit, options: options, progress: progress)
      var found: [(id: Int, capture: Capture)] = []
      while let item = reader.next() {
        switch item {
        case .capture(let input):
          found.append((input.id, Self.read(input, filter)))
          if settlesAtOnce { reader.settle() }
        case .certificate(let certificate): certificates.append(certificate)
        case .problem(let problem): problems.append(problem)
        case .withdrawn(let id):
          found.removeAll { $0.id == id }
          withdrawnCount += 1
        case .file, .settled: break
        }
      }
      captures += found.map(\.capture)
    }
  }

  var names: [String] { captures.map(\.name) }
  var packets: [[UInt8]] { captures.map(\.packets) }
  var reasons: [String] { problems.map { "\($0.name): \($0.reason)" } }

  private static func read(_ input: CaptureInput, _ filter: String?) -> Capture {
    var capture = Capture(name: input.name, peer: input.peer)
    do throws(CaptureError) {
      let reader = try input.open(filter: filter)
      defer { capture.parts = reader.partNames }
      while try reader.next({ _, bytes in capture.packets.append(bytes.isEmpty ? 0 : bytes[0]) }) {}
    } catch {
      capture.error = error.description
    }
    return capture
  }
}

/// A temporary folder with inputs.
final class Folder {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  var url: URL { scratch.url }
  var path: String { url.path }

  /// Writes a file: its path.
  @discardableResult
  func add(_ name: String, _ bytes: [UInt8]) throws -> String {
    try scratch.write(Data(bytes), to: name)
    return scratch.path(name)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: url.appending(path: name).path, withDestinationPath: target)
  }

  /// Names without the folder's path.
  func relative(_ names: [String]) -> [String] { names.map { $0.replacingOccurrences(of: path + "/", with: "") } }
}
