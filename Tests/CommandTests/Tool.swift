import Foundation
import TestSupport
import Testing

/// The built tool, run as a process.
struct Tool {
  struct Result {
    var status: Int32
    var output: Data
    var errors: String
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let samples = packageRoot.appending(path: "samples")

  /// The tool lies beside the test bundle, whose executable is running now.
  static let executable: URL = {
    let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return [tests, packageRoot.appending(path: ".build/debug")].map { $0.appending(path: "pcapcert") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? tests.appending(path: "pcapcert")
  }()

  /// - Parameter environment: added to this process's own.
  static func run(
    _ arguments: [String], in folder: URL? = nil, input: Data? = nil, environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = folder }
    let files = try Scratch()
    let (output, errors) = (files.url.appending(path: "out"), files.url.appending(path: "err"))
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    let source = files.url.appending(path: "in")
    try (input ?? Data()).write(to: source)
    process.standardInput = try FileHandle(forReadingFrom: source)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try Data(contentsOf: output),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  /// The tool while its standard input is open; its errors go nowhere.
  struct Live {
    let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ arguments: [String]) throws {
      process.executableURL = Tool.executable
      process.arguments = arguments
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
    }

    func write(_ data: Data) throws { try input.fileHandleForWriting.write(contentsOf: data) }

    /// Waits for so many lines of output.
    func awaitLines(_ count: Int) throws {
      var received = Data()
      while received.count(where: { $0 == UInt8(ascii: "\n") }) < count {
        let part = output.fileHandleForReading.availableData
        try #require(!part.isEmpty)
        received += part
      }
    }

    /// Ends its input: its exit status.
    func end() throws -> Int32 {
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  /// The path of a capture in `samples/`.
  static func sample(_ name: String) -> String { samples.appending(path: name).path }
}
