import Dispatch
import Export

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The sources of ``endOnSignals()``: they live as long as the process.
struct SignalSources {
  private let sources: [any DispatchSourceSignal]

  /// On SIGINT and SIGTERM the process ends with 130 and 143, as a shell would say it, when no file is half
  /// written. A closed pipe is no signal but an error of the write (EPIPE), so that files are still written.
  init() {
    _ = signal(SIGPIPE, SIG_IGN)
    sources = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler {
        WriteGate.shut { _exit(128 + number) }
      }
      source.activate()
      return source
    }
  }
}
