import Foundation
import Packets
import WireFormat

/// A classic pcap file, read as far as these tests need it (`Capture` is another module's).
struct CaptureFile {
  struct Record {
    let bytes: [UInt8]
    let originalByteCount: Int
  }

  let linkType: LinkType
  let records: [Record]

  /// Where real captures lie beside the package; tests that want them are skipped without.
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../../../shared/captures").standardizedFileURL

  static var isAvailable: Bool { FileManager.default.fileExists(atPath: folder.path) }

  init(named name: String) throws {
    let file = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(name)))
    let span = file.span
    let isBigEndian = file.first == 0xa1
    func field(_ offset: Int) -> Int {
      Int(isBigEndian ? span.bigEndianUInt32(at: offset) : span.littleEndianUInt32(at: offset))
    }
    linkType = LinkType(rawValue: UInt32(field(20)))
    var records: [Record] = []
    var position = 24
    while position + 16 <= file.count, position + 16 + field(position + 8) <= file.count {
      let start = position + 16
      let end = start + field(position + 8)
      records.append(Record(bytes: Array(file[start..<end]), originalByteCount: field(position + 12)))
      position = end
    }
    self.records = records
  }

  func received() -> [RecordingSink.Received] {
    var decoder = PacketDecoder()
    return records.flatMap {
      decoder.decode($0.bytes, linkType: linkType, originalByteCount: $0.originalByteCount)
    }
  }
}
