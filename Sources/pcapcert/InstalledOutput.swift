import Export
import Inputs

/// Installed certificates of one machine, which come one after the other and are put out together.
struct InstalledOutput {
  private var list: [InstalledCertificate] = []
  /// Of the whole run.
  private(set) var all: [InstalledCertificate] = []

  mutating func add(_ certificate: InstalledCertificate) {
    list.append(certificate)
    all.append(certificate)
  }

  /// What has gathered; nil for nothing.
  mutating func take() -> [InstalledCertificate]? {
    guard !list.isEmpty else { return nil }
    defer { list = [] }
    return list
  }

  static func lines(of list: [InstalledCertificate]) -> [UInt8] {
    var json = JSONWriter()
    for certificate in list { json.writeLine(certificate) }
    return json.bytes
  }
}
