import Testing

@testable import TLSHandshake

@Suite struct FingerprintTests {
  /// The example of the README of github.com/salesforce/ja3.
  @Test func ja3AsPublished() throws {
    let body = Handshakes.clientHelloBody(
      version: 0x0301, suites: [47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4],
      extensions: [(0, [0, 4, 0, 0, 1, 0x61]), (10, Handshakes.vector16([23, 24, 25])), (11, [1, 0])])
    let hello = try ClientHelloOffer(body.span)
    #expect(hello.ja3Text == "769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0")
    #expect(hello.ja3 == "ada70206e40642a3e4461f35503241d5")
  }

  /// Its second one: no extensions leave the fields empty.
  @Test func ja3WithoutExtensions() throws {
    let body = Handshakes.clientHelloBody(
      version: 0x0301, suites: [4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99], extensions: nil)
    let hello = try ClientHelloOffer(body.span)
    #expect(hello.ja3Text == "769,4-5-10-9-100-98-3-6-19-18-99,,,")
    #expect(hello.ja3 == "de350869b8c85de67a350c8d186f11e6")
  }

  @Test func ja3WithoutGREASE() throws {
    let body = Handshakes.ja4Example
    let hello = try ClientHelloOffer(body.span)
    #expect(
      hello.ja3Text
        == "771,4865-4866-4867-49195-49199-49196-49200-52393-52392-49171-49172-156-157-47-53,"
        + "27-0-51-16-17513-23-45-13-5-35-18-43-65281-11-10-21,29-23-24,0")
  }

  /// The example of github.com/FoxIO-LLC/ja4, technical_details/JA4.md.
  @Test func ja4AsPublished() throws {
    let body = Handshakes.ja4Example
    let hello = try ClientHelloOffer(body.span)
    #expect(hello.ja4 == "t13d1516h2_8daaf6152771_e5627efa2ab1")
  }

  /// The same list, hashed without signature algorithms: JA4.md gives 6d807ffa2a79.
  @Test func ja4WithoutSignatureAlgorithms() throws {
    let body = Handshakes.ja4Example
    var hello = try ClientHelloOffer(body.span)
    hello.signatureSchemes = []
    #expect(hello.ja4 == "t13d1516h2_8daaf6152771_6d807ffa2a79")
  }

  @Test func ja4WithNothingToHash() throws {
    let body = Handshakes.clientHelloBody(version: 0x0301, suites: [], extensions: [])
    let hello = try ClientHelloOffer(body.span)
    #expect(hello.ja4 == "t10i000000_000000000000_000000000000")
  }

  @Test(
    arguments: [
      ([0xab], "ab"), ([0xab, 0xcd], "ad"), ([0x30, 0xab], "3b"), ([0x30, 0x31, 0xab, 0xcd], "3d"),
      ([0x30, 0xab, 0xcd, 0x31], "01"), ([0x68], "hh"), ([], "00"),
    ] as [([UInt8], String)])
  func ja4OfProtocols(name: [UInt8], characters: String) throws {
    let body = Handshakes.ja4Example
    var hello = try ClientHelloOffer(body.span)
    hello.applicationProtocols = [name]
    #expect(hello.ja4.hasPrefix("t13d1516\(characters)_"))
  }

  @Test(
    arguments: [
      (0xfeff, [], "dd1"), (0xfefd, [], "dd2"), (0xfefd, [0xfefc, 0xfefd], "dd3"), (0x0100, [], "d00"),
    ] as [(UInt16, [UInt16], String)])
  func ja4OfDTLS(version: UInt16, supported: [UInt16], prefix: String) throws {
    var extensions: [(type: UInt16, data: [UInt8])] = []
    if !supported.isEmpty { extensions.append((43, Handshakes.versions(supported))) }
    let body = Handshakes.clientHelloBody(version: version, suites: [0xc02b], extensions: extensions, isDTLS: true)
    let hello = try ClientHelloOffer(body.span, isDTLS: true)
    #expect(hello.ja4.hasPrefix(prefix))
  }

  @Test func ja3OfServers() throws {
    let body = Handshakes.serverHelloBody(suite: 0xc02f, extensions: [(65281, [0]), (0, []), (11, [1, 0]), (35, [])])
    let hello = try ServerHelloChoice(body.span)
    #expect(hello.ja3sText == "771,49199,65281-0-11-35")
    #expect(hello.ja3s.count == 32)
  }
}
