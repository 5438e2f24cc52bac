extension String {
  /// The text as one word of a POSIX shell: unchanged where no character of it means anything to a shell.
  var shellQuoted: String {
    guard isEmpty || !unicodeScalars.allSatisfy(isPlain) else { return self }
    if unicodeScalars.contains(where: \.isInvisibleOrSteering) {
      // What a terminal would obey is written in bash's and zsh's `$'...'`.
      return "$'" + utf8.map(ansiQuoted).joined() + "'"
    }
    // A quote ends the quoted text, stands escaped, and begins it anew.
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789_-./,:=+@%".unicodeScalars.contains(scalar))
}

private func ansiQuoted(_ byte: UInt8) -> String {
  if (0x20..<0x7f).contains(byte), byte != UInt8(ascii: "'"), byte != UInt8(ascii: "\\") {
    return String(UnicodeScalar(byte))
  }
  return "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
}
