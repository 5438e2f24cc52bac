import TestSupport
import Testing
import WireFormat

@testable import TLSHandshake

/// What only a report on the connection reads.
@Suite struct DetailTests {
  @Test func clientHello() throws {
    let body = Handshakes.ja4Example
    let hello = try ClientHelloOffer(body.span)
    #expect(hello.offeredVersionNames == ["1.3", "1.2"])
    #expect(hello.applicationProtocols == [Array("h2".utf8), Array("http/1.1".utf8)])
    #expect(hello.signatureSchemes.first?.name == "ecdsa_secp256r1_sha256")
    #expect(hello.cipherSuites.first?.name == nil)
    #expect(hello.cipherSuites.first?.code == "0x3a3a")
    #expect(hello.cipherSuites.last?.name == "TLS_RSA_WITH_AES_256_CBC_SHA")
    #expect(hello.extensionTypes.count == 17)
  }

  @Test func helloWithoutSupportedVersions() throws {
    let body = Handshakes.clientHelloBody(version: 0x0302, suites: [0xc02f], extensions: nil)
    let hello = try ClientHelloOffer(body.span)
    #expect(hello.offeredVersionNames == ["1.1"])
  }

  @Test func aBadExtensionLeavesTheOthers() throws {
    let body = Handshakes.clientHelloBody(
      suites: [0xc02f], extensions: [(10, [0, 9, 0]), (13, Handshakes.vector16([0x0401])), (16, [0, 5, 9])])
    let hello = try ClientHelloOffer(body.span)
    #expect(hello.supportedGroups.isEmpty)
    #expect(hello.applicationProtocols.isEmpty)
    #expect(hello.signatureSchemes.map(\.name) == ["rsa_pkcs1_sha256"])
  }

  @Test func serverHello() throws {
    let body = Handshakes.serverHelloBody(
      suite: 0x1301, extensions: [(41, [0, 0]), (16, Handshakes.protocols([Array("h2".utf8)]))])
    let hello = try ServerHelloChoice(body.span)
    #expect(hello.cipherSuite.name == "TLS_AES_128_GCM_SHA256")
    #expect(hello.applicationProtocol == Array("h2".utf8))
    #expect(hello.selectsPreSharedKey)
    #expect(!hello.isRetryRequest)
  }

  /// Each of these alone made the whole hello unreadable, its version and cipher suite included.
  @Test(arguments: [(9, []), (19, []), (20, []), (25, [0, 9, 1]), (43, [3])] as [(UInt16, [UInt8])])
  func aBadExtensionLeavesTheRestOfAServerHello(type: UInt16, data: [UInt8]) throws {
    let body = Handshakes.serverHelloBody(
      suite: 0xc030, extensions: [(type, data), (20, [2]), (16, Handshakes.protocols([Array("h2".utf8)]))])
    let hello = try ServerHello(body.span)
    #expect(hello.negotiatedVersion == .tls12)
    #expect(hello.cipherSuite == 0xc030)
    #expect(hello.certificateAgreement.server == .rawPublicKey)
    let choice = try ServerHelloChoice(body.span)
    #expect(choice.applicationProtocol == Array("h2".utf8))
  }

  @Test func certificateRequestOfTLS12() throws {
    let names: [[UInt8]] = [[0x30, 0], [0x30, 1, 0]]
    let body = Handshakes.certificateRequestBody(schemes: [0x0401, 0x0203, 0x0302], names: names)
    for version in [ProtocolVersion.tls12, .dtls12, nil] {
      let request = try CertificateRequest(body.span, version: version)
      #expect(request.certificateTypes == ["rsa_sign", "ecdsa_sign"])
      #expect(request.signatureSchemes?.map(\.name) == ["rsa_pkcs1_sha256", "ecdsa_sha1", "sha224_dsa"])
      #expect(request.certificateAuthorities == names)
    }
  }

  @Test func certificateRequestBeforeTLS12() throws {
    let body = Handshakes.certificateRequestBody(schemes: nil, names: [[0x30, 0]])
    for version in [ProtocolVersion.tls10, .ssl3, .dtls10, nil] {
      let request = try CertificateRequest(body.span, version: version)
      #expect(request.signatureSchemes == nil)
      #expect(request.certificateAuthorities == [[0x30, 0]])
    }
  }

  @Test func everyTruncatedLengthThrows() {
    let server = Handshakes.serverHelloBody(
      suite: 0xc02f, extensions: [(16, Handshakes.protocols([[1, 2]])), (41, [])])
    let request = Handshakes.certificateRequestBody(schemes: [0x0401], names: [[0x30, 0]])
    let hello = Handshakes.ja4Example
    // A hello may end behind its compression methods.
    let helloWithoutExtensions = 2 + 32 + 1 + 2 + 32 + 2
    for count in 0..<hello.count where count != helloWithoutExtensions {
      #expect(throws: WireError.self) { try ClientHelloOffer(hello.span.extracting(0..<count)) }
    }
    // A ServerHello keeps what came before the place where its extensions go wrong.
    let serverHelloWithoutExtensions = 2 + 32 + 1 + 2 + 1
    for count in 0..<server.count {
      let choice = try? ServerHelloChoice(server.span.extracting(0..<count))
      let hello = try? ServerHello(server.span.extracting(0..<count))
      let expected: UInt16? = count < serverHelloWithoutExtensions ? nil : 0xc02f
      #expect(choice?.cipherSuite.rawValue == expected)
      #expect(hello?.cipherSuite == expected)
    }
    for count in 0..<request.count {
      #expect(throws: WireError.self) { try CertificateRequest(request.span.extracting(0..<count), version: .tls12) }
      _ = try? CertificateRequest(request.span.extracting(0..<count), version: nil)
    }
    for count in [0, 1, 3, 4] {
      let content = [UInt8](repeating: 2, count: count)
      let alert = Alert(content.span)
      #expect(alert == nil)
    }
  }

  @Test func changedBytesNeverTrap() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let bodies = [
      Handshakes.ja4Example, Handshakes.serverHelloBody(suite: 1, extensions: [(16, Handshakes.protocols([[1]]))]),
      Handshakes.certificateRequestBody(schemes: [1], names: [[0x30, 0]]),
    ]
    for _ in 0..<3000 {
      var body = bodies[Int.random(in: 0..<bodies.count, using: &random)]
      for _ in 0..<3 {
        body[Int.random(in: 0..<body.count, using: &random)] = .random(in: .min ... .max, using: &random)
      }
      let hello = try? ClientHelloOffer(body.span, isDTLS: .random(using: &random))
      _ = (hello?.ja4, hello?.ja3)
      _ = try? ServerHelloChoice(body.span)
      _ = try? CertificateRequest(body.span, version: nil)
    }
    #expect(Bool(true), "seed \(seed)")
  }

  @Test func names() {
    #expect(Alert(level: 2, description: 48).name == "unknown_ca")
    #expect(Alert(level: 2, description: 48).levelName == "fatal")
    #expect(Alert(level: 7, description: 200).name == "200")
    #expect(CipherSuite(rawValue: 0xc030).name == "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")
    #expect(CipherSuite(rawValue: 0xe013).name == "ECC_SM4_CBC_SM3")
    #expect(SignatureScheme(rawValue: 0xfea0).name == "0xfea0")
    #expect(HandshakeType.certificateRequest.name == "certificate_request")
    #expect(HandshakeType(rawValue: 99).name == "99")
  }
}
