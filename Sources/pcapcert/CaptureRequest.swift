import Export
import Extraction
import FoundationEssentials
import Inputs
import Logging

/// What to do with captures: the options of `export` and `list`, checked.
struct CaptureRequest {
  var inputs: [String]
  var inputOptions: InputOptions
  var ports: PortSet
  var filter: String?
  var format: OutputFormat
  var style: TextStyle
  var allConnections: Bool
  /// Of what is said on standard error, this and what is above.
  var level: Logger.Level

  /// Captures that are read side by side; each has a thread to read and one to decode.
  var threadCount: Int { ProcessInfo.processInfo.activeProcessorCount }

  var extractionOptions: ExtractionOptions {
    var options = ExtractionOptions()
    options.filter = filter
    options.ports = ports
    options.recordsConnections = allConnections
    return options
  }
}
