/// tcpdump's filter language.
public enum CaptureFilter {
  /// Compiles `expression` for Ethernet and throws the result away, so that a typing error shows before any
  /// file is read.
  ///
  /// - Throws: `CaptureError.badFilter` with libpcap's words.
  public static func check(_ expression: String) throws(CaptureError) {
    _ = try FilterProgram(expression, linkType: LinkType.ethernet)
  }
}

/// A filter expression, compiled once for each link type that comes.
final class PacketFilter {
  private let expression: String
  private var programs: [FilterProgram] = []

  init(_ expression: String) {
    self.expression = expression
  }

  func matches(_ packet: CapturedPacket, _ bytes: Span<UInt8>) throws(CaptureError) -> Bool {
    try program(linkType: packet.linkType)
      .matches(bytes, originalByteCount: packet.originalByteCount)
  }

  /// Compiles now what the packets of `linkType` will need.
  func prepare(linkType: UInt32) throws(CaptureError) {
    _ = try program(linkType: linkType)
  }

  private func program(linkType: UInt32) throws(CaptureError) -> FilterProgram {
    if let program = programs.first(where: { $0.linkType == linkType }) { return program }
    do throws(CaptureError) {
      let program = try FilterProgram(expression, linkType: linkType)
      programs.append(program)
      return program
    } catch .badFilter(let reason) where linkType != LinkType.ethernet {
      // The expression can be sound; what it asks for is not in such packets.
      throw .badFilter(reason: "\(reason) (for the file's link type, \(linkType))")
    }
  }
}
