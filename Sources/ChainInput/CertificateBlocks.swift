import CertificateChains

/// The certificates of one file, and what in it could not be read.
struct CertificateBlocks {
  var certificates: [Certificate] = []
  var failures: [String] = []
  /// False where they are of a set.
  var isOrdered = true

  /// - Parameter hint: what the file looks like, for who finds no certificate in it.
  init(_ bytes: [UInt8], path: String, hint: String? = nil) throws(InputFailure) {
    let blocks: [CertificateFile.Block]
    do throws(CertificateFileError) {
      blocks = try CertificateFile.blocks(in: bytes)
    } catch {
      let isAnything = error == .noCertificate && hint != nil && hint != "a text file" && !bytes.starts(with: dashes)
      throw InputFailure(reason: isAnything ? hint ?? "" : "no certificates: \(error)")
    }
    var others: [String] = []
    for block in blocks {
      switch block.contents {
      case .success(let certificate):
        certificates.append(certificate)
        if block.isInSet { isOrdered = false }
        if !certificate.isDERSequence {
          failures.append(
            "\(path): a certificate is cut or damaged: no DER SEQUENCE of its \(certificate.der.count) bytes")
        }
      // Keys and parameters stand beside certificates in many PEM files.
      case .failure(.notACertificate(let kind)): if !others.contains(kind) { others.append(kind) }
      case .failure(let error): failures.append("\(path): \(error)")
      }
    }
    if certificates.isEmpty, failures.isEmpty {
      throw InputFailure(reason: "no certificate is in this file, but: \(others.joined(separator: ", "))")
    }
  }
}

/// Why an input cannot be read, in a person's words.
struct InputFailure: Error {
  var reason: String
}

/// What PEM begins with: that there are no packets in it is no news here.
private let dashes = Array("-----".utf8)
