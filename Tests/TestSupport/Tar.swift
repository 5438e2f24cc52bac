/// A file to be put into an archive.
public struct Member: Sendable {
  public var name: String
  public var bytes: [UInt8]
  public var type: Character = "0"
  public var link = ""

  public init(name: String, bytes: [UInt8], type: Character = "0", link: String = "") {
    (self.name, self.bytes, self.type, self.link) = (name, bytes, type, link)
  }
}

/// A ustar archive (POSIX.1-2017, pax).
public func tar(_ members: [Member]) -> [UInt8] {
  var archive: [UInt8] = []
  for member in members {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
    }
    put(member.name, at: 0)
    put("0000644\0", at: 100)
    put(octal(member.bytes.count, digits: 11), at: 124)
    put(octal(0, digits: 11), at: 136)
    put(String(repeating: " ", count: 8), at: 148)
    put(String(member.type), at: 156)
    put(member.link, at: 157)
    put("ustar\u{0}00", at: 257)
    put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\0 ", at: 148)
    archive += header + member.bytes
    archive += [UInt8](repeating: 0, count: (512 - member.bytes.count % 512) % 512)
  }
  return archive + [UInt8](repeating: 0, count: 1024)
}

private func octal(_ number: Int, digits: Int) -> String {
  let text = String(number, radix: 8)
  return String(repeating: "0", count: digits - text.count) + text
}
