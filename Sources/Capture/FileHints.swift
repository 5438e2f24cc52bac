import WireFormat

/// What a file that is no capture looks like, and what its owner can do, in plain words; nil: no idea.
func hint(firstBytes bytes: [UInt8]) -> String? {
  if bytes.isEmpty { return "the file is empty" }
  if let known = knownBeginnings.first(where: { bytes.starts(with: $0.magic) }) { return known.hint }
  if looksLikeText(bytes) { return "a text file" }
  return looksLikeERF(bytes) ? convertible("an Endace ERF capture") : nil
}

private func convertible(_ what: String) -> String {
  "\(what): convert it with Wireshark's `editcap -F pcap IN OUT`"
}

private let knownBeginnings: [(magic: [UInt8], hint: String)] = [
  // Compressed files and archives that are not opened here.
  ([0x1F, 0x9D], "compressed with compress: unpack it first with `uncompress`"),
  (Array("Rar!\u{1A}".utf8), "a RAR archive: unpack it first with `unrar x`"),
  // Captures in other formats.
  (Array("snoop\0\0\0".utf8), convertible("a Solaris snoop capture")),
  (Array("RTSS".utf8), convertible("a Windows NetMon 1 capture")),
  (Array("GMBU".utf8), convertible("a Windows NetMon capture")),
  (Array("XCP\0".utf8), convertible("a NetXRay or Windows Sniffer capture")),
  (Array("TRSNIFF data    \u{1A}".utf8), convertible("a DOS Sniffer capture")),
  (Array("iptrace ".utf8), convertible("an AIX iptrace capture")),
  ([0x00, 0x00, 0x02, 0x00, 0x12, 0x05, 0x00, 0x10], convertible("a Tektronix K12 capture")),
  (Array("+---------+---------------+----------+".utf8), convertible("a Tektronix K12 text capture")),
  (Array("btsnoop\0".utf8), "a Bluetooth HCI capture (btsnoop)"),
  ([0x1C, 0x00, 0x01, 0xAC], convertible("an Ixia capture")),
  ([0xAC, 0x01, 0x00, 0x1C], convertible("an Ixia capture")),
  ([0x1C, 0x00, 0x01, 0xAB], convertible("an Ixia capture")),
  ([0xAB, 0x01, 0x00, 0x1C], convertible("an Ixia capture")),
  ([0xA1, 0xB2, 0x34, 0xCD], "a private variant of pcap that libpcap does not read"),
  ([0xCD, 0x34, 0xB2, 0xA1], "a private variant of pcap that libpcap does not read"),
  ([0x0A, 0x0D, 0x0D, 0x0A], "begins like pcapng, but its byte-order magic is damaged"),
  // What else ends up under the name of a capture.
  (Array("-----BEGIN ".utf8), "a PEM file: certificates or keys, no packets"),
  (Array("CLIENT_RANDOM ".utf8), "a TLS key log, no packets"),
  (Array("<!DOCTYPE".utf8), "an HTML page: was it downloaded without logging in?"),
  (Array("<!doctype".utf8), "an HTML page: was it downloaded without logging in?"),
  (Array("<html".utf8), "an HTML page: was it downloaded without logging in?"),
]

/// ERF has no magic; its records begin with a little-endian 64-bit time (seconds in the upper half), a type,
/// flags and a length (big-endian) that covers these 16 bytes.
private func looksLikeERF(_ bytes: [UInt8]) -> Bool {
  guard bytes.count >= 16 else { return false }
  let seconds = bytes.span.littleEndianUInt32(at: 4)
  let type = bytes[8] & 0x7F
  let recordByteCount = bytes.span.bigEndianUInt16(at: 10)
  return (plausibleSeconds ~= seconds) && (1...27 ~= type) && recordByteCount >= 16
    && recordByteCount >= bytes.span.bigEndianUInt16(at: 14) / 4
}

/// 1990 to 2100.
private let plausibleSeconds: ClosedRange<UInt32> = 631_152_000...4_102_444_800

private func looksLikeText(_ bytes: [UInt8]) -> Bool {
  var text = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
  // The last character may be cut where the peeked bytes end.
  if text.last == replacementCharacter { text.removeLast() }
  return text.allSatisfy { scalar in
    switch scalar {
    case "\t", "\n", "\r": true
    case replacementCharacter: false
    default: scalar.properties.generalCategory != .control
    }
  }
}

private let replacementCharacter: Unicode.Scalar = "\u{FFFD}"
