/// What tells one capture's export from another's of the same name.
struct CaptureIdentity: Equatable, Sendable {
  /// The file name without its folders: the same capture reached by another path is the same capture.
  let name: String
  /// Of the capture's first bytes, which hold its first packet's time; nil where nobody knows it.
  let fingerprint: String?

  /// Whether both may be the same capture.
  func matches(_ other: CaptureIdentity) -> Bool {
    guard name == other.name else { return false }
    guard let fingerprint, let otherFingerprint = other.fingerprint else { return true }
    return fingerprint == otherFingerprint
  }
}
