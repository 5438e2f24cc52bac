import Capture

/// A file that is no capture, for who wants those as well (``InputOptions/givesOtherFiles``).
public struct OtherFile: Sendable {
  /// Where it is, `case.tar.gz:certs/server.pem`.
  public var name: String
  public var bytes: [UInt8]
  /// What it looks like, where that is known.
  public var hint: String?

  /// What `start` gives: the file, or what is wrong with it.
  static func item(_ name: String, _ start: CaptureStart, upTo limit: Int) -> InputItem {
    do throws(CaptureError) {
      return .file(OtherFile(name: name, bytes: try start.source.readAll(upTo: limit), hint: start.hint))
    } catch {
      return .problem(InputProblem(name: name, reason: error.description))
    }
  }

  /// Whether a file that was found, not named, is worth giving. The trusted CA list of a machine is no chain.
  static func isWanted(_ fileName: String, _ start: CaptureStart) -> Bool {
    isCertificateFile(fileName, start) && ExpresswayName(fileName)?.kind != .trustedCAs
  }

  /// More than any bundle of certificates holds.
  static let largestNamed = 64 << 20
  /// A trusted CA list with every public root is half a MiB.
  static let largestFound = 8 << 20
}
