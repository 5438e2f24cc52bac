import Extraction
import FoundationEssentials
import Inputs

/// How an ``InputRun`` reads.
public struct RunOptions: Sendable {
  /// How inputs are opened.
  public var inputs = InputOptions()
  /// What is read from each capture.
  public var extraction = ExtractionOptions()
  /// Inputs that are read side by side; each has a thread to read and one to decode.
  public var threadCount = ProcessInfo.processInfo.activeProcessorCount

  public init() {}
}
