extension Unicode.Scalar {
  /// Whether a terminal obeys it or a reader cannot see it: control characters (C0, DEL, C1), the marks that
  /// turn a line's direction, zero-width characters, line and paragraph separators, unassigned and private ones.
  ///
  /// Certificates and server names come from strangers: such a character can hide or reorder what is read.
  var isInvisibleOrSteering: Bool {
    if value < 0x7f { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: return true
    default: return properties.isDefaultIgnorableCodePoint
    }
  }
}

extension String {
  /// The text with everything that could steer a terminal written out: `\u{1B}`, `\u{202E}`.
  package var printable: String {
    guard unicodeScalars.contains(where: \.isInvisibleOrSteering) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isInvisibleOrSteering {
        text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}
