/// What a packet was wrapped in: a row of ``EncapsulationTable``. Small, so that every segment can carry one.
public struct EncapsulationID: Hashable, Sendable {
  let rawValue: UInt32
  public static let none = EncapsulationID(rawValue: 0)
  /// One of those that the table had no room for.
  static let other = EncapsulationID(rawValue: .max)
}

/// One layer around a packet, with those around it.
struct Encapsulation: Hashable {
  var outer: EncapsulationID
  var kind: Tunnel.Kind?
  /// VNI, TEID, key or session of a tunnel; the VLAN identifier where `kind` is nil.
  var identifier: UInt32
  var addresses: IPAddressPair
}

/// A tunnel that a packet came through, as the IP header around it has it.
public struct Tunnel: Hashable, Sendable {
  /// The raw value is the word in `tunnel[].type` of the NDJSON.
  public enum Kind: String, Sendable, CaseIterable {
    case gre, erspan, vxlan, geneve, teredo, mpls, l2tp, capwap
    case gtpU = "gtp_u"
    case ipInIP = "ip_in_ip"
    case etherIP = "ether_ip"
  }

  public var kind: Kind
  /// VNI, TEID, key or session; nil for kinds or packets without one.
  public var identifier: UInt32?
  public var source: IPAddress
  public var destination: IPAddress

  public init(kind: Kind, identifier: UInt32?, source: IPAddress, destination: IPAddress) {
    self.kind = kind
    self.identifier = identifier
    self.source = source
    self.destination = destination
  }
}

/// Every encapsulation that was met, once. A packet in one that is known allocates nothing.
public struct EncapsulationTable {
  private var rows: [Encapsulation] = []
  private var ids: [Encapsulation: EncapsulationID] = [:]
  /// Packets of the same encapsulation follow each other.
  private var last: (row: Encapsulation, id: EncapsulationID)?

  /// No packet was in a tunnel or had a VLAN tag.
  public var isEmpty: Bool { rows.isEmpty }

  mutating func id(of row: Encapsulation) -> EncapsulationID {
    if let last, last.row == row { return last.id }
    let id: EncapsulationID
    if let known = ids[row] {
      id = known
    } else if rows.count < Self.rowLimit {
      rows.append(row)
      id = EncapsulationID(rawValue: UInt32(rows.count))
      ids[row] = id
    } else {
      id = .other
    }
    last = (row, id)
    return id
  }

  /// The tunnels of an encapsulation, outermost first. VLAN tags are none.
  public func tunnels(of id: EncapsulationID) -> [Tunnel] {
    var tunnels: [Tunnel] = []
    var id = id
    // A row's outer one was there before it, so this comes to an end.
    while id != .none, id != .other {
      let row = rows[Int(id.rawValue) - 1]
      if let kind = row.kind {
        tunnels.append(
          Tunnel(
            kind: kind, identifier: row.identifier == 0 ? nil : row.identifier, source: row.addresses.source,
            destination: row.addresses.destination))
      }
      id = row.outer
    }
    return tunnels.reversed()
  }

  private static let rowLimit = 1 << 16
}

extension PacketDecoder {
  /// What is decoded from here on is inside a tunnel between the addresses of the IP header before.
  mutating func enter(_ kind: Tunnel.Kind, identifier: UInt32 = 0) {
    encapsulation = encapsulations.id(
      of: Encapsulation(outer: encapsulation, kind: kind, identifier: identifier, addresses: outerAddresses))
  }

  /// What is decoded from here on has a VLAN tag.
  mutating func enterVLAN(_ identifier: UInt16) {
    let nobody = IPAddress(v4: 0)
    encapsulation = encapsulations.id(
      of: Encapsulation(
        outer: encapsulation, kind: nil, identifier: UInt32(identifier),
        addresses: IPAddressPair(source: nobody, destination: nobody)))
  }
}
