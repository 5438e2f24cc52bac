import Foundation
import TestSupport
import Testing

@testable import Inputs

@Suite struct ProgressTests {
  @Test func filesAndBytesOfThePlan() throws {
    let folder = try Folder()
    try folder.add("d/a.pcap", part(1))
    try folder.add("d/t_00001_20260101000000.pcap", part(2))
    try folder.add("d/t_00002_20260101000100.pcap", part(4))
    let named = try folder.add("x.tar", tar([Member(name: "b.pcap", bytes: part(3))]))
    try folder.link("link", to: named)
    let paths = [folder.path + "/d", folder.path + "/link"]
    let plan = InputPlan(paths, options: InputOptions())
    #expect(plan.fileCount == 4)
    #expect(try plan.byteCount == 3 * part(1).count + Data(contentsOf: URL(filePath: named)).count)
    let progress = Readings(paths).progress
    #expect(progress.begunFileCount == 4)
    #expect(progress.readByteCount >= 3 * part(1).count)
  }

  @Test func nobodyKnowsWhatAPipeHolds() throws {
    let folder = try Folder()
    let path = try folder.add("a.pcap", part(1))
    #expect(InputPlan([path, "-"], options: InputOptions()).byteCount == nil)
    #expect(InputPlan([path, "/dev/null"], options: InputOptions()).byteCount == nil)
    #expect(InputPlan([path, folder.path + "/none"], options: InputOptions()).byteCount == part(1).count)
  }
}
