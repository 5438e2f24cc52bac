import Packets

/// 10.0.0.1:7001 to 10.0.0.2:40000, PSH and ACK, `abc`.
let sampleTCP = hex("1b59 9c40 01020304 05060708 5018 2000 0000 0000 616263")
let sampleIPv4 = hex("4500 002b 1234 0000 4006 0000 0a000001 0a000002") + sampleTCP
let sampleIPv6 =
  hex("60000000 0017 06 40 20010db8000000000000000000000001 20010db8000000000000000000000002") + sampleTCP

let v4Source = IPAddress(v4: 0x0a00_0001)
let v4Destination = IPAddress(v4: 0x0a00_0002)
let v6Source = IPAddress(v6High: 0x2001_0db8_0000_0000, low: 1)
let v6Destination = IPAddress(v6High: 0x2001_0db8_0000_0000, low: 2)

func sampleSegment(v6: Bool = false, payloadByteCount: Int = 3) -> TCPSegment {
  TCPSegment(
    source: Endpoint(address: v6 ? v6Source : v4Source, port: 7001),
    destination: Endpoint(address: v6 ? v6Destination : v4Destination, port: 40000),
    sequenceNumber: 0x0102_0304, acknowledgmentNumber: 0x0506_0708, flags: [.psh, .ack],
    payloadByteCount: payloadByteCount)
}

let receivedIPv4 = RecordingSink.Received.tcp(sampleSegment(), hex("616263"))
let receivedIPv6 = RecordingSink.Received.tcp(sampleSegment(v6: true), hex("616263"))

let ethernetAddresses = hex("020000000002 020000000001")
let sampleEthernet = ethernetAddresses + hex("0800") + sampleIPv4

func ipv4(
  protocolNumber: UInt8, _ payload: [UInt8], identification: Int = 1, offset: Int = 0, moreFragments: Bool = false
) -> [UInt8] {
  hex("4500") + bigEndian16(20 + payload.count) + bigEndian16(identification)
    + bigEndian16(offset / 8 | (moreFragments ? 0x2000 : 0)) + [64, protocolNumber] + hex("0000 0a000001 0a000002")
    + payload
}

func ipv6(nextHeader: UInt8, _ payload: [UInt8]) -> [UInt8] {
  hex("60000000") + bigEndian16(payload.count) + [nextHeader, 64]
    + hex("20010db8000000000000000000000001 20010db8000000000000000000000002") + payload
}

func ipv6Fragment(
  of nextHeader: UInt8, _ payload: [UInt8], identification: UInt32 = 1, offset: Int = 0, moreFragments: Bool = false
) -> [UInt8] {
  ipv6(
    nextHeader: 44,
    [nextHeader, 0] + bigEndian16(offset | (moreFragments ? 1 : 0)) + bigEndian32(identification) + payload)
}

func udp(to port: Int, _ payload: [UInt8]) -> [UInt8] {
  hex("c000") + bigEndian16(port) + bigEndian16(8 + payload.count) + hex("0000") + payload
}
