import ArgumentParser
import Capture

@main
struct PcapcertBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pcapcert-bench", abstract: "Time the stages of pcapcert, each in this process, on one capture.",
    discussion: """
      A stage of packets includes those above it. Counted are the nanoseconds of the fastest pass, and the calls of \
      malloc and its like, for each packet, certificate or chain.
      """)

  @Argument(help: "A capture file; scripts/bench makes some.")
  var capture: String

  @Option(help: ArgumentHelp("Passes over the capture for each stage.", valueName: "count"))
  var passes = 3

  func validate() throws {
    guard passes > 0 else { throw ValidationError("--passes takes 1 or more") }
  }

  func run() throws {
    let stages =
      try PacketStages(path: capture, passes: passes).run() + CertificateStages(path: capture, passes: passes).run()
    print(row("", "ns", "allocations", "each"))
    for stage in stages {
      print(row(stage.name, rounded(stage.nanoseconds, to: 1), rounded(stage.allocations, to: 3), stage.unit))
    }
  }

  private func row(_ name: String, _ nanoseconds: String, _ allocations: String, _ unit: String) -> String {
    name + padding(24 - name.count) + padding(10 - nanoseconds.count) + nanoseconds
      + padding(13 - allocations.count) + allocations + "  " + unit
  }

  private func padding(_ count: Int) -> String {
    String(repeating: " ", count: max(count, 0))
  }

  private func rounded(_ value: Double, to digits: Int) -> String {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    return "\(scaled / scale).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }
}
