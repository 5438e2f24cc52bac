import CArchive
import TestSupport

/// Archives in forms that take a library to make; libarchive is there, since the reader needs it.
///
/// - Parameters:
///   - format: libarchive's name of it, such as `ustar`, `7zip` or `raw`.
///   - filter: of a compression, or nil.
/// - Throws: what libarchive says, which may be that it was built without the compression.
func makeArchive(_ path: String, format: String, filter: String? = nil, _ members: [Member]) throws {
  // Safe: freed at the end, used by this function alone, and handed only buffers that outlive the call.
  let archive = unsafe archive_write_new()
  defer { unsafe archive_write_free(archive) }
  func check(_ result: Int) throws {
    guard result < Int(ARCHIVE_OK) else { return }
    throw ArchiveFailure(text: unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "")
  }
  if let filter { try check(Int(unsafe archive_write_add_filter_by_name(archive, filter))) }
  try check(Int(unsafe archive_write_set_format_by_name(archive, format)))
  try check(Int(unsafe archive_write_open_filename(archive, path)))
  for member in members {
    let entry = unsafe archive_entry_new()
    defer { unsafe archive_entry_free(entry) }
    unsafe archive_entry_set_pathname(entry, member.name)
    unsafe archive_entry_set_size(entry, Int64(member.bytes.count))
    // AE_IFREG, a macro with a cast that is not imported.
    unsafe archive_entry_set_filetype(entry, 0o100000)
    unsafe archive_entry_set_perm(entry, 0o644)
    try check(Int(unsafe archive_write_header(archive, entry)))
    try check(
      unsafe member.bytes.withUnsafeBytes { unsafe archive_write_data(archive, $0.baseAddress, $0.count) })
  }
  try check(Int(unsafe archive_write_close(archive)))
}

struct ArchiveFailure: Error {
  var text: String
}
