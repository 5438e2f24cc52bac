import CArchive
import Capture

/// An archive that libarchive reads as a stream, member by member; owns the handle.
@safe final class ArchiveHandle {
  struct Entry {
    var name: String
    /// Has bytes of its own: no folder, link or device.
    var isFile: Bool
    var isEncrypted: Bool
  }

  private let feed: ArchiveFeed
  private let budget: UnpackingBudget
  private let stage: UnpackingStage
  // Safe: made in `init`, freed in `deinit` only.
  private let handle: OpaquePointer
  private var isInsideEntry = false
  /// libarchive can read nothing more of the archive.
  private var isFatal = false
  /// What libarchive found wrong with the member's data, which it gave all the same: a checksum, as a rule.
  private var warning: String?
  /// Why members could not be told from what is around them and were passed over; nil where there are none.
  private(set) var lostMembers: String?
  /// libarchive unpacks what is skipped, and nobody would count it.
  private let unpacksSkipped: Bool
  /// What is left of the data that libarchive gave last, and of the zeros before it.
  // Safe: libarchive's, only used until it is called again.
  private var block = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  private var zeroCount = 0
  /// In the member.
  private var position = 0
  /// Members met so far; the last one is the one that is read.
  private(set) var entryCount = 0

  /// - Parameters:
  ///   - packing: what the first bytes of `source` said it is; no other format is tried.
  ///   - depth: how many archives it is in.
  init(
    _ source: any ByteSource, _ packing: Packing, depth: Int, passphrases: [String], budget: UnpackingBudget
  ) throws(CaptureError) {
    guard let handle = unsafe archive_read_new() else { throw .unreadable(reason: "out of memory") }
    unsafe self.handle = handle
    self.budget = budget
    stage = UnpackingStage(depth: depth, output: .members)
    feed = ArchiveFeed(source, budget)
    unpacksSkipped = packing == .sevenZip
    for passphrase in passphrases { unsafe archive_read_add_passphrase(handle, passphrase) }
    unsafe Self.support(packing, handle)
    guard unsafe feed.open(handle) >= ARCHIVE_WARN else { throw failure() }
  }

  deinit {
    unsafe archive_read_free(handle)
  }

  private static func support(_ packing: Packing, _ handle: OpaquePointer) {
    switch packing {
    case .zip: unsafe archive_read_support_format_zip(handle)
    case .sevenZip: unsafe archive_read_support_format_7zip(handle)
    case .tar, .gzip: unsafe archive_read_support_format_tar(handle)
    case .bzip2: unsafe archive_read_support_filter_bzip2(handle)
    case .xz: unsafe archive_read_support_filter_xz(handle)
    case .zstd: unsafe archive_read_support_filter_zstd(handle)
    case .lz4: unsafe archive_read_support_filter_lz4(handle)
    }
    // gzip is unpacked before.
    if packing.isCompression && packing != .gzip {
      unsafe archive_read_support_format_tar(handle)
      // What is compressed and no tar archive is a single file.
      unsafe archive_read_support_format_raw(handle)
    }
  }

  /// Compressed, but not an archive: its one member has no name.
  var isSingleFile: Bool { unsafe archive_format(handle) == ARCHIVE_FORMAT_RAW }

  /// Goes on to the next member; nil at the end.
  func nextEntry() throws(CaptureError) -> Entry? {
    try withUTF8Characters { () throws(CaptureError) in try readEntry() }
  }

  private func readEntry() throws(CaptureError) -> Entry? {
    var entry: OpaquePointer?
    var status = unsafe archive_read_next_header(handle, &entry)
    for _ in 0..<maximumRetryCount where status == ARCHIVE_RETRY {
      lostMembers = lostMembers ?? failure().description
      status = unsafe archive_read_next_header(handle, &entry)
    }
    if status == ARCHIVE_EOF { return nil }
    guard status >= ARCHIVE_WARN, let entry = unsafe entry else { throw failure() }
    try budget.countMember()
    entryCount += 1
    isInsideEntry = true
    unsafe block = UnsafeRawBufferPointer(start: nil, count: 0)
    (zeroCount, position) = (0, 0)
    return unsafe Entry(
      name: name(of: entry),
      isFile: archive_entry_filetype(entry) & fileTypeMask == regularFile && archive_entry_hardlink(entry) == nil,
      isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  /// Reads some bytes of the member: how many, or 0 at its end.
  ///
  /// By block, because archive_read_data(3) drops what precedes damage in the bytes asked for.
  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    if unsafe zeroCount == 0 && block.isEmpty {
      guard try nextBlock() else { return 0 }
    }
    let zeros = min(zeroCount, buffer.count - start)
    for offset in 0..<zeros { buffer[start + offset] = 0 }
    zeroCount -= zeros
    // Safe: copies no more than the block has, and than fits behind `start`, which is inside the buffer.
    let copied =
      unsafe zeros > 0
      ? 0
      : buffer.withUnsafeMutableBytes { bytes in
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
        let count = unsafe min(room.count, block.count)
        unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[..<count]))
        return count
      }
    unsafe block = UnsafeRawBufferPointer(rebasing: block[copied...])
    position += zeros + copied
    try budget.countUnpacked(zeros + copied, stage)
    return zeros + copied
  }

  /// False at the end of the member.
  private func nextBlock() throws(CaptureError) -> Bool {
    guard isInsideEntry else { return false }
    var start: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = 0
    repeat {
      var status = ARCHIVE_RETRY
      for _ in 0..<maximumRetryCount where status == ARCHIVE_RETRY {
        // Safe: the block stays where it is until the next call for this handle.
        status = unsafe archive_read_data_block(handle, &start, &count, &offset)
      }
      if status == ARCHIVE_EOF {
        isInsideEntry = false
        return false
      }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN else {
        isInsideEntry = false
        isFatal = status == ARCHIVE_FATAL
        throw failure()
      }
      if status == ARCHIVE_WARN, warning == nil { warning = failure().description }
    } while count == 0 && offset <= position
    unsafe block = UnsafeRawBufferPointer(start: start, count: count)
    // A hole of a sparse file.
    zeroCount = max(0, Int(offset) - position)
    return true
  }

  /// Ends the member, to be called before the next one: what was found wrong with the data that was read of it.
  ///
  /// Reads what is left of it where libarchive would do so to skip it, without counting.
  func endEntry() throws(CaptureError) -> String? {
    unsafe block = UnsafeRawBufferPointer(start: nil, count: 0)
    zeroCount = 0
    if isInsideEntry, unsafe unpacksSkipped || archive_filter_count(handle) > 1 {
      while try nextSkippedBlock() { try budget.countUnpacked(unsafe block.count, stage) }
    }
    defer { warning = nil }
    return warning
  }

  /// Damage in what is skipped is nobody's matter, as long as the archive goes on behind it.
  private func nextSkippedBlock() throws(CaptureError) -> Bool {
    do throws(CaptureError) {
      return try nextBlock()
    } catch {
      if isFatal || budget.refusal != nil || feed.failure != nil { throw error }
      return false
    }
  }

  private func failure() -> CaptureError {
    if let refusal = budget.refusal ?? feed.failure { return refusal }
    // Safe: a terminated string inside the handle, or NULL.
    let reason = unsafe archive_error_string(handle).map { unsafe String(cString: $0) }
    return .unreadable(reason: reason.map(plainReason) ?? "the archive is damaged")
  }
}

/// What libarchive says, in words for who has the archive.
private func plainReason(_ reason: String) -> String {
  // Of itself, where it was asked on behind damage.
  if reason.hasPrefix("INTERNAL ERROR") { return "the archive is damaged" }
  let known = [
    ("No progress is possible", "the compressed data ends early, or is damaged"),
    ("Unrecognized archive format", "what is in it is neither a capture nor an archive, or it is damaged"),
    ("ecompression failed", "the compressed data is damaged"),
  ]
  return known.first { reason.contains($0.0) }.map { "\($0.1) (\(reason))" } ?? reason
}

/// As UTF-8 where libarchive can tell, or else its bytes, repaired where they are no UTF-8.
private func name(of entry: OpaquePointer) -> String {
  // Safe: terminated strings inside the entry, copied at once.
  let bytes = unsafe archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
  let name = unsafe bytes.map { unsafe String(cString: $0) } ?? "(no name)"
  return name.hasPrefix("./") ? String(name.dropFirst(2)) : name
}

/// AE_IFMT and AE_IFREG of archive_entry.h, macros that Swift does not see.
private let fileTypeMask: mode_t = 0o170000
private let regularFile: mode_t = 0o100000
private let maximumRetryCount = 10
