import Testing

@testable import Capture

@Suite struct FilterTests {
  @Test func pcapGivesAllPacketsAndMarksThem() {
    var file = PcapBuilder()
    file.add(frame(to: 7001))
    file.add(frame(protocol: 17, to: 53))
    file.add(frame(from: 7001, to: 2000))
    let reading = Reading(file.bytes, filter: "tcp port 7001")
    #expect(reading.matches == [true, false, true])
    #expect(reading.numbers == [1, 2, 3])
    #expect(Reading(file.bytes).matches == [true, true, true])
    #expect(Reading(file.bytes, filter: "").matches == [true, true, true])
    #expect(Reading(file.bytes, filter: "greater 55").matches == [false, false, false])
  }

  @Test func pcapngCompilesForEachLinkType() {
    var file = PcapngBuilder()
    file.addInterface(linkType: 1)
    file.addInterface(linkType: 101)
    file.addInterface(linkType: 113)
    file.addEnhanced(frame(), interface: 0)
    file.addEnhanced(ipPacket(), interface: 1)
    file.addEnhanced(ipPacket(to: 1), interface: 1)
    file.addEnhanced([0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0] + ipPacket(), interface: 2)
    file.addEnhanced(frame(protocol: 17), interface: 0)
    #expect(Reading(file.bytes, filter: "tcp dst port 7001").matches == [true, true, false, true, false])
  }

  /// libpcap compiles for raw IP as DLT 12, which the file calls 101.
  @Test(arguments: [12, 14, 101] as [UInt32])
  func rawIP(linkType: UInt32) {
    var file = PcapBuilder(linkType: linkType)
    file.add(ipPacket())
    file.add(ipPacket(protocol: 17))
    #expect(Reading(file.bytes, filter: "tcp port 7001").matches == [true, false])
  }

  @Test func checkSaysWhatLibpcapSays() {
    #expect(throws: CaptureError.badFilter(reason: "can't parse filter expression: syntax error")) {
      try CaptureFilter.check("tcp prt 7001")
    }
    #expect(throws: Never.self) { try CaptureFilter.check("tcp port 7001 and host 192.0.2.1") }
  }

  @Test func expressionThatDoesNotSuitTheLinkType() {
    var pcap = PcapBuilder(linkType: 101)
    pcap.add(ipPacket())
    var pcapng = PcapngBuilder()
    pcapng.addInterface(linkType: 1)
    pcapng.addInterface(linkType: 101)
    pcapng.addEnhanced(frame(), interface: 0)
    pcapng.addEnhanced(ipPacket(), interface: 1)
    for (bytes, given) in [(pcap.bytes, 0), (pcapng.bytes, 1)] {
      let reading = Reading(bytes, filter: "ether host 2:0:0:0:0:1")
      #expect(reading.numbers.count == given)
      guard case .badFilter(let reason) = reading.error else {
        Issue.record("\(String(describing: reading.error))")
        continue
      }
      #expect(reason.contains("ethernet addresses supported only on"))
    }
  }

  @Test func packetsShorterThanTheFilterReads() {
    var file = PcapBuilder()
    for count in 0..<38 { file.add(Array(frame().prefix(count))) }
    // Byte 38 is the last of the destination port.
    #expect(Reading(file.bytes, filter: "tcp dst port 7001").matches == [Bool](repeating: false, count: 38))
  }
}
