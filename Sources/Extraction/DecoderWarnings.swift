import Packets

/// What packets held that could not be read, as far as it can explain why certificates are missing.
extension PacketDecoder {
  /// A line for each kind of packet that was met.
  var warnings: [String] {
    let links = unknownLinkTypes.sorted { $0.key.rawValue < $1.key.rawValue }.map { linkType, count in
      "packets of link type \(linkType.rawValue), which is not read (see tcpdump.org/linktypes.html): \(count)"
    }
    let skips = SkipReason.allCases.compactMap { reason in
      skipped[reason].map { "\(reason.explanation): \($0)" }
    }
    let fragments = [
      ("fragmented IP datagrams that are not whole in the capture", incompleteDatagramCount),
      ("fragmented IP datagrams dropped, whose parts are not of one datagram", fragmentCounts.mixedDatagramCount),
    ].filter { $0.1 > 0 }.map { "\($0.0): \($0.1)" }
    return links + skips + fragments + problemWarnings
  }

  /// One line for all headers that could not be read, with the first as the example.
  private var problemWarnings: [String] {
    guard let first = problems.tallies.values.min(by: { $0.firstPacket < $1.firstPacket }) else { return [] }
    return [
      "packets with a header that cannot be read, first packet \(first.firstPacket) (\(first.firstError)): "
        + "\(problems.packetCount)"
    ]
  }
}

extension SkipReason {
  fileprivate var explanation: String {
    switch self {
    case .protectedFrame: "802.11 frames that are encrypted (WEP, WPA)"
    case .fragmentedFrame: "fragmented 802.11 frames, which are not joined"
    case .macSecurity: "frames encrypted by MACsec"
    case .encapsulatingSecurityPayload: "packets encrypted by IPsec (ESP)"
    case .cutFragment: "IP fragments cut by the snap length, whose datagrams are lost"
    case .nestedTooDeep: "packets with more tunnels inside each other than are read"
    }
  }
}
