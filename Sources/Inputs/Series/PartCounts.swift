/// How many parts each rotated capture has in an archive that is not packed in another one, as far as names tell.
///
/// A tar or zip archive that is a file says so without being read; of others nobody knows before their end.
struct PartCounts {
  private var counts: [SeriesKey: Int] = [:]

  /// Nil where it would take more than looking at the members' headers, or these cannot be read.
  init?(_ file: InputFile, _ options: InputOptions) {
    // For itself: what is looked at here counts neither as read nor as unpacked.
    guard let names = try? OpenedFile(file, options, InputProgress()).memberNames() else { return nil }
    for name in names {
      guard let rotated = RotatedName(fileName(of: name)) else { continue }
      counts[SeriesKey(archive: [], folder: folderName(of: name), series: rotated.series), default: 0] += 1
    }
  }

  /// Nil where it is not known.
  subscript(key: SeriesKey) -> Int? { key.archive.isEmpty ? counts[key] : nil }
}
