import Dispatch
import Export
import Inputs
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where SIGINT and SIGTERM are waited for: they live as long as the process.
struct SignalSources {
  private let sources: [any DispatchSourceSignal]
  /// Of a run that reads standard input.
  private static let reading = Mutex<InputProgress?>(nil)

  /// The next Ctrl-C does not end the process as long as standard input is not read: it ends who writes that as well,
  /// and what was read by then is worth finishing.
  static func finishOnInterrupt(_ progress: InputProgress) { reading.withLock { $0 = progress } }

  /// Files are being written, which another run can complete.
  static func completeLater() { isExporting.store(true, ordering: .relaxed) }

  private static let isExporting = Atomic(false)

  /// Once only.
  private static func takeInterrupt() -> Bool {
    reading.withLock { reading in
      defer { reading = nil }
      return reading?.hasReadStandardInput == false
    }
  }

  /// On SIGINT and SIGTERM the process ends with 130 and 143, as a shell would say it, when no file is half
  /// written; while standard input is read, on the second SIGINT. A closed pipe is no signal but an error of the write
  /// (EPIPE), so that files are still written.
  init() {
    _ = signal(SIGPIPE, SIG_IGN)
    // So is a limit of the file size (EFBIG).
    _ = signal(SIGXFSZ, SIG_IGN)
    sources = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler {
        if number == SIGINT, Self.takeInterrupt() {
          Console().report(["interrupted: finishing what was read; once more ends at once"])
          return
        }
        WriteGate.shut {
          StatusLine.shared.endIfFree()
          // Not by the console, which somebody may be writing on.
          let text = "pcapcert: interrupted; the same command completes the export\n"
          if Self.isExporting.load(ordering: .relaxed) {
            _ = FileDescriptor.standardError.writeAll(Array(text.utf8))
          }
          _exit(128 + number)
        }
      }
      source.activate()
      return source
    }
  }
}
