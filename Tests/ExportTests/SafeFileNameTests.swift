import TestSupport
import Testing

@testable import Export

@Suite struct SafeFileNameTests {
  @Test(arguments: [
    ("vcse.example.com", "vcse.example.com"),
    ("*.example.com", "wildcard.example.com"),
    ("Example Corp CA, G2", "Example_Corp_CA_G2"),
    ("../../etc/passwd", "_._.._etc_passwd"),
    ("..\\..\\x", "_._.._x"),
    ("a:b*c?d\"e<f>g|h", "a_b_c_d_e_f_g_h"),
    ("name. . .", "name._._"),
    ("...", "fallback"), ("", "fallback"), ("***", "fallback"), ("\u{200b}\u{202e}", "fallback"),
    ("-rf", "_rf"), (".hidden", "_hidden"),
    ("CON", "_CON"), ("con.txt", "_con.txt"), ("Nul", "_Nul"), ("COM1", "_COM1"), ("lpt9.cer", "_lpt9.cer"),
    ("COM\u{b9}", "COM_"), ("COMX", "COMX"),
    ("COM\u{1d7cf}", "_COM\u{1d7cf}"), ("con.\u{301}x", "_con.\u{301}x"), ("console", "console"),
    ("a\u{0}b\nc\u{1b}[31m", "a_b_c_31m"), ("user\u{202e}fdp.exe", "user_fdp.exe"),
    ("Zertifikat Müller", "Zertifikat_Müller"), ("証明書", "証明書"), ("\u{5d0}\u{5d1}x", "_x"), ("a__b", "a__b"),
  ])
  func hostileNames(text: String, expected: String) {
    #expect(SafeFileName.make(from: text, byteLimit: 60, fallback: "fallback") == expected)
  }

  @Test func longNamesAreCutBetweenCharacters() {
    let name = SafeFileName.make(from: String(repeating: "漢", count: 100), byteLimit: 60, fallback: "x")
    #expect(name == String(repeating: "漢", count: 20))
    #expect(
      SafeFileName.make(from: String(repeating: "a", count: 59) + ".b", byteLimit: 60, fallback: "x").utf8.count == 59)
  }

  @Test func anyTextGivesASafeName() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      let scalars = (0..<Int(random.next() % 12)).compactMap { _ in
        Unicode.Scalar(UInt32(random.next() % (random.next() % 2 == 0 ? 0x80 : 0x11_0000)))
      }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      let name = SafeFileName.make(from: text, byteLimit: 20, fallback: "fallback")
      let isSafe =
        !name.isEmpty && name.utf8.count <= 20 && !name.hasSuffix(".") && !name.hasPrefix(".") && !name.hasPrefix("-")
        && !name.unicodeScalars.contains { $0.value < 0x20 || "/\\:*?\"<>| \u{7f}".unicodeScalars.contains($0) }
      #expect(isSafe, "\(Array(scalars)) gives \(name), seed \(seed)")
    }
  }

  @Test func endpoints() {
    #expect(SafeFileName.make(from: "192.0.2.1:7001") == "192.0.2.1-7001")
    #expect(SafeFileName.make(from: "[2001:db8::1]:7001") == "2001-db8--1-7001")
  }
}
