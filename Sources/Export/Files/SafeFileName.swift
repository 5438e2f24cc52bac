/// Names for files and folders that Linux, macOS and Windows all take, whatever a certificate or a user says.
///
/// Letters and digits of left-to-right scripts stay, so does `.`, `-`, `+`, `@` and `=`; what stands between
/// becomes one `_`: separators, wildcards, quotes, colons, spaces, control, bidirectional and zero-width characters. Names never
/// begin or end with a dot, are no device of Windows, and are cut to a number of UTF-8 bytes.
enum SafeFileName {
  /// - Parameters:
  ///   - text: what the name should say.
  ///   - byteLimit: length of the name in UTF-8, at most.
  ///   - fallback: a safe name for a text of which nothing remains.
  static func make(from text: String, byteLimit: Int, fallback: String) -> String {
    var name = ""
    var byteCount = 0
    let text = text.hasPrefix("*.") ? "wildcard." + text.dropFirst(2) : text
    for scalar in text.unicodeScalars {
      let kept: Unicode.Scalar = isHarmless(scalar) ? scalar : "_"
      if kept != scalar, name.hasSuffix("_") { continue }
      byteCount += UTF8.width(kept)
      guard byteCount <= byteLimit else { break }
      name.unicodeScalars.append(kept)
    }
    while let last = name.unicodeScalars.last, last == "." { name.unicodeScalars.removeLast() }
    if let first = name.unicodeScalars.first, first == "." || first == "-" {
      name = "_" + String(name.unicodeScalars.dropFirst())
    }
    guard name.unicodeScalars.contains(where: { $0 != "_" && $0 != "." }) else { return fallback }
    // Windows takes `con.txt` for the device as well.
    let base = name.utf8.prefix { $0 != UInt8(ascii: ".") }
    guard base.count <= longestDevice else { return name }
    return isDevice(String(decoding: base, as: UTF8.self).uppercased()) ? "_" + name : name
  }

  /// An address and port: colons become hyphens, `10.0.0.1-7001`, `2001-db8--1-7001`.
  static func make(from endpoint: String) -> String {
    String(endpoint.compactMap { $0 == "[" || $0 == "]" ? nil : $0 == ":" ? "-" : $0 })
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "+", "@", "=", "_": return true
    case _ where scalar.isASCII: return false
    default: break
    }
    guard !rightToLeftRanges.contains(where: { $0.contains(scalar.value) }), !scalar.isInvisibleOrSteering
    else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }

  private static func isDevice(_ base: String) -> Bool {
    if ["CON", "PRN", "AUX", "NUL"].contains(base) { return true }
    return base.count == 4 && (base.hasPrefix("COM") || base.hasPrefix("LPT"))
      && base.unicodeScalars.last?.properties.numericType != nil
  }
}

/// In UTF-8: `COM` and a digit, which takes up to four bytes in other scripts.
private let longestDevice = 7

/// Blocks of right-to-left scripts: among Latin letters and digits they are shown in another order than they stand.
private let rightToLeftRanges: [ClosedRange<UInt32>] = [
  0x0590...0x08ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff,
]
