import Testing
import WireFormat

@testable import TLSHandshake

@Suite struct CertificateKindTests {
  static func serverHello(_ extensions: [UInt8]) -> [UInt8] {
    Handshakes.record(
      22,
      Handshakes.message(
        2,
        Handshakes.be16(0x0303) + [UInt8](repeating: 0x5a, count: 32) + [0] + Handshakes.be16(0xc02f) + [0]
          + Handshakes.be16(UInt16(extensions.count)) + extensions))
  }

  static func facts(_ extensions: [UInt8]) -> HandshakeFacts {
    var harness = Harness()
    harness.send(serverHello(extensions), from: .second)
    return harness.facts
  }

  @Test func theTypeOfEachSideIsWhatTheServerHelloSays() {
    let none = Self.facts([])
    #expect(none.certificateType(of: .second) == .x509)
    #expect(!none.usesCachedCertificate)
    let raw = Self.facts([0, 20, 0, 1, 2])
    #expect(raw.certificateType(of: .second) == .rawPublicKey)
    #expect(raw.certificateType(of: .first) == .x509)
    let client = Self.facts([0, 19, 0, 1, 2])
    #expect(client.certificateType(of: .first) == .rawPublicKey)
    #expect(client.certificateType(of: .second) == .x509)
    let openPGP = Self.facts([0, 9, 0, 1, 1])
    #expect(openPGP.certificateType(of: .first) == .openPGP)
    #expect(openPGP.certificateType(of: .second) == .openPGP)
  }

  @Test func aCachedChainIsTheServers() {
    let cached = Self.facts([0, 25, 0, 3, 0, 1, 1])
    #expect(cached.sendsCachedCertificate(.second))
    #expect(!cached.sendsCachedCertificate(.first))
    // Of certificate requests alone.
    #expect(!Self.facts([0, 25, 0, 3, 0, 1, 2]).sendsCachedCertificate(.second))
  }

  @Test func theKeyOfARawPublicKeyMessage() throws {
    let key: [UInt8] = [0x30, 3, 1, 2, 3]
    let body = Handshakes.be24(key.count) + key
    #expect([UInt8](copying: try RawPublicKeyMessage.read(body.span)) == key)
    for count in 0..<body.count {
      #expect(throws: WireError.self) {
        _ = [UInt8](copying: try RawPublicKeyMessage.read(body.span.extracting(first: count)))
      }
    }
    #expect(throws: WireError.self) { _ = [UInt8](copying: try RawPublicKeyMessage.read((body + [0]).span)) }
  }

  private static func responses(_ body: [UInt8]) throws(WireError) -> [Int: [UInt8]] {
    var found: [Int: [UInt8]] = [:]
    try CertificateStatus.read(body.span) { found[$0] = [UInt8](copying: $1) }
    return found
  }

  @Test func responsesOfACertificateStatus() throws {
    let one: [UInt8] = [1] + Handshakes.be24(4) + [0x30, 2, 10, 1]
    #expect(try Self.responses(one) == [1: [0x30, 2, 10, 1]])
    let many: [UInt8] =
      [2] + Handshakes.be24(12) + Handshakes.be24(1) + [7] + Handshakes.be24(0) + Handshakes.be24(2) + [8, 9]
    #expect(try Self.responses(many) == [1: [7], 3: [8, 9]])
    #expect(try Self.responses([9, 1, 2]).isEmpty)
    for body in [one, many] {
      for count in 0..<body.count {
        #expect(throws: WireError.self) { try Self.responses(Array(body[..<count])) }
      }
      #expect(throws: WireError.self) { try Self.responses(body + [0]) }
    }
  }
}
