import WireFormat

/// Headers that could not be read on, counted.
///
/// There are as many kinds as the decoder has fields, so hostile captures cannot make this grow.
public struct PacketProblems: Sendable, Equatable {
  /// One way for a packet to end early: which field and what was wrong with it.
  public struct Kind: Hashable, Sendable {
    public let reason: WireError.Reason
    /// In the spelling of the standard that defines it.
    public let field: String

    public init(reason: WireError.Reason, field: String) {
      self.reason = reason
      self.field = field
    }
  }

  public struct Tally: Sendable, Equatable {
    public internal(set) var packetCount: Int
    /// The first packet of this kind, counted from 1 over all that the decoder was given.
    public let firstPacket: Int
    /// What was wrong with that one.
    public let firstError: WireError
  }

  public private(set) var tallies: [Kind: Tally] = [:]

  /// Packets that ended early.
  public var packetCount: Int { tallies.values.reduce(0) { $0 + $1.packetCount } }

  mutating func record(_ error: WireError, packet: Int) {
    let kind = Kind(reason: error.reason, field: error.field)
    tallies[kind, default: Tally(packetCount: 0, firstPacket: packet, firstError: error)].packetCount += 1
  }
}

/// Why a sound packet gives neither a TCP segment nor a UDP datagram though it may hold one.
public enum SkipReason: String, Sendable, Hashable, CaseIterable {
  /// An 802.11 frame whose body is encrypted (WEP, WPA).
  case protectedFrame
  /// A part of a fragmented 802.11 frame.
  case fragmentedFrame
  /// An Ethernet frame encrypted by MACsec (IEEE 802.1AE).
  case macSecurity
  /// IPsec Encapsulating Security Payload (RFC 4303).
  case encapsulatingSecurityPayload
  /// A fragment that the snap length cut, so that its datagram cannot be joined.
  case cutFragment
  /// More headers or tunnels inside each other than any network builds.
  case nestedTooDeep
}
