import Testing

@testable import TLSHandshake

@Suite struct HandshakeSearchTests {
  @Test(arguments: [
    Handshakes.record(22, Handshakes.clientHello(), version: 0x0301),
    Handshakes.record(22, Handshakes.serverHello()),
    Handshakes.record(22, Handshakes.certificate([Handshakes.element(1, count: 300)])),
    Handshakes.record(22, Handshakes.message(0, [])),
    Handshakes.record(21, [2, 48]),
    Handshakes.records(Handshakes.clientHello(), size: 1),
  ])
  func starts(bytes: [UInt8]) {
    #expect(HandshakeSearch.judge(bytes.span) == .startsHere)
    // A shorter beginning is never judged wrongly, it only may want more.
    for length in 0..<bytes.count {
      let verdict = HandshakeSearch.judge(bytes.span.extracting(first: length))
      #expect(verdict == .needsMore || verdict == .startsHere)
    }
    let longest = HandshakeSearch.judge(bytes.span.extracting(first: HandshakeSearch.maximumByteCount))
    #expect(longest == .startsHere)
  }

  @Test(arguments: [
    Array("GET / HTTP/1.1\r\n".utf8),
    // Record headers around what is no handshake.
    Handshakes.record(22, [UInt8](repeating: 0x41, count: 100)),
    Handshakes.record(22, Handshakes.message(1, [UInt8](repeating: 0x41, count: 100))),
    Handshakes.record(22, Handshakes.message(1, [3, 3])),
    Handshakes.record(22, Handshakes.message(2, Handshakes.be16(0x0909) + [UInt8](repeating: 0, count: 60))),
    // A session id of more than 32 bytes.
    Handshakes.record(22, Handshakes.message(1, [3, 3] + [UInt8](repeating: 0x21, count: 80))),
    // A Certificate whose list does not fill the message, or whose element is longer than the list.
    Handshakes.record(22, Handshakes.message(11, [0, 0, 9, 0, 0, 6, 0x30, 4, 0, 0, 0, 0, 0])),
    Handshakes.record(22, Handshakes.message(11, [0, 0, 9, 0, 1, 6, 0x30, 4, 0, 0, 0, 0])),
    Handshakes.record(21, [3, 48]),
    [22, 3, 1, 0xff, 0xff, 1, 0, 0, 60],
    [22, 2, 0], [22, 3, 9],
    [0x80, 31, 1, 3, 1, 0, 5, 0, 0, 0, 16],
    [0x80, 31, 5, 3, 1],
    [0x80, 31, 4, 0, 1, 0, 2, 0, 9, 0, 3, 0, 16],
  ])
  func doesNotStart(bytes: [UInt8]) {
    #expect(HandshakeSearch.judge(bytes.span) == .isNot)
  }

  @Test func encryptedRecordsAreNoStart() {
    #expect(HandshakeSearch.judge(Handshakes.record(23, [1, 2, 3]).span) == .encryptedRecord)
    #expect(HandshakeSearch.judge(Handshakes.record(21, [UInt8](repeating: 9, count: 26)).span) == .encryptedRecord)
  }
}
