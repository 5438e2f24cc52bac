/// A LINKTYPE_ value of the pcap and pcapng formats (https://www.tcpdump.org/linktypes.html).
public struct LinkType: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// The link types that ``PacketDecoder`` reads, by the names of the registry without `LINKTYPE_`.
extension LinkType {
  public static let null = LinkType(rawValue: 0)
  public static let ethernet = LinkType(rawValue: 1)
  public static let ppp = LinkType(rawValue: 9)
  /// `DLT_RAW` of most systems, which some writers put into files in place of ``raw``.
  public static let dltRaw = LinkType(rawValue: 12)
  /// `DLT_RAW` of OpenBSD.
  public static let dltRawOpenBSD = LinkType(rawValue: 14)
  public static let pppHDLC = LinkType(rawValue: 50)
  public static let pppEther = LinkType(rawValue: 51)
  public static let raw = LinkType(rawValue: 101)
  public static let cHDLC = LinkType(rawValue: 104)
  public static let ieee80211 = LinkType(rawValue: 105)
  public static let loop = LinkType(rawValue: 108)
  public static let linuxSLL = LinkType(rawValue: 113)
  public static let ieee80211Prism = LinkType(rawValue: 119)
  public static let ieee80211Radiotap = LinkType(rawValue: 127)
  public static let ieee80211AVS = LinkType(rawValue: 163)
  public static let ppi = LinkType(rawValue: 192)
  public static let ipv4 = LinkType(rawValue: 228)
  public static let ipv6 = LinkType(rawValue: 229)
  public static let linuxSLL2 = LinkType(rawValue: 276)
}

extension LinkType: CustomStringConvertible {
  /// `LINKTYPE_147`: the number, as the registry lists it.
  public var description: String { "LINKTYPE_\(rawValue)" }
}
