/// A capture file of one format, read packet by packet.
protocol PacketSource: AnyObject {
  /// Number of the packet inside which the file ends, once its end was reached.
  var cutInsidePacket: Int? { get }
  var warnings: Warnings { get }
  /// Numbers used up so far: by packets that were read, and by what is numbered like them.
  var packetCount: Int { get }

  /// Hands the next packet to `body`, marked by `filter`; false at the end of the file.
  func next(
    filter: PacketFilter?, _ body: (CapturedPacket, Span<UInt8>) -> Void
  ) throws(CaptureError) -> Bool

  /// Fills `batch`, which is empty, with the next packets; those that `isSkipped` are only counted. The batch stays
  /// empty at the end of the file. The packets in it are good also where this throws.
  func fill(
    _ batch: inout PacketBatch, filter: PacketFilter?, skipping isSkipped: PacketBatch.IsSkipped
  ) throws(CaptureError)
}
