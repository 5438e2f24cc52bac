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

  /// One in whose name no machine stands comes when all names have been seen.
  private func check(_ readings: Readings) {
    #expect(
      readings.certificates.map(\.certificate.der) == [[0x30, 1, 1], [0x30, 1, 2], [0x30, 1, 3], [0x30, 1, 9]])
    #expect(readings.certificates.map(\.kind) == [.trustedCA, .trustedCA, .server, .other])
    #expect(readings.certificates.map(\.peer) == ["expc", "expc", "expc", "expc"])
    #expect(readings.certificates.map(\.position) == [1, 3, 1, 1])
    #expect(readings.packets == [[0, 1, 1, 2]])
    #expect(readings.problems.isEmpty)
  }

  @Test func inADiagnosticArchive() throws {
    let readings = Readings([try folder.add("x.tar.gz", gzip(tar(members)))])
    check(readings)
    #expect(readings.certificates[0].file.hasSuffix("x.tar.gz:d/ca_expc_2026-11-24_21:53:28.pem"))
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

  /// Archive or folder: what lies in another folder, or beside files of two machines, is of nobody known.
  @Test func aMachinesNameHoldsForItsFolder() throws {
    let others = [
      Member(name: "cucm/packets.cap", bytes: part(9)), Member(name: "cucm/callmanager.pem", bytes: list),
      Member(name: "two/" + expressway(5), bytes: part(5)),
      Member(name: "two/server_expe_2026-11-24_21:53:28.pem", bytes: Array(pemText(of: [0x30, 1, 4]).utf8)),
      Member(name: "two/unnamed.pem", bytes: list),
    ]
    let readings = Readings([try folder.add("x.zip", zip(members + others))])
    #expect(readings.certificates.map(\.certificate.der.last) == [1, 2, 3, 4, 9])
    #expect(readings.certificates.map(\.peer) == ["expc", "expc", "expc", "expe", "expc"])
    #expect(readings.captures.map(\.peer) == ["expc", nil, "expc"])
    for member in members + others { try folder.add("f/" + member.name, member.bytes) }
    let walked = Readings([folder.path + "/f"])
    #expect(Set(walked.certificates.map(\.certificate.der)) == Set(readings.certificates.map(\.certificate.der)))
    #expect(walked.captures.first { $0.name.hasSuffix("packets.cap") }?.peer == nil)
  }

  /// Thousands of certificates that are of no machine leave room for those of one.
  @Test func certificatesOfNobodyTakeNothingAway() throws {
    let many = Array(String(repeating: pemText(of: [0x30, 1, 7]), count: 6000).utf8)
    let unrelated = ["a", "b", "c"].map { name in
      Member(name: name + ".tar", bytes: tar([Member(name: "public.pem", bytes: many)]))
    }
    let readings = Readings([
      try folder.add("x.tar", tar(unrelated + [Member(name: "log.tar.gz", bytes: gzip(tar(members)))]))
    ])
    check(readings)
  }

  @Test func moreThanAnyMachineHasAreLeftOut() throws {
    let many = Array(String(repeating: pemText(of: [0x30, 1, 7]), count: 15_000).utf8)
    let readings = Readings([
      try folder.add(
        "x.tar",
        tar(["ca", "server"].map { Member(name: $0 + "_expc_2026-11-24_21:53:28.pem", bytes: many) }))
    ])
    #expect(readings.certificates.count == 20_000)
    #expect(readings.reasons.count == 1 && readings.reasons[0].contains("more than 20000 installed certificates"))
  }

  /// What cannot wait for the name of its machine is not passed over in silence, where that name comes.
  @Test func whatCouldNotWaitIsSaid() throws {
    let many = Array(String(repeating: pemText(of: [0x30, 1, 7]), count: 10_001).utf8)
    let unrelated = Member(name: "a/public.pem", bytes: many)
    let readings = Readings([try folder.add("x.tar", tar([unrelated] + members))])
    #expect(readings.certificates.map(\.certificate.der.last) == [1, 2, 3])
    #expect(readings.reasons.count == 1 && readings.reasons[0].contains("d/client.crt: not taken"))
    let beside = Member(name: "e/client.crt", bytes: [0x30, 1, 9])
    #expect(Readings([try folder.add("y.tar", tar([unrelated, beside]))]).problems.isEmpty)
  }

  /// A limit that ends the reading inside of an inner archive takes nothing from the outer one.
  @Test func aLimitInAnInnerArchiveLeavesTheOuterOnes() throws {
    var options = InputOptions()
    options.limits.memberCount = 20
    let inner = tar((0..<30).map { Member(name: "f\($0)", bytes: [1]) })
    let bytes = tar(members + [Member(name: "inner.tar", bytes: inner)])
    let readings = Readings([try folder.add("x.tar", bytes)], options: options)
    #expect(Set(readings.certificates.map(\.certificate.der.last)) == [1, 2, 3, 9])
    #expect(readings.reasons.count == 1 && readings.reasons[0].contains("--max-members"))
  }

  @Test func moreBytesThanAnyMachineHasAreLeftOut() throws {
    let large = [UInt8]([0x30, 0x83, 0x2D, 0xC6, 0xC0]) + [UInt8](repeating: 0, count: 3_000_000)
    let bytes = tar((1...12).map { Member(name: "\($0).crt", bytes: large) })
    let readings = Readings([try folder.add("diagnostic_log_expc_2026-11-24_21:53:28.tar", bytes)])
    #expect(readings.certificates.count == 11)
    #expect(readings.reasons.count == 1 && readings.reasons[0].contains("bytes of installed certificates"))
  }

  @Test func aDamagedOneIsAProblem() throws {
    let cut = Array(list.dropLast(20))
    let readings = Readings([try folder.add("ca_expc_2026-11-24_21:53:28.pem", cut)])
    #expect(readings.certificates.count == 1)
    #expect(readings.problems.count == 1)
  }
}
