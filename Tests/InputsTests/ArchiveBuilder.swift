import TestSupport

/// A file to be put into an archive.
struct Member {
  var name: String
  var bytes: [UInt8]
  var type: Character = "0"
  var link = ""
}

/// A ustar archive (POSIX.1-2017, pax).
func tar(_ members: [Member]) -> [UInt8] {
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

/// A zip archive of stored members (APPNOTE 6.3).
func zip(_ members: [Member]) -> [UInt8] {
  var archive: [UInt8] = []
  var directory: [UInt8] = []
  for member in members {
    let name = Array(member.name.utf8)
    let fields: [UInt8] =
      [10, 0, 0, 0, 0, 0, 0, 0, 0, 0] + littleEndian(crc32(member.bytes))
      + littleEndian(UInt32(member.bytes.count)) + littleEndian(UInt32(member.bytes.count))
      + littleEndian(UInt16(name.count)) + [0, 0]
    directory += Array("PK\u{1}\u{2}".utf8) + [10, 0] + fields + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    directory += littleEndian(UInt32(archive.count)) + name
    archive += Array("PK\u{3}\u{4}".utf8) + fields + name + member.bytes
  }
  let end: [UInt8] =
    Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0] + littleEndian(UInt16(members.count))
    + littleEndian(UInt16(members.count)) + littleEndian(UInt32(directory.count))
    + littleEndian(UInt32(archive.count)) + [0, 0]
  return archive + directory + end
}

/// A pcap file whose packets have one byte each, 60 times; they are told by it.
func capture(_ packets: [(second: Int, byte: UInt8)]) -> [UInt8] {
  var file: [UInt8] = [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0]
  for packet in packets {
    file += littleEndian(UInt32(1_700_000_000 + packet.second)) + [0, 0, 0, 0, 60, 0, 0, 0, 60, 0, 0, 0]
    file += [UInt8](repeating: packet.byte, count: 60)
  }
  return file
}

/// A capture of two packets that begins at `second`, told by `byte` and the one after it.
func part(_ byte: UInt8, second: Int? = nil) -> [UInt8] {
  let second = second ?? Int(byte) * 10
  return capture([(second, byte), (second + 9, byte + 1)])
}

private func octal(_ number: Int, digits: Int) -> String {
  let text = String(number, radix: 8)
  return String(repeating: "0", count: digits - text.count) + text
}
