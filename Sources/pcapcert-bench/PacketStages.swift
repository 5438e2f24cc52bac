import Capture
import Packets
import Streams
import TLSHandshake
import WireFormat

/// From the file to the records: each stage with all before it, so that the difference of two lines is one stage.
struct PacketStages {
  let path: String
  let passes: Int

  func run() throws(CaptureError) -> [StageTimes] {
    var packetCount = 0
    try forEachPacket { _, _ in packetCount += 1 }
    var stages = [
      try measure("reading", unit: "packet", count: packetCount, passes: passes) { () throws(CaptureError) in
        try forEachPacket { _, _ in }
      }
    ]
    stages.append(
      try measure("+ decoding", unit: "packet", count: packetCount, passes: passes) { () throws(CaptureError) in
        var sink = NoSink()
        try decode(into: &sink)
      })
    stages.append(
      try measure("+ reassembly", unit: "packet", count: packetCount, passes: passes) { () throws(CaptureError) in
        try reassemble(for: StreamBegins())
      })
    stages.append(
      try measure("+ records and messages", unit: "packet", count: packetCount, passes: passes) {
        () throws(CaptureError) in
        try reassemble(for: Handshakes())
      })
    return stages
  }

  private func forEachPacket(_ body: (CapturedPacket, Span<UInt8>) -> Void) throws(CaptureError) {
    let reader = try CaptureReader(path: path)
    while try reader.next(body) {}
  }

  private func decode<Sink: PacketSink & ~Copyable>(into sink: inout Sink) throws(CaptureError) {
    var decoder = PacketDecoder()
    try forEachPacket { packet, bytes in
      sink.packet = PacketReference(number: packet.number, timestamp: packet.timestamp)
      decoder.decode(
        bytes, linkType: LinkType(rawValue: packet.linkType), originalByteCount: packet.originalByteCount,
        time: packet.timestamp, into: &sink)
    }
  }

  private func reassemble<Consumer: StreamConsumer & ~Copyable>(for consumer: consuming Consumer) throws(CaptureError) {
    var sink = Reassembly(consumer: consumer)
    try decode(into: &sink)
    sink.reassembler.finish(consumer: &sink.consumer)
  }
}

private protocol PacketSink: TransportSink, ~Copyable {
  var packet: PacketReference { get set }
}

private struct NoSink: PacketSink {
  var packet = PacketReference(number: 0, timestamp: nil)
  mutating func receive(_ segment: TCPSegment, payload: Span<UInt8>) {}
  mutating func receive(_ datagram: UDPDatagram, payload: Span<UInt8>) {}
}

private struct Reassembly<Consumer: StreamConsumer & ~Copyable>: PacketSink, ~Copyable {
  var packet = PacketReference(number: 0, timestamp: nil)
  var reassembler = TCPReassembler()
  var consumer: Consumer

  init(consumer: consuming Consumer) {
    self.consumer = consumer
  }

  mutating func receive(_ segment: TCPSegment, payload: Span<UInt8>) {
    reassembler.process(segment, payload: payload, at: packet, consumer: &consumer)
  }

  mutating func receive(_ datagram: UDPDatagram, payload: Span<UInt8>) {}
}
