import Foundation
import Testing

@testable import Export

@Suite struct JSONWriterTests {
  @Test func keysStayInOrderAndAbsentIsNull() {
    var writer = JSONWriter()
    writer.object { object in
      object.member("b", 1)
      object.member("a", String?.none)
      object.member("list", ["x", "y"])
      object.member("none", [String]?.none)
      object.array("empty", [Int]()) { $0.integer($1) }
      object.object("inner") { $0.member("yes", true) }
    }
    writer.endLine()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"b":1,"a":null,"list":["x","y"],"none":null,"empty":[],"inner":{"yes":true}}"# + "\n")
  }

  @Test func stringsComeBackFromAnotherReader() throws {
    let hostile = [
      "", "plain", "\"\\/", "\u{0}\u{1}\u{1f}\u{7f}\u{80}\u{9f}", "\n\r\t", "ünïcödé 漢字 😀",
      "\u{202e}\u{2066}\u{200b}\u{feff}",
      "\u{e0041}", String(decoding: [0xff, 0xc0, 0x41, 0xed, 0xa0, 0x80] as [UInt8], as: UTF8.self),
    ]
    var writer = JSONWriter()
    writer.object { $0.member("texts", hostile) }
    let read = try JSONDecoder().decode([String: [String]].self, from: Data(writer.bytes))
    #expect(read["texts"]?.map { Array($0.unicodeScalars) } == hostile.map { Array($0.unicodeScalars) })
    #expect(writer.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7f })
    #expect(!String(decoding: writer.bytes, as: UTF8.self).unicodeScalars.contains("\u{202e}"))
  }

  /// What has to be escaped, at each place of strings of all lengths around eight bytes.
  @Test func eachCharacterIsEscapedWhereverItStands() {
    for value in 0..<128 as Range<UInt8> {
      let character = Unicode.Scalar(value)
      let isPlain = (0x20..<0x7f).contains(value) && value != 0x22 && value != 0x5c
      for count in 1...17 {
        for place in 0..<count {
          var scalars = String.UnicodeScalarView(repeatElement("a", count: count))
          let index = scalars.index(scalars.startIndex, offsetBy: place)
          scalars.replaceSubrange(index...index, with: CollectionOfOne(character))
          var writer = JSONWriter()
          writer.string(String(scalars))
          #expect(
            (writer.bytes == Array("\"\(String(scalars))\"".utf8)) == isPlain, "\(value) at \(place) of \(count)")
        }
      }
    }
  }

  @Test func theBufferIsUsedAgain() {
    var writer = JSONWriter()
    writer.object { $0.member("a", 1) }
    writer.endLine()
    writer.removeAll()
    writer.object { $0.member("a", 2) }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"a":2}"#)
  }
}
