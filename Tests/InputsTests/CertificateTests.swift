import CertificateChains
import TestSupport
import Testing

@testable import Inputs

@Suite struct InstalledCertificateTests {
  private let folder: Folder
  private let list: [UInt8]

  init() throws {
    folder = try Folder()
    // Not certificates to an X.509 library, but to whoever keeps what a file holds.
    list = Array(
      ("# a root\n" + pemText(of: [0x30, 1, 1]) + pemText(of: [1], label: "PRIVATE KEY") + pemText(of: [0x30, 1, 2]))
        .utf8)
  }

  private var members: [Member] {
    [
      Member(name: "d/client.crt", bytes: [0x30, 1, 9]),
      Member(name: "d/ca_expc_2026-11-24_21:53:28.pem", bytes: list),
      Member(name: "d/" + expressway(0), bytes: part(0)),
      Member(name: "d/server_expc_2026-11-24_21:53:28.pem", bytes: Array(pemText(of: [0x30, 1, 3]).utf8)),
      Member(name: "d/" + expressway(1), bytes: part(1)),
    ]
  }

  private func check(_ readings: Readings) {
    #expect(
      readings.certificates.map(\.certificate.der) == [[0x30, 1, 9], [0x30, 1, 1], [0x30, 1, 2], [0x30, 1, 3]])
    #expect(readings.certificates.map(\.kind) == [.other, .trustedCA, .trustedCA, .server])
    #expect(readings.certificates.map(\.peer) == ["expc", "expc", "expc", "expc"])
    #expect(readings.certificates.map(\.position) == [1, 1, 3, 1])
    #expect(readings.packets == [[0, 1, 1, 2]])
    #expect(readings.problems.isEmpty)
  }

  @Test func inADiagnosticArchive() throws {
    let readings = Readings([try folder.add("x.tar.gz", gzip(tar(members)))])
    check(readings)
    #expect(readings.certificates[1].file.hasSuffix("x.tar.gz:d/ca_expc_2026-11-24_21:53:28.pem"))
  }

  @Test func inItsFolder() throws {
    for member in members { try folder.add(member.name, member.bytes) }
    let readings = Readings([folder.path])
    #expect(Set(readings.certificates.map(\.certificate.der)).count == 4)
    #expect(readings.certificates.allSatisfy { $0.peer == "expc" })
    #expect(readings.packets == [[0, 1, 1, 2]])
  }

  @Test func theArchivesNameIsEnough() throws {
    let bytes = gzip(tar([Member(name: "a.pem", bytes: list), Member(name: "x.pcap", bytes: part(1))]))
    let readings = Readings([try folder.add("diagnostic_log_expe_2026-11-24_21:53:28.tar.gz", bytes)])
    #expect(readings.certificates.map(\.peer) == ["expe", "expe"])
    #expect(readings.captures.map(\.peer) == ["expe"])
  }

  @Test func elsewhereTheyAreNotTaken() throws {
    let bytes = zip([Member(name: "a.pem", bytes: list), Member(name: "x.pcap", bytes: part(1))])
    try folder.add("x.zip", bytes)
    try folder.add("b.pem", list)
    let readings = Readings([folder.path])
    #expect(readings.certificates.isEmpty)
    #expect(readings.reasons == [])
    #expect(readings.packets == [[1, 2]])
  }

  @Test func aDamagedOneIsAProblem() throws {
    let cut = Array(list.dropLast(20))
    let readings = Readings([try folder.add("ca_expc_2026-11-24_21:53:28.pem", cut)])
    #expect(readings.certificates.count == 1)
    #expect(readings.problems.count == 1)
  }
}
