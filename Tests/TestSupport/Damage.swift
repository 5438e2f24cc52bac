extension [UInt8] {
  /// Gives `count` bytes, each anywhere from `start` on, any value.
  public mutating func damage(_ count: Int, from start: Int = 0, using random: inout SeededGenerator) {
    for _ in 0..<count {
      self[Int.random(in: start..<self.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
  }
}
