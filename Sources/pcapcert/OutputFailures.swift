import Export

/// What could not be written. A full disk fails for every capture, and is said once.
struct OutputFailures {
  private var lackOfRoomCount = 0

  /// - Returns: whether it is to be said now.
  mutating func add(_ error: FileError) -> Bool {
    guard error.isLackOfRoom else { return true }
    lackOfRoomCount += 1
    return lackOfRoomCount == 1
  }

  /// - Parameter isExport: files are missing, not lines.
  func closingLines(isExport: Bool) -> [String] {
    guard isExport, lackOfRoomCount > 0 else { return [] }
    return [
      "\(counted(lackOfRoomCount, "time")) there was no room to write; the same command completes the export where there is"
    ]
  }
}
