import CertificateChains
import Export
import Inputs

/// Installed certificates, which come one after the other and are put out some at a time.
struct InstalledOutput {
  private var list: [InstalledCertificate] = []
  /// Of the whole run, where they are written; up to a limit, so that no archive can fill the memory.
  private(set) var all: [InstalledCertificate] = []
  private(set) var omittedCount = 0
  private var byteCount = 0
  private let keepsAll: Bool

  init(keepsAll: Bool) {
    self.keepsAll = keepsAll
  }

  /// There are enough to be put out.
  var isFull: Bool { list.count >= batchCount }

  mutating func add(_ certificate: InstalledCertificate) {
    list.append(certificate)
    guard keepsAll else { return }
    byteCount += certificate.certificate.der.count + certificateOverhead
    if byteCount <= installedByteLimit { all.append(certificate) } else { omittedCount += 1 }
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

/// More than the trusted CA list of any machine.
private let batchCount = 512
/// Hundreds of machines' lists.
private let installedByteLimit = 64 << 20
/// Of what is read of a certificate.
private let certificateOverhead = 2048
