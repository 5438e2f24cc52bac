import Testing
import WireFormat

@testable import TLSHandshake

/// Messages that spread over segments, of connections that are read side by side with the same buffers.
@Suite struct MessageBuffersTests {
  @Test func connectionsSideBySideDoNotMix() {
    var buffers = MessageBuffers()
    // Lengths that differ, so that what a longer one left behind would show.
    let lengths = [700, 30, 2500, 1, 16_000, 40_000, 300]
    let messages = lengths.map { length in
      Handshakes.record(22, Handshakes.serverHello()) + Handshakes.certificateRecords(length)
    }
    for pieceByteCount in [1, 100, 1460] {
      let reads = messages.map { _ in ReadConnection() }
      var logs = messages.map { _ in Harness.Log() }
      let longest = messages.map(\.count).max() ?? 0
      for start in stride(from: 0, to: longest, by: pieceByteCount) {
        for (index, message) in messages.enumerated() where start < message.count {
          let piece = message.span.extracting(start..<min(start + pieceByteCount, message.count))
          _ = reads[index].connection.receive(piece, from: .first, observer: &logs[index], buffers: &buffers)
        }
      }
      for (index, length) in lengths.enumerated() {
        #expect(logs[index].found == [.init(sender: .first, elements: [Handshakes.element(length)], isComplete: true)])
      }
    }
  }

  /// A cut right behind a message's header leaves nothing to keep, and takes no buffer for it.
  @Test(arguments: 1...12) func eachBufferComesBack(_ cut: Int) {
    var buffers = MessageBuffers()
    buffers.give([UInt8](repeating: 0, count: 1000))
    let read = ReadConnection()
    var log = Harness.Log()
    let bytes = Handshakes.certificateRecords(300)
    let hello = Handshakes.record(22, Handshakes.serverHello())
    for piece in [hello[...], bytes.prefix(cut), bytes.dropFirst(cut)] + Array(repeating: bytes[...], count: 3) {
      _ = read.connection.receive(Array(piece).span, from: .first, observer: &log, buffers: &buffers)
    }
    #expect(log.found.count == 4)
    #expect(buffers.take().capacity >= 1000)
  }

  @Test func fewAndSmallOnesAreKept() {
    var buffers = MessageBuffers()
    buffers.give([])
    #expect(buffers.take().capacity == 0)
    buffers.give([UInt8](repeating: 1, count: 1 << 20))
    #expect(buffers.take().capacity == 0)
    for _ in 0..<1000 { buffers.give([1, 2, 3]) }
    var count = 0
    while true {
      let buffer = buffers.take()
      if buffer.capacity == 0 { break }
      #expect(buffer.isEmpty)
      count += 1
    }
    #expect((1...200).contains(count))
  }
}

extension Handshakes {
  /// So many bytes that tell the lengths apart.
  fileprivate static func element(_ byteCount: Int) -> [UInt8] {
    (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ byteCount) }
  }

  /// A Certificate message of one element, in records as long as they may be.
  fileprivate static func certificateRecords(_ byteCount: Int) -> [UInt8] {
    func uint24(_ value: Int) -> [UInt8] { [UInt8(value >> 16 & 0xff), UInt8(value >> 8 & 0xff), UInt8(value & 0xff)] }
    let list = uint24(byteCount) + element(byteCount)
    let message = [11] + uint24(list.count + 3) + uint24(list.count) + list
    return stride(from: 0, to: message.count, by: 16_384)
      .flatMap { record(22, Array(message[$0..<min($0 + 16_384, message.count)])) }
  }
}
