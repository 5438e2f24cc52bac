import Packets
import WireFormat

/// Keeps everything that a decoder hands over.
struct RecordingSink: TransportSink {
  enum Received: Equatable {
    case tcp(TCPSegment, [UInt8])
    case udp(UDPDatagram, [UInt8])

    var payload: [UInt8] {
      switch self {
      case .tcp(_, let payload), .udp(_, let payload): payload
      }
    }
  }

  /// Without their encapsulations, which are in ``encapsulations``.
  private(set) var received: [Received] = []
  private(set) var encapsulations: [EncapsulationID] = []

  mutating func receive(_ segment: TCPSegment, payload: Span<UInt8>) {
    var segment = segment
    encapsulations.append(segment.encapsulation)
    segment.encapsulation = .none
    received.append(.tcp(segment, [UInt8](copying: payload)))
  }

  mutating func receive(_ datagram: UDPDatagram, payload: Span<UInt8>) {
    var datagram = datagram
    encapsulations.append(datagram.encapsulation)
    datagram.encapsulation = .none
    received.append(.udp(datagram, [UInt8](copying: payload)))
  }
}

extension PacketDecoder {
  mutating func decode(
    _ bytes: [UInt8], linkType: LinkType = .raw, originalByteCount: Int? = nil, time: Timestamp? = nil
  ) -> [RecordingSink.Received] {
    var sink = RecordingSink()
    decode(
      bytes.span, linkType: linkType, originalByteCount: originalByteCount ?? bytes.count, time: time, into: &sink)
    return sink.received
  }
}
