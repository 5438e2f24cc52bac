import Packets
import WireFormat

/// One of the two directions of a connection.
public enum StreamDirection: UInt8, Sendable {
  /// From the endpoint whose packet was seen first.
  case forward
  case reverse

  public var opposite: StreamDirection { self == .forward ? .reverse : .forward }
}

/// Why bytes of a stream are not there.
public enum GapCause: Sendable, Equatable {
  /// No captured segment holds them.
  case notCaptured
  /// Their packet was captured, but cut by the capture's snap length.
  case snapLength
}

/// Whether a consumer wants more bytes of a direction. A direction it does not want holds none.
public enum StreamInterest: Sendable, Equatable {
  case wanted
  case finished
}

/// A connection as ``TCPReassembler`` hands it out.
public struct StreamConnection: Sendable {
  /// Where a consumer may keep its state: small, reused after the connection was closed.
  public var slot: Int
  /// From 1, in order of the first packet, over the whole capture.
  public var number: Int
  /// The endpoint that sends the ``StreamDirection/forward`` direction.
  public var first: Endpoint
  public var second: Endpoint
  /// What the first bytes of a direction came in.
  public internal(set) var forwardEncapsulation = EncapsulationID.none
  public internal(set) var reverseEncapsulation = EncapsulationID.none

  /// The direction of what `source`, one of its ends, sends.
  @inline(__always)
  public func direction(from source: Endpoint) -> StreamDirection { first == source ? .forward : .reverse }

  public func source(of direction: StreamDirection) -> Endpoint {
    direction == .forward ? first : second
  }

  public func encapsulation(of direction: StreamDirection) -> EncapsulationID {
    direction == .forward ? forwardEncapsulation : reverseEncapsulation
  }

  mutating func setEncapsulation(_ encapsulation: EncapsulationID, of direction: StreamDirection) {
    if direction == .forward { forwardEncapsulation = encapsulation } else { reverseEncapsulation = encapsulation }
  }

  public func destination(of direction: StreamDirection) -> Endpoint {
    direction == .forward ? second : first
  }
}

/// Takes the bytes of TCP streams in order.
public protocol StreamConsumer: ~Copyable {
  mutating func open(_ connection: StreamConnection)

  /// The next bytes of a direction: one segment's, or what of it was not there before.
  ///
  /// `packet` is the one that made them readable: the segment's own, or the one that filled the hole before it.
  mutating func receive(
    _ bytes: Span<UInt8>, of connection: StreamConnection, _ direction: StreamDirection, at packet: PacketReference
  ) -> StreamInterest

  /// `byteCount` bytes are missing; what follows comes behind them.
  mutating func gap(
    byteCount: Int64, _ cause: GapCause, of connection: StreamConnection, _ direction: StreamDirection,
    at packet: PacketReference
  ) -> StreamInterest

  /// Nothing follows: the capture ended, the ports were used again, or a limit was reached.
  mutating func close(_ connection: StreamConnection, life: StreamLife)
}
