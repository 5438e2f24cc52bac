/// A file to read packets from, whose first bytes were looked at.
public struct CapturePart {
  /// As messages name it.
  public var name: String
  let start: CaptureStart
  /// Where it comes from, if that can let its reader wait.
  let pipe: FileByteSource?
  /// A file so small that a thread of its own would take longer than it saves.
  let isSmall: Bool

  /// - Throws: what `source` throws while its first bytes are read.
  public init(name: String, source: any ByteSource) throws(CaptureError) {
    self.init(name: name, start: try CaptureStart(source))
  }

  /// - Parameter file: the file that `start` begins, where it is one.
  package init(name: String, start: CaptureStart, file: FileByteSource? = nil) {
    self.name = name
    self.start = start
    pipe = file?.isRegularFile == false ? file : nil
    isSmall = file?.byteCount.map { $0 < smallByteCount } ?? false
  }
}

private let smallByteCount = 4 << 20

/// Where a packet of a capture is.
public struct PacketLocation: Sendable, Equatable {
  /// The part's name.
  public var part: String
  /// The packet's number in its part, from 1.
  public var number: Int

  package init(part: String, number: Int) {
    (self.part, self.number) = (part, number)
  }
}
