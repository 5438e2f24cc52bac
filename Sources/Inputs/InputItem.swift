import Capture
import CertificateChains

/// What an input gives, one after the other.
public enum InputItem {
  /// A capture to be read now: it cannot be any more when the next item was taken.
  case capture(CaptureInput)
  /// A certificate that is installed on a machine that a diagnostic archive is from.
  case certificate(InstalledCertificate)
  /// Only with ``InputOptions/givesOtherFiles``, in place of what is installed.
  case file(OtherFile)
  case problem(InputProblem)
  /// What the capture with this ``CaptureInput/id`` gave is void: its parts are stored out of order. They come
  /// again, in order.
  case withdrawn(Int)
  /// No capture given so far will be withdrawn any more.
  case settled
}

/// A capture: a file, a member of an archive, or several that were written one after the other.
public struct CaptureInput {
  /// Of this capture in its ``InputReader``.
  public let id: Int
  /// Where it is, `case.tar.gz:inner.zip:eth0.pcap`; of several parts the first one.
  public let name: String
  /// Host name of the machine that captured, where names of files tell.
  public let peer: String?
  /// May be ``InputItem/withdrawn(_:)`` before ``InputItem/settled``.
  public let isProvisional: Bool
  let first: CapturePart
  let nextPart: CaptureReader.NextPart?

  /// It goes on in further files, if there are any.
  public var mayHaveSeveralFiles: Bool { nextPart != nil }

  /// Opens it; once only, because an archive cannot be turned back.
  /// - Parameter filter: an expression in tcpdump's filter language, or nil.
  public func open(filter: String? = nil) throws(CaptureError) -> CaptureReader {
    try CaptureReader(first, filter: filter, nextPart: nextPart)
  }
}

/// A certificate in an Expressway diagnostic archive, not seen on the wire.
public struct InstalledCertificate: Sendable {
  public enum Kind: String, Sendable {
    /// One of the trusted CA list, which is searched in its order.
    case trustedCA = "trusted_ca"
    /// The machine's own.
    case server
    /// In the archive under another name.
    case other
  }

  /// Host name of the machine that it is installed on.
  public var peer: String?
  public var kind: Kind
  /// The archive that it is in, `case.zip:diagnostic_log_expc.tar.gz`; of a loose file its folder. What is installed on
  /// one machine at one time is in one of them.
  public var archive: String
  /// Where the file is, `diagnostic_log_expc.tar.gz:ca_expc_2026-11-24.pem`.
  public var file: String
  /// Its place among the certificates in the file, from 1.
  public var position: Int
  public var certificate: Certificate

  package init(
    peer: String?, kind: Kind, archive: String, file: String, position: Int, certificate: Certificate
  ) {
    self.peer = peer
    self.kind = kind
    self.archive = archive
    self.file = file
    self.position = position
    self.certificate = certificate
  }
}

/// An input, or a part of one, that was not read; or a notice of how it was.
public struct InputProblem: Sendable, Equatable {
  /// What: a path, or the place in an archive.
  public var name: String
  /// Why, for a person.
  public var reason: String
  /// False for a notice: all was read.
  public var isLoss = true

  package init(name: String, reason: String, isLoss: Bool = true) {
    (self.name, self.reason, self.isLoss) = (name, reason, isLoss)
  }
}
