import Dispatch
import Export
import Inputs

/// Notices that who reads standard output has gone, also while nothing is written there, and ends the reading.
struct ReaderWatch {
  private let timer: any DispatchSourceTimer

  init(_ console: Console, _ progress: InputProgress) {
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "pcapcert.watch", qos: .utility))
    timer.schedule(deadline: .now() + .milliseconds(100), repeating: .milliseconds(100))
    timer.setEventHandler {
      console.lookForReader()
      if console.isOutputClosed { progress.stop() }
    }
    timer.activate()
  }

  func end() { timer.cancel() }
}
