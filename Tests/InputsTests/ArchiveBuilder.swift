import TestSupport

/// A zip archive of stored members (APPNOTE 6.3), whose names are said to be UTF-8 where they are no ASCII.
func zip(_ members: [Member]) -> [UInt8] {
  var archive: [UInt8] = []
  var directory: [UInt8] = []
  for member in members {
    let name = Array(member.name.utf8)
    let fields: [UInt8] =
      [10, 0, 0, name.allSatisfy { $0 < 0x80 } ? 0 : 8, 0, 0, 0, 0, 0, 0] + littleEndian(crc32(member.bytes))
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
