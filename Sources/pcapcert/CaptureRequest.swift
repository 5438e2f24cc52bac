import Export
import Extraction
import Inputs
import Logging
import Runs

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

  /// - Parameter logger: told how inputs are read.
  func runOptions(_ logger: Logger) -> RunOptions {
    var options = RunOptions()
    options.inputs = inputOptions
    options.inputs.logger = logger
    options.extraction.filter = filter
    options.extraction.ports = ports
    options.extraction.recordsConnections = allConnections
    return options
  }
}
