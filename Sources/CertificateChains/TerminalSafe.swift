/// `text` with every character escaped that could move the cursor, change colours, hide or reorder text: controls,
/// bidirectional and other invisible format characters, line and paragraph separators, private and unassigned ones.
///
/// They become `\u{202E}`; everything else, letters of all scripts among it, stays.
public func terminalSafe(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
  var safe = ""
  for scalar in text.unicodeScalars {
    if isUnsafe(scalar) {
      safe += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    } else {
      safe.unicodeScalars.append(scalar)
    }
  }
  return safe
}

private func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7f }
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return true
  default: return scalar.properties.isDefaultIgnorableCodePoint
  }
}
