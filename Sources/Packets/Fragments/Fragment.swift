/// What tells the fragments of one datagram from those of others (RFC 791, section 3.2; RFC 8200, section 4.5).
struct FragmentKey: Hashable {
  var source: IPAddress
  var destination: IPAddress
  /// nil for IPv6, where it is no part of the key.
  var protocolNumber: UInt8?
  var identification: UInt32
  /// The tunnels and VLANs that they came through: other networks use the same addresses and identifications, and
  /// their fragments together would make a datagram that nobody sent.
  var encapsulation = EncapsulationID.none
}

/// A part of a datagram, without its bytes.
struct Fragment {
  var key: FragmentKey
  /// Of what the datagram holds. In IPv6 only the first fragment's counts.
  var protocolNumber: IPProtocolNumber
  /// Of its first byte in the datagram's payload, in bytes.
  var offset: Int
  var isLast: Bool

  /// Whether the standards allow a fragment of that many bytes here: it has some, ends where
  /// another can begin unless it is the last, and does not reach beyond the largest datagram.
  func fits(byteCount: Int) -> Bool {
    byteCount > 0 && (isLast || byteCount % 8 == 0) && offset + byteCount <= largestDatagramByteCount
  }
}

private let largestDatagramByteCount = 65_535
