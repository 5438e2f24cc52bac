import Foundation
import TestSupport
import Testing

@Suite struct CompletionTests {
  private static func has(_ shell: String) -> Bool {
    ["/bin/", "/usr/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + shell) }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func scriptsKnowCommandsAndOptions(_ shell: String) throws {
    let result = try Tool.run(["--generate-completion-script", shell])
    #expect(result.status == 0 && result.errors.isEmpty)
    for word in ["export", "list", "show", "verify", "diff", "all-connections", "quiet", "max-ratio", "ndjson"] {
      #expect(result.text.contains(word), "\(word)")
    }
  }

  /// Completes as a user of the shell would have it.
  @Test(
    .enabled(if: has("bash"), "needs bash"),
    arguments: [
      (["pcapcert", "ver"], "verify"), (["pcapcert", "list", "--max-r"], "--max-ratio"),
      (["pcapcert", "list", "--format", "nd"], "ndjson"), (["pcapcert", "list", "trav"], "traversal-mutual.pcap"),
    ])
  func bashCompletes(_ words: [String], _ expected: String) throws {
    let scratch = try Scratch()
    try Tool.run(["--generate-completion-script", "bash"]).output.write(to: scratch.url.appending(path: "script"))
    let shell = Process()
    shell.executableURL = URL(filePath: "/usr/bin/env")
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    shell.arguments = [
      "bash", "-c",
      """
      . "$0"; cd "$1"
      COMP_WORDS=(\(quoted)) COMP_CWORD=\(words.count - 1) COMP_LINE='\(words.joined(separator: " "))'
      COMP_POINT=${#COMP_LINE} COMP_TYPE=9
      _pcapcert '\(words[0])' '\(words[words.count - 1])' '\(words[words.count - 2])'
      printf '%s\\n' "${COMPREPLY[@]}"
      """, scratch.url.appending(path: "script").path, Tool.samples.path,
    ]
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    let replies = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(replies.contains(expected), "\(replies)")
  }
}
