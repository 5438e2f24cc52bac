import Foundation
import TestSupport
import Testing

/// What is written does not depend on what is printed: as text all chains are kept to the end of their capture, as NDJSON
/// they are given to the writer while it is read.
@Suite struct LayoutFormatTests {
  @Test(arguments: ["connection", "flat", "case"]) func theFormatDoesNotCount(layout: String) throws {
    let captures = ["traversal-mutual.pcap", "muddled-chain.pcap"].map { Tool.sample($0) }
    var contents: [[String: Data]] = []
    for format in ["text", "ndjson"] {
      let scratch = try Scratch()
      let result = try Tool.run(
        ["export", "--port", "any", "--layout", layout, "--format", format, "-o", scratch.path("out")] + captures)
      #expect(result.status == 0, "\(result.errors)")
      contents.append(try scratch.contents())
    }
    #expect(contents[0] == contents[1])
    #expect(contents[0].keys.contains { $0.hasSuffix(".cer") })
    guard layout == "flat" else { return }
    let manifest = try #require(contents[0]["out/flat/manifest.json"])
    let json = try #require(try JSONSerialization.jsonObject(with: manifest) as? [String: Any])
    let lines = try Tool.run(["list", "--port", "any", "--format", "ndjson"] + captures).text
      .split(separator: "\n")
    #expect((json["connections"] as? [Any])?.count == lines.count)
  }
}
