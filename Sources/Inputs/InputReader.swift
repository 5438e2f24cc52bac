/// Reads one unit of an ``InputPlan``: what is in it, one after the other.
///
/// A reader belongs to one thread; units can be read side by side.
public final class InputReader {
  private let items: any ItemSource

  /// - Parameter progress: told what is read.
  public init(_ unit: InputUnit, options: InputOptions, progress: InputProgress = InputProgress()) {
    if let problem = unit.problem {
      items = ProblemItem(problem)
    } else if let rotated = unit.rotated {
      items = SeriesItems(unit.files, rotated, options, progress)
    } else {
      items = FileItems(unit.files[0], options, progress)
    }
  }

  /// The next item, or nil at the end. A capture has to be read before the next item is asked for.
  public func next() -> InputItem? { items.next() }

  /// Say that what provisional captures gave is no longer kept back: they will not be withdrawn any more. Parts that
  /// turn out to belong before them are then read apart.
  public func settle() { items.settle() }
}

/// What could not be looked into while the plan was made.
private final class ProblemItem: ItemSource {
  private var problem: InputProblem?

  init(_ problem: InputProblem) { self.problem = problem }

  func next() -> InputItem? {
    defer { problem = nil }
    return problem.map { .problem($0) }
  }

  func settle() {}
}
