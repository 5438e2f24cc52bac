import WireFormat

@testable import TLSHandshake

/// Feeds a connection and writes down what it finds.
struct Harness {
  struct Found: Equatable {
    var sender: Sender
    var elements: [[UInt8]]
    var isComplete: Bool
    var isMalformed = false
  }

  struct Log: CertificateObserver {
    var found: [Found] = []
    /// The first bytes of Certificate messages that came in pieces, and how long these are.
    var begun: [(start: [UInt8], bodyLength: Int)] = []

    mutating func certificateMessageBegins(_ start: Span<UInt8>, bodyLength: Int) {
      begun.append((start: [UInt8](copying: start), bodyLength: bodyLength))
    }

    mutating func certificateMessage(
      _ body: Span<UInt8>, bodyLength: Int, from sender: Sender, facts: HandshakeFacts
    ) {
      var message = Found(sender: sender, elements: [], isComplete: body.count == bodyLength)
      do throws(WireError) {
        try CertificateList.read(body) { message.elements.append([UInt8](copying: $0)) }
      } catch {
        message.isMalformed = message.isComplete
      }
      found.append(message)
    }
  }

  let read = ReadConnection()
  var log = Log()
  var wantsMore = true

  var facts: HandshakeFacts { read.connection.facts }
  var isDamaged: Bool { read.connection.isDamaged }

  func refusal(by sender: Sender) -> Alert? { read.connection.refusal(by: sender) }

  mutating func send(_ bytes: [UInt8], from sender: Sender = .first) {
    wantsMore = read.connection.receive(bytes.span, from: sender, observer: &log, buffers: &read.buffers)
  }

  /// One piece a call.
  mutating func send(_ bytes: [UInt8], inPiecesOf size: Int, from sender: Sender = .first) {
    for start in stride(from: 0, to: bytes.count, by: size) {
      send(Array(bytes[start..<min(start + size, bytes.count)]), from: sender)
    }
  }

  mutating func gap(_ byteCount: Int, from sender: Sender = .first) {
    wantsMore = read.connection.gap(byteCount: Int64(byteCount), from: sender, observer: &log)
  }

  /// Another connection begins in this one's place.
  mutating func restart() {
    read.connection.restart()
    log = Log()
    wantsMore = true
  }

  mutating func finish() {
    read.connection.finish(observer: &log)
  }
}

/// Holds a connection, which cannot be copied, for a test's values, which can.
final class ReadConnection {
  var connection: TLSConnection
  var buffers = MessageBuffers()

  init(readsAllRecords: Bool = false) { connection = TLSConnection(readsAllRecords: readsAllRecords) }
}
