import Packets
import Testing

/// One connection, captured once and written in many ways: the segments must be the same.
@Suite(.enabled(if: CaptureFile.isAvailable)) struct CaptureTests {
  @Test(arguments: [
    "bigendian", "bigendian-nanosecond", "erspan2", "gre", "ipfrag", "linktype-loop", "linktype-ppp",
    "linktype-radiotap", "linktype-raw12", "linktype-sll2", "mpls", "qinq", "vlan-one-direction", "vxlan",
  ])
  func `the same segments in every dress`(variant: String) throws {
    let plain = try CaptureFile(named: "derived-A-nanosecond.pcap").received()
    #expect(plain.count == 31)
    let dressed = try CaptureFile(named: "derived-A-\(variant).pcap").received()
    #expect(dressed.filter(\.isTCP) == plain)
  }

  @Test func `a snap length changes payloads, not headers`() throws {
    let plain = try CaptureFile(named: "derived-A-nanosecond.pcap").received()
    let cut = try CaptureFile(named: "derived-A-snaplen-120.pcap").received()
    #expect(cut.map(\.header) == plain.map(\.header))
    #expect(zip(cut, plain).allSatisfy { $1.payload.starts(with: $0.payload) && $0.payload.count <= 120 })
    #expect(cut != plain)
  }
}

extension RecordingSink.Received {
  fileprivate var isTCP: Bool {
    if case .tcp = self { true } else { false }
  }
}
