import CertificateChains
import Extraction

/// The files of one presented chain: names and bytes.
///
///     server-1_vcse.example.com_0a1b2c3d.cer    DER, as on the wire
///     server-1_vcse.example.com_0a1b2c3d.pem
///     server-2_Example-Intermediate_4e5f6a7b.cer ...
///     server-chain.pem                          all of them, in the order they were sent
///     server2-1_...                             what the server sent in its second Certificate message
///     client-partial-chain.pem                  of a message that is not complete in the capture
///     server-1.ocsp.der                         the OCSP response that was stapled for its first element
///     server-raw-public-key_0a1b2c3d.der        a SubjectPublicKeyInfo that was sent in place of a chain, and .pem;
///                                               .bin where it is no DER SEQUENCE of its length
///     server-2_not-a-certificate_89ab01cd.bin   a chain element that is no DER SEQUENCE of its length
struct ChainFiles {
  struct Element {
    let position: Int
    let certificate: Certificate
    let files: ItemFiles
  }

  let chain: ExtractedChain
  let elements: [Element]
  /// Nil where the chain holds no certificate.
  let chainFile: PlannedFile?
  /// Positions of the elements that ``chainFile`` cannot hold, because they are no DER.
  let omittedPositions: [Int]
  /// The key that was sent in place of a chain, as DER and PEM.
  let rawPublicKey: [PlannedFile]
  /// The stapled OCSP responses, by the position of the element they stand beside.
  let ocspResponses: [(position: Int, file: PlannedFile)]

  /// - Parameters:
  ///   - folder: the connection's folder.
  ///   - ordinal: 1 for the first Certificate message of this sender in this connection.
  ///   - pems: of the chains before.
  init(_ chain: ExtractedChain, folder: String, ordinal: Int, pems: inout PEMMemory) {
    self.chain = chain
    let sender = chain.role.rawValue + (ordinal == 1 ? "" : "\(ordinal)")
    elements = chain.chain.elements.enumerated().map { index, certificate in
      let position = index + 1
      let stem =
        "\(folder)/\(sender)-\(position)_\(commonNameOfFile(certificate))_\(certificate.sha256.prefix(8))"
      return Element(
        position: position, certificate: certificate,
        files: ItemFiles(certificate, stem: stem, pem: certificate.isDERSequence ? pems.text(of: certificate) : nil))
    }
    omittedPositions = elements.filter { $0.files.der == nil }.map(\.position)
    rawPublicKey =
      chain.rawPublicKey.map {
        ItemFiles($0, stem: "\(folder)/\(sender)-raw-public-key_\($0.sha256.prefix(8))").files
      } ?? []
    ocspResponses = chain.ocspResponses.map {
      ($0.position, PlannedFile(path: "\(folder)/\(sender)-\($0.position).ocsp.der", bytes: $0.response.der))
    }
    let pem = pems.text(of: chain.chain)
    let path = "\(folder)/\(sender)-\(chain.isComplete ? "" : "partial-")chain.pem"
    chainFile = pem.isEmpty ? nil : PlannedFile(path: path, bytes: pem)
  }

  var files: [PlannedFile] {
    elements.flatMap(\.files.files) + [chainFile].compactMap(\.self)
      + rawPublicKey + ocspResponses.map(\.file)
  }
}
