import Testing

@testable import Capture

@Suite struct FileFormatTests {
  @Test(
    arguments: [
      ([], "the file is empty"),
      ([0x1F, 0x8B, 8, 0], "compressed with gzip; inside: the file is empty"),
      ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd"),
      (Array("PK\u{3}\u{4}".utf8), "a zip archive"),
      (Array("GMBU".utf8), "a Windows NetMon capture: convert it with Wireshark's `editcap -F pcap IN OUT`"),
      (Array("-----BEGIN CERTIFICATE-----\n".utf8), "a PEM file: certificates or keys, no packets"),
      (Array("12:00:01.5 IP 192.0.2.1 > 192.0.2.2: tcp 0 äöü\n".utf8), "a text file"),
      (Array(repeating: 0, count: 257) + Array("ustar\0".utf8), "a tar archive"),
      (
        [0, 0, 0, 0, 0, 0, 0, 0x60, 1, 4, 0, 80, 0, 0, 0, 60],
        "an Endace ERF capture: convert it with Wireshark's `editcap -F pcap IN OUT`"
      ),
      ([0x0A, 0x0D, 0x0D, 0x0A, 0, 0, 0, 28, 1, 2, 3, 4], "begins like pcapng, but its byte-order magic is damaged"),
      ([0x7F, 0x45, 0x4C, 0x46, 0, 1], nil),
    ] as [([UInt8], String?)])
  func hint(_ bytes: [UInt8], _ hint: String?) {
    #expect(Reading(bytes).error == .notACapture(hint: hint))
  }

  @Test func textCutInsideACharacterIsText() {
    let text = Array(String(repeating: "ä", count: 400).utf8)
    #expect(Reading([0x20] + text).error == .notACapture(hint: "a text file"))
  }

  @Test func pathsThatCannotBeRead() {
    #expect(throws: CaptureError.unreadable(reason: "No such file or directory")) {
      _ = try CaptureReader(path: "/nonexistent/capture.pcap")
    }
    #expect(throws: CaptureError.unreadable(reason: "Is a directory")) { _ = try CaptureReader(path: "/") }
  }
}
