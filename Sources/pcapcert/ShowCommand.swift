import ArgumentParser
import CertificateChains
import Export

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints everything that is in certificates on disk.",
    discussion: """
      Takes .cer and .crt files (DER or PEM), .p7b containers, and bundles of many PEM certificates.

      Examples:
        pcapcert show server-1_vcse.example.com_0a1b2c3d.cer
        pcapcert show ca_vcse_2026-11-24.pem
      """)

  @Argument(help: "Certificate files, DER, PEM or PKCS #7; - reads standard input.", completion: .file())
  var files: [String]

  func run() throws {
    var run = ShowRun()
    throw run.run(files).exitCode
  }
}

/// Prints the certificates of files one after the other; what cannot be read is reported, and the rest goes on.
private struct ShowRun {
  private var console = Console()
  private var outcome = Outcome()

  mutating func run(_ files: [String]) -> Outcome {
    for file in files where !console.isOutputClosed {
      do throws(FileError) {
        show(try FileDescriptor.readFile(file), from: file)
      } catch {
        outcome.hasUnreadableInput = true
        console.report(error)
      }
    }
    return outcome
  }

  private mutating func show(_ bytes: [UInt8], from file: String) {
    do throws(CertificateFileError) {
      let blocks = try CertificateFile.blocks(in: bytes)
      for (index, block) in blocks.enumerated() {
        let number = blocks.count == 1 ? "" : ", \(index + 1) of \(blocks.count)"
        let place = file.printable + number + (block.lineNumber.map { ", line \($0)" } ?? "")
        switch block.contents {
        case .success(let certificate): print(certificate, place)
        case .failure(let error): report(error, place)
        }
      }
    } catch {
      report(error, file.printable)
    }
  }

  private mutating func print(_ certificate: Certificate, _ place: String) {
    outcome.hasDelivered = true
    if !certificate.isDERSequence || certificate.fields?.subject == nil && certificate.fields?.notAfter == nil {
      outcome.hasUnreadableInput = true
      console.report(["\(place): no certificate, or not a whole one"])
    }
    do throws(FileError) {
      try console.print(Array("\(place):\n\(CertificateText(certificate))\n".utf8))
    } catch {
      outcome.hasFailedOutput = true
      console.report(error)
    }
  }

  private mutating func report(_ error: CertificateFileError, _ place: String) {
    outcome.hasUnreadableInput = true
    console.report(["\(place): \(error)"])
  }
}
