import WireFormat

@testable import Capture

/// Bytes in one byte order.
struct ByteWriter {
  var bytes: [UInt8] = []
  var byteOrder: ByteOrder

  mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    let big = (0..<(Value.bitWidth / 8)).reversed().map { UInt8(truncatingIfNeeded: value >> Value($0 * 8)) }
    bytes += byteOrder == .big ? big : big.reversed()
  }

  mutating func append(_ more: [UInt8]) {
    bytes += more
  }

  mutating func pad() {
    while bytes.count % 4 != 0 { bytes.append(0) }
  }
}

/// A pcap file in memory.
struct PcapBuilder {
  enum Magic: UInt32, CaseIterable {
    case microseconds = 0xA1B2_C3D4
    case nanoseconds = 0xA1B2_3C4D
    case kuznetzov = 0xA1B2_CD34
  }

  let magic: Magic
  private var writer: ByteWriter

  init(
    _ magic: Magic = .microseconds, _ byteOrder: ByteOrder = .little, linkType: UInt32 = 1, snapLen: UInt32 = 65535,
    version: (UInt16, UInt16) = (2, 4)
  ) {
    self.magic = magic
    writer = ByteWriter(byteOrder: byteOrder)
    writer.append(magic.rawValue)
    writer.append(version.0)
    writer.append(version.1)
    writer.append(UInt64(0))
    writer.append(snapLen)
    writer.append(linkType)
  }

  mutating func add(_ packet: [UInt8], seconds: UInt32 = 0, fraction: UInt32 = 0, originalByteCount: Int? = nil) {
    writer.append(seconds)
    writer.append(fraction)
    writer.append(UInt32(packet.count))
    writer.append(UInt32(originalByteCount ?? packet.count))
    // Interface index, protocol, packet type, padding.
    if magic == .kuznetzov { writer.append(UInt64(0)) }
    writer.append(packet)
  }

  var bytes: [UInt8] { writer.bytes }
}

/// A pcapng file in memory.
struct PcapngBuilder {
  private(set) var bytes: [UInt8] = []
  private var byteOrder = ByteOrder.little

  init(_ byteOrder: ByteOrder = .little) {
    addSection(byteOrder)
  }

  mutating func add(_ type: UInt32, _ body: (inout ByteWriter) -> Void) {
    var content = ByteWriter(byteOrder: byteOrder)
    body(&content)
    content.pad()
    var block = ByteWriter(byteOrder: byteOrder)
    block.append(type)
    block.append(UInt32(content.bytes.count + 12))
    block.append(content.bytes)
    block.append(UInt32(content.bytes.count + 12))
    bytes += block.bytes
  }

  mutating func addSection(_ byteOrder: ByteOrder, majorVersion: UInt16 = 1) {
    self.byteOrder = byteOrder
    add(0x0A0D_0D0A) { body in
      body.append(UInt32(0x1A2B_3C4D))
      body.append(majorVersion)
      body.append(UInt16(0))
      body.append(UInt64.max)
    }
  }

  mutating func addInterface(
    linkType: UInt16 = 1, snapLen: UInt32 = 0, options: [(code: UInt16, value: [UInt8])] = []
  ) {
    add(1) { body in
      body.append(linkType)
      body.append(UInt16(0))
      body.append(snapLen)
      for option in options {
        body.append(option.code)
        body.append(UInt16(option.value.count))
        body.append(option.value)
        body.pad()
      }
      if !options.isEmpty { body.append(UInt32(0)) }
    }
  }

  mutating func addEnhanced(
    _ packet: [UInt8], interface: UInt32 = 0, units: UInt64 = 0, capturedByteCount: Int? = nil,
    originalByteCount: Int? = nil
  ) {
    add(6) { body in
      body.append(interface)
      body.append(UInt32(truncatingIfNeeded: units >> 32))
      body.append(UInt32(truncatingIfNeeded: units))
      body.append(UInt32(capturedByteCount ?? packet.count))
      body.append(UInt32(originalByteCount ?? packet.count))
      body.append(packet)
    }
  }

  mutating func addObsolete(_ packet: [UInt8], interface: UInt16 = 0, units: UInt64 = 0) {
    add(2) { body in
      body.append(interface)
      body.append(UInt16(7))
      body.append(UInt32(truncatingIfNeeded: units >> 32))
      body.append(UInt32(truncatingIfNeeded: units))
      body.append(UInt32(packet.count))
      body.append(UInt32(packet.count))
      body.append(packet)
    }
  }

  mutating func addSimple(_ packet: [UInt8], originalByteCount: Int? = nil) {
    add(3) { body in
      body.append(UInt32(originalByteCount ?? packet.count))
      body.append(packet)
    }
  }
}
