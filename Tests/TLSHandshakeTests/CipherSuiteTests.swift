import Testing

@testable import TLSHandshake

@Suite struct CipherSuiteTests {
  /// PSK, DHE_PSK, DH_anon, SRP_SHA and KRB5 alone; RSA_PSK and SRP_SHA_RSA send the server's certificate.
  @Test(arguments: [
    (UInt16(0xc02f), true), (0x0035, true), (0x008c, false), (0x00a8, false), (0x00aa, false), (0x00ac, true),
    (0x0034, false), (0xc018, false), (0xc01d, false), (0xc01e, true), (0xc01f, true), (0x001e, false),
    (0xc0b0, false), (0xfefe, true),
  ])
  func usesCertificates(code: UInt16, uses: Bool) {
    #expect(CipherSuite(rawValue: code).usesCertificates == uses)
  }
}
