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

  var connection = TLSConnection()
  var log = Log()
  var wantsMore = true

  mutating func send(_ bytes: [UInt8], from sender: Sender = .first) {
    wantsMore = connection.receive(bytes.span, from: sender, observer: &log)
  }

  /// One piece a call.
  mutating func send(_ bytes: [UInt8], inPiecesOf size: Int, from sender: Sender = .first) {
    for start in stride(from: 0, to: bytes.count, by: size) {
      send(Array(bytes[start..<min(start + size, bytes.count)]), from: sender)
    }
  }

  mutating func gap(_ byteCount: Int, from sender: Sender = .first) {
    wantsMore = connection.gap(byteCount: Int64(byteCount), from: sender, observer: &log)
  }

  mutating func finish() {
    connection.finish(observer: &log)
  }
}

/// Steele, Lea, Flood: "Fast splittable pseudorandom number generators" (2014). Its seed repeats a run.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
