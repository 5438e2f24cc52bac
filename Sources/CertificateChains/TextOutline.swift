/// Indented lines of text, each made safe for terminals.
struct TextOutline {
  private(set) var lines: [String] = []
  private var depth = 0

  mutating func add(_ line: String) {
    lines.append(String(repeating: " ", count: depth * indentation) + terminalSafe(line))
  }

  mutating func add(_ name: String, _ value: String?) {
    if let value { add("\(name): \(value)") }
  }

  /// An outline at the same depth, to be appended when all goes well.
  func draft() -> TextOutline {
    var draft = TextOutline()
    draft.depth = depth
    return draft
  }

  mutating func append(_ draft: TextOutline) {
    lines += draft.lines
  }

  mutating func nested(_ body: (inout TextOutline) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  mutating func add(_ heading: String, _ body: (inout TextOutline) -> Void) {
    add(heading)
    nested(body)
  }

  /// Bytes as colon-separated hex, as many a line as go into 80 columns, 20 at most.
  mutating func addHex(_ bytes: some Collection<UInt8>) {
    let room = max(4, min(20, (width - depth * indentation) / 3 / 4 * 4))
    var rest = bytes[...]
    while !rest.isEmpty {
      add(rest.prefix(room).colonHex + (rest.count > room ? ":" : ""))
      rest = rest.dropFirst(room)
    }
  }

  /// Words joined by commas, broken at 80 columns.
  mutating func addList(_ words: [String]) {
    let room = width - depth * indentation
    var line = ""
    for (index, word) in words.enumerated() {
      let piece = word + (index + 1 < words.count ? "," : "")
      if !line.isEmpty && line.count + piece.count >= room {
        add(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + piece
    }
    if !line.isEmpty { add(line) }
  }

  private var width: Int { 80 }
  private var indentation: Int { 4 }
}

extension Collection<UInt8> {
  /// "AA:BB:CC".
  var colonHex: String {
    map { upperHex(CollectionOfOne($0)) }.joined(separator: ":")
  }
}
