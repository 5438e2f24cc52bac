import WireFormat

/// When a connection was seen, and how its ends closed it: by the packets that the user's filter lets through.
public struct StreamLife: Sendable, Equatable {
  /// A FIN or RST.
  public struct Closing: Sendable, Equatable {
    public enum Kind: Sendable { case fin, rst }

    public var kind: Kind
    public var sender: StreamDirection
    public var packet: PacketReference
  }

  /// Nil where no packet passed the filter.
  public private(set) var firstPacket: PacketReference?
  public private(set) var lastPacket: PacketReference?
  /// The first FIN or RST: who closed the connection.
  public private(set) var firstClosing: Closing?
  /// The first RST.
  public private(set) var firstReset: Closing?
  /// The first FIN of the side that did not send ``firstClosing``, or sent it as a RST.
  private var otherFIN: Closing?

  public init() {}

  /// The first FIN of each side, and the first RST, in the order of their packets.
  public var closings: [Closing] {
    var all = [firstClosing, otherFIN].compactMap { $0 }
    if let firstReset, firstReset != firstClosing { all.append(firstReset) }
    return all.sorted { $0.packet.number < $1.packet.number }
  }

  /// One more packet.
  public mutating func note(_ packet: PacketReference) {
    if firstPacket == nil { firstPacket = packet }
    lastPacket = packet
  }

  mutating func noteClosing(_ kind: Closing.Kind, from sender: StreamDirection, at packet: PacketReference) {
    let closing = Closing(kind: kind, sender: sender, packet: packet)
    if kind == .rst, firstReset == nil { firstReset = closing }
    guard let first = firstClosing else {
      firstClosing = closing
      return
    }
    if kind == .fin, otherFIN == nil, first.kind == .rst || first.sender != sender { otherFIN = closing }
  }
}
