import BasicContainers
import Streams
import TLSHandshake
import WireFormat

/// Wants of each direction about as much as a handshake, and does nothing with it.
struct StreamBegins: StreamConsumer {
  private var byteCounts: [Int] = []

  mutating func open(_ connection: StreamConnection) {
    while byteCounts.count <= 2 * connection.slot + 1 { byteCounts.append(0) }
    byteCounts[2 * connection.slot] = 0
    byteCounts[2 * connection.slot + 1] = 0
  }

  mutating func receive(
    _ bytes: Span<UInt8>, of connection: StreamConnection, _ direction: StreamDirection, at packet: PacketReference
  ) -> StreamInterest {
    let place = 2 * connection.slot + Int(direction.rawValue)
    byteCounts[place] += bytes.count
    return byteCounts[place] < Self.handshakeByteCount ? .wanted : .finished
  }

  mutating func gap(
    byteCount: Int64, _ cause: GapCause, of connection: StreamConnection, _ direction: StreamDirection,
    at packet: PacketReference
  ) -> StreamInterest { .finished }

  mutating func close(_ connection: StreamConnection, life: StreamLife) {}

  private static let handshakeByteCount = 4096
}

/// Reads handshakes and does nothing with the certificates.
struct Handshakes: StreamConsumer, ~Copyable {
  private var connections = UniqueArray<TLSConnection>()
  private var buffers = MessageBuffers()
  private var observer = NoObserver()

  mutating func open(_ connection: StreamConnection) {
    while connections.count <= connection.slot { connections.append(TLSConnection()) }
    connections[connection.slot] = TLSConnection()
  }

  mutating func receive(
    _ bytes: Span<UInt8>, of connection: StreamConnection, _ direction: StreamDirection, at packet: PacketReference
  ) -> StreamInterest {
    let isWanted = connections[connection.slot].receive(
      bytes, from: direction.sender, observer: &observer, buffers: &buffers)
    return isWanted ? .wanted : .finished
  }

  mutating func gap(
    byteCount: Int64, _ cause: GapCause, of connection: StreamConnection, _ direction: StreamDirection,
    at packet: PacketReference
  ) -> StreamInterest {
    let isWanted = connections[connection.slot].gap(
      byteCount: byteCount, from: direction.sender, observer: &observer)
    return isWanted ? .wanted : .finished
  }

  mutating func close(_ connection: StreamConnection, life: StreamLife) {
    connections[connection.slot].finish(observer: &observer)
  }
}

private struct NoObserver: CertificateObserver {
  mutating func certificateMessage(
    _ body: Span<UInt8>, bodyLength: Int, from sender: Sender, facts: HandshakeFacts
  ) {}
}

extension StreamDirection {
  fileprivate var sender: Sender { self == .forward ? .first : .second }
}
