import Capture
import DequeModule
import Logging

/// What gives items one after the other.
protocol ItemSource: AnyObject {
  /// Nil at the end.
  func next() -> InputItem?
  /// What was given so far is no longer kept back, and cannot be withdrawn.
  func settle()
}

/// What a file gives: itself where it is a capture, or what is in it.
final class FileItems: ItemSource {
  private let file: InputFile
  private let options: InputOptions
  private let progress: InputProgress
  private var isOpened = false
  private var archive: ArchiveItems?
  private var queue: Deque<InputItem> = []

  init(_ file: InputFile, _ options: InputOptions, _ progress: InputProgress) {
    (self.file, self.options, self.progress) = (file, options, progress)
  }

  func next() -> InputItem? {
    if !isOpened {
      isOpened = true
      do throws(CaptureError) {
        try open()
      } catch {
        queue.append(.problem(InputProblem(name: file.path, reason: error.description)))
      }
    }
    return queue.popFirst() ?? archive?.next()
  }

  func settle() { archive?.settle() }

  private func open() throws(CaptureError) {
    progress.countFile()
    let opened = try OpenedFile(file, options, progress)
    options.logger.info("\(file.path): opened, \(opened.start.format.text)")
    if opened.start.isCapture {
      let part = opened.part(name: file.path)
      queue.append(
        .capture(
          CaptureInput(id: 1, name: file.path, peer: file.peer, isProvisional: false, first: part, nextPart: nil)))
    } else if case .packed = opened.start.format {
      archive = try ArchiveItems(opened, file, options, progress)
    } else if options.givesOtherFiles, file.isNamed || OtherFile.isWanted(file.fileName, opened.start) {
      let limit = file.isNamed ? OtherFile.largestNamed : OtherFile.largestFound
      queue = [OtherFile.item(file.path, opened.start, upTo: limit)]
    } else if let peer = file.peer, isCertificateFile(file.fileName, opened.start) {
      queue += certificateItems(
        opened.start, name: file.path, archive: String(folderName(of: file.path)), fileName: file.fileName, peer: peer)
    } else if file.isNamed {
      throw .notACapture(hint: opened.start.hint)
    } else if let problem = problemOfNoCapture(opened.start, name: file.path) {
      queue.append(.problem(problem))
    }
  }
}

/// What to say of a file that was found, not named, and is no capture: nil where nobody will take it for one.
func problemOfNoCapture(_ start: CaptureStart, name: String) -> InputProblem? {
  let hint = start.hint
  // What is packed in a way that cannot be read here may hold captures.
  if let hint, hint.contains(": unpack it first") { return InputProblem(name: name, reason: "not read: \(hint)") }
  let endings = [".pcap", ".pcapng", ".cap", ".pcap.gz", ".pcapng.gz", ".cap.gz"]
  guard hint?.contains("capture") == true || endings.contains(where: name.lowercased().hasSuffix) else { return nil }
  return InputProblem(name: name, reason: CaptureError.notACapture(hint: hint).description)
}
