/// How the files of an export are laid out below its folder. The raw value is the word of `--layout`.
public enum ExportLayout: String, Sendable, CaseIterable {
  /// A folder for each capture, and in it one for each connection, with every chain as it was sent.
  case connection
  /// One folder, in it each distinct certificate of the whole run once, and an index of where each was seen.
  case flat
  /// A folder for each machine that captured, or archive, or capture of neither; in it each distinct certificate and
  /// chain once, and an index.
  case `case`
}
