@testable import TLSHandshake

/// Hellos and requests with everything in them that a report on the connection reads.
extension Handshakes {
  /// The body of a ClientHello.
  static func clientHelloBody(
    version: UInt16 = 0x0303, suites: [UInt16], extensions: [(type: UInt16, data: [UInt8])]?, isDTLS: Bool = false
  ) -> [UInt8] {
    var body = be16(version) + [UInt8](repeating: 0xa5, count: 32) + [0]
    if isDTLS { body += [2, 0xc0, 0x0c] }
    body += vector16(suites) + [1, 0]
    guard let extensions else { return body }
    let all = extensions.flatMap { be16($0.type) + be16(UInt16($0.data.count)) + $0.data }
    return body + be16(UInt16(all.count)) + all
  }

  /// The body of a ServerHello.
  static func serverHelloBody(
    suite: UInt16, extensions: [(type: UInt16, data: [UInt8])], random: [UInt8] = .init(repeating: 0x5a, count: 32)
  ) -> [UInt8] {
    let all = extensions.flatMap { be16($0.type) + be16(UInt16($0.data.count)) + $0.data }
    return be16(0x0303) + random + [0] + be16(suite) + [0] + be16(UInt16(all.count)) + all
  }

  static func certificateRequestBody(schemes: [UInt16]?, names: [[UInt8]]) -> [UInt8] {
    let list = names.flatMap { be16(UInt16($0.count)) + $0 }
    return [2, 1, 64] + (schemes.map(vector16) ?? []) + be16(UInt16(list.count)) + list
  }

  static func vector16(_ values: [UInt16]) -> [UInt8] { be16(UInt16(values.count * 2)) + values.flatMap(be16) }

  static func versions(_ values: [UInt16]) -> [UInt8] { [UInt8(values.count * 2)] + values.flatMap(be16) }

  static func protocols(_ names: [[UInt8]]) -> [UInt8] {
    let list = names.flatMap { [UInt8($0.count)] + $0 }
    return be16(UInt16(list.count)) + list
  }

  /// The example of FoxIO's JA4.md, with GREASE strewn in.
  static let ja4Example = clientHelloBody(
    suites: [
      0x3a3a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d,
      0x002f, 0x0035,
    ],
    extensions: [
      (0x8a8a, []), (0x001b, []), (0x0000, [0, 4, 0, 0, 1, 0x61]), (0x0033, []),
      (0x0010, protocols([Array("h2".utf8), Array("http/1.1".utf8)])), (0x4469, []), (0x0017, []), (0x002d, []),
      (0x000d, vector16([0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601])), (0x0005, []), (0x0023, []),
      (0x0012, []), (0x002b, versions([0x7a7a, 0x0304, 0x0303])), (0xff01, []), (0x000b, [1, 0]),
      (0x000a, vector16([0x2a2a, 29, 23, 24])), (0x0015, [0, 0]),
    ])
}
