import CertificateChains
import Foundation
import Packets
import Testing

@testable import Extraction

/// The shared captures beside the checkout, where a machine has them.
enum Corpus {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/captures")

  static let isPresent = FileManager.default.fileExists(atPath: folder.appending(path: "expected.json").path)

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  /// One Certificate message that must come out, or may.
  struct Entry: Decodable, Hashable {
    var transport: String
    var src: String
    var dst: String
    var chain: [String]
    var frame: Int?
    var needs: String?
    var optional: String?
  }

  static func expected() throws -> [String: [Entry]] {
    try JSONDecoder().decode(
      [String: [Entry]].self, from: Data(contentsOf: folder.appending(path: "expected.json")))
  }
}

extension ExtractedChain {
  /// What tells one expected message from another.
  var key: String {
    ([transport.rawValue, source.description, destination.description] + chain.elements.map(\.sha256))
      .joined(separator: " ")
  }
}

extension Corpus.Entry {
  var key: String { ([transport, src, dst] + chain).joined(separator: " ") }
}
