import Export
import Extraction

/// What to do with captures: the options of `export` and `list`, checked.
struct CaptureRequest {
  var captures: [String]
  var ports: PortSet
  var filter: String?
  var format: OutputFormat
  var style: TextStyle
  var allConnections: Bool

  var extractionOptions: ExtractionOptions {
    var options = ExtractionOptions()
    options.filter = filter
    options.ports = ports
    options.recordsConnections = allConnections
    return options
  }
}
