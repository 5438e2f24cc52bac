/// A pcapng file. What reads it is a structure: a class would check each access to each of its parts, for each packet.
final class PcapngReader: PacketSource {
  private var packets: PcapngPackets

  init(_ source: any ByteSource) throws(CaptureError) {
    packets = try PcapngPackets(source)
  }

  var cutInsidePacket: Int? { packets.cutInsidePacket }
  var warnings: Warnings { packets.warnings }
  var packetCount: Int { packets.packetCount }

  func next(
    filter: PacketFilter?, _ body: (CapturedPacket, Span<UInt8>) -> Void
  ) throws(CaptureError) -> Bool {
    try packets.next(filter: filter, body)
  }

  func fill(
    _ batch: inout PacketBatch, filter: PacketFilter?, skipping isSkipped: PacketBatch.IsSkipped
  ) throws(CaptureError) {
    try packets.fill(&batch, filter: filter, skipping: isSkipped)
  }
}
