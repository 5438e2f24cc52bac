/// The fields of a TCP header that reassembly needs, with the addresses around it (RFC 9293, 3.1).
public struct TCPSegment: Sendable, Equatable {
  public struct Flags: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static var fin: Flags { Flags(rawValue: 0x01) }
    public static var syn: Flags { Flags(rawValue: 0x02) }
    public static var rst: Flags { Flags(rawValue: 0x04) }
    public static var psh: Flags { Flags(rawValue: 0x08) }
    public static var ack: Flags { Flags(rawValue: 0x10) }
  }

  public var source: Endpoint
  public var destination: Endpoint
  public var sequenceNumber: UInt32
  public var acknowledgmentNumber: UInt32
  public var flags: Flags
  /// Payload bytes that the sender sent, by the IP header. The payload handed over can be shorter:
  /// the capture's snap length cut the rest.
  public var payloadByteCount: Int
  /// The tunnels and VLANs that it came through.
  public var encapsulation: EncapsulationID

  public init(
    source: Endpoint, destination: Endpoint, sequenceNumber: UInt32, acknowledgmentNumber: UInt32,
    flags: Flags, payloadByteCount: Int, encapsulation: EncapsulationID = .none
  ) {
    self.source = source
    self.destination = destination
    self.sequenceNumber = sequenceNumber
    self.acknowledgmentNumber = acknowledgmentNumber
    self.flags = flags
    self.payloadByteCount = payloadByteCount
    self.encapsulation = encapsulation
  }
}

extension TCPSegment {
  /// It tells nothing but what was received: no data, and neither begins nor ends a connection.
  @inline(__always)
  public var isBareAcknowledgment: Bool {
    payloadByteCount == 0 && flags.rawValue & (Flags.syn.rawValue | Flags.fin.rawValue | Flags.rst.rawValue) == 0
  }
}

/// A UDP datagram's header, with the addresses around it (RFC 768).
public struct UDPDatagram: Sendable, Equatable {
  public var source: Endpoint
  public var destination: Endpoint
  /// Payload bytes by the UDP header; the payload handed over can be shorter (snap length).
  public var payloadByteCount: Int
  /// The tunnels and VLANs that it came through.
  public var encapsulation: EncapsulationID

  public init(
    source: Endpoint, destination: Endpoint, payloadByteCount: Int, encapsulation: EncapsulationID = .none
  ) {
    self.source = source
    self.destination = destination
    self.payloadByteCount = payloadByteCount
    self.encapsulation = encapsulation
  }
}
