import Testing
import WireFormat

@Suite struct PartitioningIndexTests {
  @Test func everyPlaceOfEveryLength() {
    for length in 0...9 {
      let values = Array(0..<length)
      for bound in 0...length { #expect(values.partitioningIndex { $0 >= bound } == bound) }
    }
  }

  @Test func aSliceKeepsItsIndices() {
    let slice = [9, 9, 1, 2, 3, 9][2..<5]
    #expect(slice.partitioningIndex { $0 >= 2 } == 3)
    #expect(slice.partitioningIndex { $0 >= 4 } == 5)
  }
}
