import CertificateChains
import Packets
import Testing

@testable import Extraction

/// Certificate messages that hold something else than a chain of X.509 certificates, from the segment on.
@Suite struct CertificateKindTests {
  static let client = Endpoint(address: IPAddress(v4: 0xc000_020a), port: 25001)
  static let server = Endpoint(address: IPAddress(v4: 0xc633_6414), port: 7001)

  /// What comes out of a server's hello with these extensions and its Certificate message.
  private func report(version: UInt16 = 0x0303, extensions: [UInt8], certificate body: [UInt8]) -> CaptureReport {
    let hello =
      be16(version) + [UInt8](repeating: 0x5a, count: 32) + [0] + be16(0xe013) + [0] + be16(UInt16(extensions.count))
      + extensions
    var report = CaptureReport(file: "")
    var stage = TransportStage(file: "", options: ExtractionOptions())
    let bytes = record(2, hello, version: version) + record(11, body, version: version)
    stage.receive(
      TCPSegment(
        source: Self.server, destination: Self.client, sequenceNumber: 1, acknowledgmentNumber: 1, flags: [.ack, .psh],
        payloadByteCount: bytes.count), payload: bytes.span)
    stage.finish(into: &report)
    var found = CollectedFindings()
    _ = stage.deliverFindings(PacketDecoder().encapsulations) { finding in
      found.add(finding)
      return true
    }
    found.move(into: &report)
    return report
  }

  private func record(_ type: UInt8, _ body: [UInt8], version: UInt16) -> [UInt8] {
    let message = [type] + be24(body.count) + body
    return [22] + be16(version) + be16(UInt16(message.count)) + message
  }

  private func be16(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xff)] }
  private func be24(_ value: Int) -> [UInt8] { [UInt8(value >> 16 & 0xff)] + be16(UInt16(value & 0xffff)) }

  /// Ed25519, RFC 8410, 4.
  static let key: [UInt8] =
    [0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0] + [UInt8](repeating: 7, count: 32)

  @Test func aRawPublicKey() throws {
    let report = report(extensions: [0, 20, 0, 1, 2], certificate: be24(Self.key.count) + Self.key)
    let chain = try #require(report.chains.first)
    #expect(report.chains.count == 1)
    #expect(chain.certificateType == .rawPublicKey)
    #expect(chain.rawPublicKey?.der == Self.key)
    #expect(chain.rawPublicKey?.algorithm == "Ed25519")
    #expect(chain.rawPublicKey?.bits == 256)
    #expect(chain.rawPublicKey?.parseError == nil)
    #expect(chain.chain.elements.isEmpty)
    #expect(!chain.isEmpty)
    #expect(chain.problems.isEmpty)
    #expect(report.withoutChain.isEmpty)
  }

  @Test func aRawPublicKeyOfTheWrongLength() throws {
    let chain = try #require(
      report(extensions: [0, 20, 0, 1, 2], certificate: be24(Self.key.count + 1) + Self.key).chains.first)
    #expect(chain.isEmpty)
    #expect(chain.problems.map(\.code) == [.malformedMessage])
  }

  @Test func anOpenPGPCertificate() throws {
    let chain = try #require(report(extensions: [0, 9, 0, 1, 1], certificate: [2, 0, 0, 1, 0x99]).chains.first)
    #expect(chain.certificateType == .openPGP)
    #expect(chain.isEmpty)
    #expect(!chain.isEmptyMessage)
    #expect(chain.problems.map(\.code) == [.unsupportedCertificateType])
  }

  @Test func aHashInPlaceOfAChain() throws {
    let report = report(extensions: [0, 25, 0, 3, 0, 1, 1], certificate: [4, 0xde, 0xad, 0xbe, 0xef])
    let chain = try #require(report.chains.first)
    #expect(chain.chain.elements.isEmpty)
    #expect(!chain.isEmptyMessage)
    #expect(chain.problems.map(\.code) == [.certificateCached])
    #expect(chain.problems.first?.message.hasSuffix("deadbeef") == true)
    #expect(report.withoutChain == [.certificateCached: 1])
  }

  @Test func aPairOfCertificatesInTLCP() throws {
    let elements: [[UInt8]] = [[0x30, 1, 1], [0x30, 1, 2], [0x30, 1, 3]]
    let list = elements.flatMap { be24($0.count) + $0 }
    let chain = try #require(
      report(version: 0x0101, extensions: [], certificate: be24(list.count) + list).chains.first)
    #expect(chain.chain.elements.map(\.der) == elements)
    #expect(chain.version == "1.1")
    #expect(chain.versionProtocol == "tlcp")
    #expect(chain.chain.isCertificatePair)
  }

  /// Each of these messages in every first part of it: nothing whole comes out of it.
  @Test func cutMessages() {
    for (extensions, body) in [
      ([UInt8]([0, 20, 0, 1, 2]), be24(Self.key.count) + Self.key), ([0, 25, 0, 3, 0, 1, 1], [4, 1, 2, 3, 4]),
      ([0, 9, 0, 1, 1], [2, 0, 0, 1, 0x99]),
    ] {
      for count in 0..<body.count {
        for chain in report(extensions: extensions, certificate: Array(body[..<count])).chains {
          #expect(chain.rawPublicKey == nil)
          #expect(chain.chain.elements.isEmpty)
        }
      }
    }
  }
}
