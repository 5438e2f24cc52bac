import Packets
import WireFormat

/// What is found in a capture, in the order in which it is known.
public enum CaptureFinding: Sendable {
  case chain(ExtractedChain)
  case refusal(Refusal)
  /// Only where ``ExtractionOptions/recordsConnections`` asks for them: a connection that ended.
  indirect case connection(ConnectionRecord)

  /// In the order of findings that are known at once, when a capture ends.
  var place: Place {
    switch self {
    case .chain(let chain): Place(rank: 0, packet: chain.packet)
    case .refusal: Place(rank: 1, packet: 0)
    case .connection(let record): Place(rank: 2, packet: record.lastPacket.number)
    }
  }

  struct Place: Comparable {
    var rank: Int
    var packet: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.rank, left.packet) < (right.rank, right.packet)
    }
  }
}

/// The other side broke the handshake off after a chain. It comes after the chain.
public struct Refusal: Sendable, Equatable {
  /// As in ``ExtractedChain``.
  public var connection: Int
  /// The side that sent the chains that are refused.
  public var source: Endpoint
  /// Name of the fatal alert.
  public var alert: String
}
