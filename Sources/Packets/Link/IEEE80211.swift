import WireFormat

// IEEE 802.11-2020, 9.3.2.1: data frames
//
//   Frame Control (2) | Duration/ID (2) | Address 1 (6) | Address 2 (6) | Address 3 (6)
//   Sequence Control (2) | Address 4 (0 or 6) | QoS Control (0 or 2) | HT Control (0 or 4) | Frame Body
//
// 9.2.4.1.1: Frame Control, first octet: Protocol Version (2 bits), Type (2), Subtype (4); second:
// To DS, From DS, More Fragments, Retry, Power Management, More Data, Protected Frame, +HTC/Order.
//
// 9.3.2.2.2: the subframes of an A-MSDU
//
//   DA (6) | SA (6) | Length (2) | MSDU (Length) | Padding to a multiple of 4, none behind the last

extension PacketDecoder {
  /// - Parameters:
  ///   - hasPaddedHeader: radiotap says that the header was padded to four octets.
  ///   - hasSwappedControl: the octets of Frame Control may stand in the other order.
  mutating func decode80211<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, hasPaddedHeader: Bool, hasSwappedControl: Bool = false, depth: Int,
    into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let start = region.reader.position
    var kind = try region.reader.readUInt8("Frame Control")
    var flags = try region.reader.readUInt8("Frame Control")
    // Some access points write it the other way round into CAPWAP.
    if hasSwappedControl, kind & 0x0f != dataFrame, flags & 0x0f == dataFrame { swap(&kind, &flags) }
    guard kind & 0x0f == dataFrame, kind & nullDataSubtype == 0 else { return }
    try region.reader.skip(20, "Address 1")
    // Of little-endian Sequence Control, the low octet has the Fragment Number in its low half.
    let fragmentNumber = try region.reader.readUInt8("Sequence Control") & 0x0f
    try region.reader.skip(1, "Sequence Control")
    if flags & (toDS | fromDS) == toDS | fromDS { try region.reader.skip(6, "Address 4") }
    var holdsSubframes = false
    if kind & qosSubtype != 0 {
      holdsSubframes = try region.reader.readUInt8("QoS Control") & aMSDUPresent != 0
      try region.reader.skip(1, "QoS Control")
      if flags & htcPresent != 0 { try region.reader.skip(4, "HT Control") }
    }
    if hasPaddedHeader {
      try region.reader.skip((start - region.reader.position) & 3, "Data Pad")
    }
    if flags & protectedFrame != 0 { return skip(.protectedFrame) }
    if flags & moreFragments != 0 || fragmentNumber != 0 { return skip(.fragmentedFrame) }
    if holdsSubframes {
      try decodeSubframes(region, depth: depth, into: &sink)
    } else {
      try decodeLLC(region, depth: depth, into: &sink)
    }
  }

  private mutating func decodeSubframes<Sink: TransportSink & ~Copyable>(
    _ region: PacketRegion, depth: Int, into sink: inout Sink
  ) throws(WireError) {
    var region = region
    let outer = encapsulation
    while region.reader.remainingByteCount >= subframeHeaderByteCount {
      try region.reader.skip(12, "DA")
      let length = Int(try region.reader.readUInt16("Length"))
      var subframe = region
      subframe.limit(toByteCountOnWire: length)
      encapsulation = outer
      try decodeLLC(subframe, depth: depth, into: &sink)
      let padding = -(subframeHeaderByteCount + length) & 3
      try region.reader.skip(min(length + padding, region.reader.remainingByteCount), "MSDU")
    }
  }
}

/// Protocol Version 0, Type 2.
private let dataFrame: UInt8 = 0x08
private let nullDataSubtype: UInt8 = 0x40
private let qosSubtype: UInt8 = 0x80
private let toDS: UInt8 = 0x01
private let fromDS: UInt8 = 0x02
private let moreFragments: UInt8 = 0x04
private let protectedFrame: UInt8 = 0x40
private let htcPresent: UInt8 = 0x80
private let aMSDUPresent: UInt8 = 0x80
private let subframeHeaderByteCount = 14
