import Capture
import Logging

/// A rotated capture whose files lie in a folder, or were named.
final class SeriesItems: ItemSource {
  private let files: [InputFile]
  private let rotated: RotatedName
  private let options: InputOptions
  private let progress: InputProgress
  private var isOpened = false
  private var series: OrderedSeries<Int>?
  private var others: [FileItems] = []
  private let problems = Problems()
  private var captureCount = 0

  /// What could not be opened.
  private final class Problems {
    var list: [InputProblem] = []
  }

  init(_ files: [InputFile], _ rotated: RotatedName, _ options: InputOptions, _ progress: InputProgress) {
    (self.files, self.rotated, self.options, self.progress) = (files, rotated, options, progress)
  }

  func next() -> InputItem? {
    if !isOpened {
      isOpened = true
      series = order()
    }
    if let capture = series?.next(id: captureCount + 1) {
      captureCount += 1
      return .capture(capture)
    }
    if !problems.list.isEmpty { return .problem(problems.list.removeFirst()) }
    while let other = others.first {
      if let item = other.next() { return item }
      others.removeFirst()
    }
    return nil
  }

  func settle() {}

  /// Looks at each file's first packet. What is no capture, or cannot be opened, is dealt with for itself.
  private func order() -> OrderedSeries<Int> {
    var parts: [SeriesPart<Int>] = []
    for (index, file) in files.enumerated() {
      guard let start = try? OpenedFile(file, options, InputProgress()).capture() else {
        others.append(FileItems(file, options, progress))
        continue
      }
      parts.append(
        SeriesPart(
          name: file.path, number: RotatedName(file.fileName)?.number, firstTime: firstTime(of: start), place: index))
    }
    let inOrder = parts.sorted { isBefore($0, $1) || !isBefore($1, $0) && $0.place < $1.place }
    if let first = inOrder.first, inOrder.count > 1 {
      options.logger.info("\(first.name): joined with \(inOrder.count - 1) more, by the times of their first packets")
    }
    return OrderedSeries(rotated, peer: files[0].peer, parts: inOrder) { [files, options, progress, problems] part in
      progress.countFile()
      do throws(CaptureError) {
        options.logger.info("\(part.name): opened, a part of a rotated capture")
        guard let start = try OpenedFile(files[part.place], options, progress).capture() else {
          throw .unreadable(reason: "it was changed while it was read")
        }
        return CapturePart(name: part.name, start: start)
      } catch {
        problems.list.append(InputProblem(name: part.name, reason: error.description))
        return nil
      }
    }
  }
}
