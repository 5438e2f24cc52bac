import Packets
import Testing

@Suite struct IPAddressTests {
  /// RFC 5952, sections 4 and 5, and what `inet_ntop` prints.
  @Test(arguments: [
    (UInt64(0), UInt64(0), "::"), (0, 1, "::1"), (0x2001_0db8_0000_0000, 1, "2001:db8::1"),
    (0x2001_0db8_0000_0001, 0x0001_0001_0001_0001, "2001:db8:0:1:1:1:1:1"),
    (0x2001_0db8_0000_0000, 0x0001_0000_0000_0001, "2001:db8::1:0:0:1"),
    (0x2001_0000_0000_0001, 0x0000_0000_0000_0001, "2001:0:0:1::1"),
    (0xfe80_0000_0000_0000, 0, "fe80::"), (0, 0x0000_ffff_c000_0201, "::ffff:192.0.2.1"),
    (0x2001_0db8_aaaa_bbbb, 0xcccc_dddd_eeee_0001, "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"),
  ])
  func `IPv6 in canonical text`(high: UInt64, low: UInt64, text: String) {
    #expect(IPAddress(v6High: high, low: low).description == text)
    #expect(Endpoint(address: IPAddress(v6High: high, low: low), port: 443).description == "[\(text)]:443")
  }

  @Test func `IPv4 in dotted decimal`() {
    #expect(Endpoint(address: IPAddress(v4: 0xc000_02ff), port: 7001).description == "192.0.2.255:7001")
  }

  @Test func `families are never equal`() {
    #expect(IPAddress(v4: 1) != IPAddress(v6High: 0, low: 1))
  }
}
