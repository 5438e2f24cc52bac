import ChainInput
import Extraction
import Packets

/// Where equal chains were seen, in a line or a few.
struct OriginText {
  private let group: ChainGroup

  init(_ group: ChainGroup) {
    self.group = group
  }

  var lines: [String] {
    guard let first = group.origins.first else { return [] }
    let size = counted(group.chain.elements.count, "certificate")
    var head = "\(first.file.printable): \(size)"
    guard let connection = first.connection else {
      if group.origins.count > 1 { head += ", as in " + counted(group.origins.count - 1, "more input") }
      return wrapped(head.words, width: textWidth)
    }
    head = "\(first.file.printable): connection \(connection)"
    if group.origins.count > 1 { head += " and \(counted(group.origins.count - 1, "more connection"))" }
    var lines = wrapped(head.words, width: textWidth)
    let sender = first.role == .unknown ? "One side" : "The \(first.role.rawValue)"
    let ends = [first.source.map { " \($0)" } ?? "", first.destination.map { " to \($0)" } ?? ""]
    let packet = first.packet.map { " (packet \($0))" } ?? ""
    let cut = group.chain.isComplete ? "" : ", of which bytes are missing in the capture"
    lines += wrapped("\(sender)\(ends[0]) sent \(size)\(ends[1])\(packet)\(cut).".words, width: textWidth - 2)
      .map { "  " + $0 }
    if group.origins.count > 1 { lines += others }
    if let refusal = first.refusal {
      let peer =
        switch first.role {
        case .server: "The client"
        case .client: "The server"
        case .unknown: "The other side"
        }
      lines += wrapped("\(peer) broke the handshake off with alert \(refusal.printable).".words, width: textWidth - 2)
        .map { "  " + $0 }
    }
    return lines
  }

  /// The other connections by number, as many as go in a line.
  private var others: [String] {
    let numbers = group.origins.dropFirst().prefix(Self.listed).compactMap { origin in
      origin.connection.map { origin.file == group.origins[0].file ? "\($0)" : "\(origin.file.printable) \($0)" }
    }
    let more = group.origins.count - 1 - numbers.count
    return wrapped(
      ["Also in connection", numbers.count == 1 ? " " : "s "]
        + (numbers + (more > 0 ? ["\(more) more"] : [])).listPieces,
      width: textWidth - 2
    ).map { "  " + $0 }
  }

  private static let listed = 20
}
