import Foundation
import TestSupport
import Testing

/// What a crafted capture may cost.
@Suite struct MemoryTests {
  /// Chains of thousands of elements of two bytes each, which become a hundred times as much JSON.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
  func longLinesAreNotGathered() throws {
    let files = try Scratch()
    let path = files.url.appending(path: "long.pcap")
    try Data(Self.capture(connectionCount: 40, elementCount: 5000)).write(to: path)
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = ["list", "--port", "any", "--format", "ndjson", path.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var byteCount = 0
    while byteCount < 80 << 20 {
      let part = output.fileHandleForReading.availableData
      try #require(!part.isEmpty)
      byteCount += part.count
    }
    // It still has lines to write.
    let status = try String(
      decoding: Data(contentsOf: URL(filePath: "/proc/\(process.processIdentifier)/status")), as: UTF8.self)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    let kilobytes = try #require(Int(line.filter(\.isNumber)))
    #expect(kilobytes < 80 << 10)
    _ = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// A connection each, with a Certificate message of the server's.
  private static func capture(connectionCount: Int, elementCount: Int) -> [UInt8] {
    var capture = integer(0xa1b2_c3d4 as UInt32) + integer(0x0002_0004 as UInt32)
    capture += [UInt8](repeating: 0, count: 8) + integer(262_144 as UInt32) + integer(101 as UInt32)
    for number in 0..<connectionCount {
      // No two chains are the same: each is written for the first time.
      let list = [UInt8](repeatingWith: [0, 0, 2, 0x30, 0], count: elementCount + number)
      let message = [11] + uint24(list.count + 3) + uint24(list.count) + list
      var records: [UInt8] = []
      for start in stride(from: 0, to: message.count, by: 16_000) {
        let part = message[start..<min(start + 16_000, message.count)]
        records += [22, 3, 3] + integer(UInt16(part.count)) + part
      }
      capture += packet(port: UInt16(2000 + number), records)
    }
    return capture
  }

  /// A pcap record of an IPv4 packet from port 443, with all bytes of the connection in one segment.
  private static func packet(port: UInt16, _ payload: [UInt8]) -> [UInt8] {
    let length = UInt16(40 + payload.count)
    let ip =
      [0x45, 0] + integer(length) + [0, 0, 0x40, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]
    let tcp = integer(443 as UInt16) + integer(port) + [0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x18, 0xff, 0xff, 0, 0, 0, 0]
    return [UInt8](repeating: 0, count: 8) + integer(UInt32(length)) + integer(UInt32(length)) + ip + tcp + payload
  }

  private static func uint24(_ value: Int) -> [UInt8] { Array(integer(UInt32(value)).dropFirst()) }

  private static func integer(_ value: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
    stride(from: value.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}

extension [UInt8] {
  fileprivate init(repeatingWith part: [UInt8], count: Int) {
    self = Array(repeatElement(part, count: count).joined())
  }
}
