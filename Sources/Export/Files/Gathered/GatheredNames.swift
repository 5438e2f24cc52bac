import Capture
import CertificateChains

/// What captures are called in a folder that is of several: by their file names, with as many folders as it takes to
/// tell them apart, and never by how their paths were written.
struct GatheredNames {
  /// Of each capture, in the order in which they were read.
  let captures: [CaptureIdentity]
  /// Of each sighting, the file that its packet is in, where its capture has several.
  let packetFiles: [PacketLocation?]

  /// Tells these captures from others, so that the same ones find their folder again.
  var fingerprint: String {
    let names = captures.map { "\($0.name)\0\($0.fingerprint ?? "")\n" }.joined()
    return String(sha256Hex(of: names.utf8).prefix(16))
  }
}
