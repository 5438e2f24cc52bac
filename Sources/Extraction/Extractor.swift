/// What the user can set of an extraction.
public struct ExtractionOptions: Sendable {
  /// tcpdump's filter language, or nil.
  public var filter: String?
  /// Counts connections without a chain by whether they are on these ports; chains are taken on any port.
  public var ports = PortSet.any

  public init() {}
}

/// Reads one capture (`-`: standard input) from its packets to its chains.
///
/// Nothing is thrown: a file that cannot be read, or not to its end, says so in the report's `readError`,
/// and holds what came before.
public func extractChains(fromFile path: String, options: ExtractionOptions) -> CaptureReport {
  CaptureReport(file: path)
}
