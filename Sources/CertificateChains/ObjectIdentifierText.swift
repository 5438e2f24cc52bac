/// "1.2.840.113549" for the content octets of an OBJECT IDENTIFIER (X.690 8.19); "#" and their hex where they are none.
func dottedText(ofObjectIdentifier octets: ArraySlice<UInt8>) -> String {
  dottedText(ofObjectIdentifier: octets.span)
}

func dottedText(ofObjectIdentifier octets: Span<UInt8>) -> String {
  frequentIdentifiers.frequent(octets) ?? spelledOutText(ofObjectIdentifier: octets)
}

private func spelledOutText(ofObjectIdentifier octets: Span<UInt8>) -> String {
  let count = octets.count
  guard count > 0, octets[count - 1] < 0x80, count <= longestIdentifier else { return "#" + upperHex(octets) }
  if let text = shortDottedText(octets) { return text }
  var text = ""
  // UInt128 holds 18 octets; longer arcs do not occur, and are not worth a big integer.
  var arc: UInt128 = 0
  for index in octets.indices {
    guard arc < 1 << 120 else { return "#" + upperHex(octets) }
    arc = arc << 7 | UInt128(octets[index] & 0x7f)
    guard octets[index] < 0x80 else { continue }
    if text.isEmpty {
      let first = min(arc / 40, 2)
      text = "\(first).\(arc - first * 40)"
    } else {
      text += ".\(arc)"
    }
    arc = 0
  }
  return text
}

/// Nil for identifiers beyond those in common use.
private func shortDottedText(_ octets: Span<UInt8>) -> String? {
  // Four characters for each octet are the most.
  guard octets.count * 4 <= ShortText.capacity else { return nil }
  var text = ShortText()
  var arc: UInt64 = 0
  for index in octets.indices {
    guard arc < 1 << 56 else { return nil }
    arc = arc << 7 | UInt64(octets[index] & 0x7f)
    guard octets[index] < 0x80 else { continue }
    if text.count == 0 {
      let first = min(arc / 40, 2)
      text.appendDecimal(Int(first))
      arc -= first * 40
    }
    text.append(UInt8(ascii: "."))
    text.appendDecimal(Int(arc))
    arc = 0
  }
  return text.text
}

/// Whether each arc takes as few octets as it can and the last one is whole.
func isWellFormed(objectIdentifier octets: Span<UInt8>) -> Bool {
  var startsArc = true
  for index in octets.indices {
    if startsArc && octets[index] == 0x80 { return false }
    startsArc = octets[index] < 0x80
  }
  return startsArc && !octets.isEmpty
}

private let longestIdentifier = 256
/// Of keys, signatures and purposes: nearly all that certificates' fields are shown with.
private let frequentIdentifiers = IdentifierTable(
  Dictionary(uniqueKeysWithValues: frequentTexts.map { ($0, $0) }), frequent: frequentTexts)
private let frequentTexts =
  [
    // id-kp: serverAuth, clientAuth, emailProtection, OCSPSigning (RFC 5280, 4.2.1.12).
    "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.9",
  ] + frequentSignatureAlgorithms + frequentKeyAlgorithms + frequentCurves
