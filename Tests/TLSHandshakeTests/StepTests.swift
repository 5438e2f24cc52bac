import Testing
import WireFormat

@testable import TLSHandshake

/// A connection that reads all its records.
@Suite struct StepTests {
  struct Log: CertificateObserver {
    var steps: [String] = []
    var certificateCount = 0

    mutating func certificateMessage(
      _ body: Span<UInt8>, bodyLength: Int, from sender: Sender, facts: HandshakeFacts
    ) { certificateCount += 1 }

    mutating func message(
      _ type: HandshakeType, _ body: Span<UInt8>, from sender: Sender, facts: HandshakeFacts, isDTLS: Bool
    ) { steps.append("\(sender) \(type.name) \(body.count)") }

    mutating func record(_ step: RecordStep, from sender: Sender, facts: HandshakeFacts) {
      steps.append("\(sender) \(step)")
    }
  }

  struct Run {
    private let read: ReadConnection
    var log = Log()

    var isDamaged: Bool { read.connection.isDamaged }

    init(readsAllRecords: Bool = true) { read = ReadConnection(readsAllRecords: readsAllRecords) }

    /// What the last call returned.
    var wantsMore = true

    mutating func send(_ bytes: [UInt8], from sender: Sender, size: Int = .max) {
      for start in stride(from: 0, to: bytes.count, by: min(size, bytes.count)) {
        let piece = bytes.span.extracting(start..<min(bytes.count, start + min(size, bytes.count)))
        wantsMore = read.connection.receive(piece, from: sender, observer: &log, buffers: &read.buffers)
      }
    }

    mutating func gap(_ byteCount: Int64, from sender: Sender) {
      wantsMore = read.connection.gap(byteCount: byteCount, from: sender, observer: &log)
    }
  }

  private let clientHello = Handshakes.record(22, Handshakes.clientHello())
  private let serverHello = Handshakes.record(22, Handshakes.serverHello())
  private let alert = Handshakes.record(21, [2, 48])
  private let sealedAlert = Handshakes.record(21, [UInt8](repeating: 9, count: 26))

  @Test(arguments: [1, 3, 1000]) func refusalInTheClear(size: Int) {
    var run = Run()
    run.send(clientHello, from: .first, size: size)
    #expect(run.wantsMore)
    run.send(serverHello, from: .second, size: size)
    #expect(run.wantsMore)
    run.send(alert, from: .first, size: size)
    #expect(run.wantsMore)
    let fatal = RecordStep.alert(Alert(level: 2, description: 48))
    #expect(
      run.log.steps == [
        "first client_hello \(Handshakes.clientHello().count - 4)",
        "second server_hello \(Handshakes.serverHello().count - 4)", "first \(fatal)",
      ])
  }

  @Test(arguments: [1, 7, 1000]) func encryptedRecordsAreCounted(size: Int) {
    var run = Run()
    run.send(clientHello, from: .first, size: size)
    run.send(serverHello, from: .second, size: size)
    let rest =
      Handshakes.changeCipherSpec + Handshakes.record(22, [UInt8](repeating: 7, count: 40))
      + Handshakes.record(23, [UInt8](repeating: 7, count: 300)) + sealedAlert
    run.send(rest, from: .first, size: size)
    #expect(run.wantsMore)
    #expect(
      run.log.steps.dropFirst(2) == [
        "first changeCipherSpec", "first encryptedHandshake", "first applicationData(byteCount: 300)",
        "first encryptedAlert",
      ])
    #expect(!run.isDamaged)
  }

  @Test func withoutIt_readingEndsWithTheHandshake() {
    var run = Run(readsAllRecords: false)
    run.send(clientHello, from: .first)
    run.send(serverHello, from: .second)
    run.send(Handshakes.changeCipherSpec + sealedAlert, from: .first)
    #expect(!run.wantsMore)
    #expect(run.log.steps.count == 3)
  }

  @Test func aSecondHelloOfTLS13() {
    var run = Run()
    run.send(clientHello, from: .first)
    let retry = Handshakes.record(22, Handshakes.serverHello(supportedVersion: 0x0304))
    run.send(retry + Handshakes.changeCipherSpec, from: .second)
    run.send(Handshakes.changeCipherSpec + clientHello, from: .first)
    run.send(retry + Handshakes.record(23, [UInt8](repeating: 1, count: 50)), from: .second)
    #expect(run.log.steps.count == 7)
    #expect(run.log.steps.count { $0.contains("client_hello") } == 2)
  }

  @Test func noHandshakeIsLookedForAmongEncryptedBytes() {
    var run = Run()
    run.send(clientHello, from: .first)
    run.send(serverHello + Handshakes.changeCipherSpec, from: .second)
    run.gap(5000, from: .second)
    #expect(!run.wantsMore)
    let certificate = Handshakes.record(22, Handshakes.certificate([Handshakes.element(1, count: 30)]))
    run.send(certificate, from: .second)
    #expect(!run.wantsMore)
    #expect(run.log.certificateCount == 0)
    #expect(!run.isDamaged)
  }

  @Test func aGapInAnEncryptedRecordIsNoDamage() {
    var run = Run()
    run.send(clientHello, from: .first)
    run.send(
      serverHello + Handshakes.changeCipherSpec
        + Array(Handshakes.record(23, [UInt8](repeating: 1, count: 100))[..<10]),
      from: .second)
    run.gap(95, from: .second)
    #expect(run.wantsMore)
    run.send(sealedAlert, from: .second)
    #expect(run.wantsMore)
    #expect(run.log.steps.last == "second encryptedAlert")
    #expect(!run.isDamaged)
  }

  @Test func requestsAreReadOnlyThere() {
    let request = Handshakes.record(
      22, Handshakes.message(13, Handshakes.certificateRequestBody(schemes: [0x0401], names: [[0x30, 0]])))
    for readsAllRecords in [true, false] {
      var run = Run(readsAllRecords: readsAllRecords)
      run.send(serverHello + request, from: .second)
      let byteCount = readsAllRecords ? request.count - 9 : 0
      #expect(run.log.steps.last == "second certificate_request \(byteCount)")
    }
  }
}
