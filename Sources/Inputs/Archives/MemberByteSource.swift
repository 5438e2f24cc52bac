import Capture

/// The bytes of the member at which an archive stands. There are none any more when the archive has gone on.
final class MemberByteSource: ByteSource {
  private let archive: ArchiveHandle
  private let entryNumber: Int

  init(_ archive: ArchiveHandle) {
    self.archive = archive
    entryNumber = archive.entryCount
  }

  func read(into buffer: inout MutableSpan<UInt8>, at start: Int) throws(CaptureError) -> Int {
    guard archive.entryCount == entryNumber else { return 0 }
    return try archive.read(into: &buffer, at: start)
  }
}
