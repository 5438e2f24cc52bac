/// The two numberings of link types, and the way between them.
///
/// Files hold a LINKTYPE_ value; libpcap's functions take and give a DLT_ value. From 104 on the two are the
/// same. Below they differ where the operating systems' DLT_ values differ (pcap-common.c of libpcap,
/// https://www.tcpdump.org/linktypes.html).
enum LinkType {
  /// The LINKTYPE_ value for libpcap's `dlt`.
  ///
  /// Also right for a number out of a file whose writer put its system's DLT_ value there: 12 and 14 are both
  /// raw IP (DLT_RAW is 14 on OpenBSD and BSD/OS, 12 elsewhere), and none of the values in the table has another
  /// meaning as LINKTYPE_.
  static func linkType(dlt: UInt32) -> UInt32 {
    if dlt == openBSDRaw { return raw }
    return table.first { $0.dlt == dlt }?.linkType ?? dlt
  }

  /// libpcap's DLT_ value for `linkType`, as a filter has to be compiled for.
  static func dlt(linkType: UInt32) -> UInt32 {
    table.first { $0.linkType == linkType }?.dlt ?? linkType
  }

  static let ethernet: UInt32 = 1
  static let raw: UInt32 = 101

  private static let openBSDRaw: UInt32 = 14

  private static let table: [(linkType: UInt32, dlt: UInt32)] = [
    (100, 11),  // ATM_RFC1483
    (raw, 12),  // RAW
    (102, 15),  // SLIP_BSDOS
    (103, 16),  // PPP_BSDOS
    (106, 19),  // ATM_CLIP
  ]
}
