import WireFormat

/// Whether fragments that were joined are one datagram's, by the checksum of what they carry.
///
/// After a lost fragment, an identification that is used again brings parts of two datagrams together. The checksum of
/// UDP or TCP tells, for whoever fragments a datagram has computed it before: no network card does it over fragments.
/// But captures have wrong ones too, where addresses were changed and nothing else. So a wrong checksum refutes only
/// between addresses whose checksums were right before.
struct ChecksumEvidence {
  private struct Path: Hashable {
    var addresses: IPAddressPair
    var encapsulation: EncapsulationID
  }

  private var proven: Set<Path> = []

  /// Whether the datagram is not one that was sent.
  mutating func refutes(_ datagram: Span<UInt8>, of number: IPProtocolNumber, _ key: FragmentKey) -> Bool {
    let addresses = IPAddressPair(source: key.source, destination: key.destination)
    let path = Path(addresses: addresses, encapsulation: key.encapsulation)
    switch TransportChecksum.judge(datagram, of: number, between: addresses) {
    case .right:
      if proven.count < Self.pathLimit { proven.insert(path) }
      return false
    case .absent: return false
    case .wrong: return proven.contains(path)
    }
  }

  private static let pathLimit = 4096
}
