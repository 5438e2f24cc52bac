import Extraction
import Inputs

/// What comes of inputs, one after the other.
public enum RunEvent: Sendable {
  /// Of the capture that is being read, in the order in which they are known: chains on any port, and what came of
  /// them.
  case findings([CaptureFinding])
  /// No more may come for a while, as from a pipe.
  case pause
  /// The capture is read, or could not be; the report holds all but the findings.
  case captureEnd(CaptureReport, CaptureOrigin)
  /// One that is installed on a machine, and was not sent.
  case certificate(InstalledCertificate)
  /// An input, or a part of one, that was not read; or a notice of how it was.
  case problem(InputProblem)
}

/// Where a capture is from.
public struct CaptureOrigin: Sendable {
  /// Host name of the machine that captured, where names of files tell.
  public var peer: String?
  /// Path of the archive that it is in.
  public var archive: String?
  /// Of its files, in the order in which they were read.
  public var fileNames: [String]
}
