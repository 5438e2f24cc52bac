/// Distance from `origin` to `sequence` in sequence space, which wraps at 2^32 (RFC 9293, 3.4).
///
/// Right as long as the two are less than 2^31 apart, which TCP guarantees within a window.
@inline(__always)
func sequenceDistance(from origin: UInt32, to sequence: UInt32) -> Int64 {
  Int64(Int32(bitPattern: sequence &- origin))
}
