/// RSAVP1 (RFC 8017, 5.2.2): what a signature holds, for keys and digests that CryptoExtras refuses.
///
/// Only public values go in, so it need not take constant time. Nothing is trusted on its word: it tells whether an
/// old device's certificate, MD5 or 512 bits, signed itself.
/// - Returns: `signature ^ exponent mod modulus`, as many octets as the modulus has; nil where these are no RSA key and
///   signature, or larger than anybody's.
func rsaPublicOperation(
  _ signature: ArraySlice<UInt8>, modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>
) -> [UInt8]? {
  guard 32...largestModulus ~= modulus.count, let lowest = modulus.last, !lowest.isMultiple(of: 2),
    1...8 ~= exponent.count, signature.count == modulus.count, signature.lexicographicallyPrecedes(modulus)
  else { return nil }
  let arithmetic = MontgomeryArithmetic(modulus: limbs(modulus))
  let base = arithmetic.toMontgomery(limbs(signature))
  var power = arithmetic.toMontgomery([1] + [UInt32](repeating: 0, count: base.count - 1))
  let bits = exponent.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  for bit in (0..<(64 - bits.leadingZeroBitCount)).reversed() {
    power = arithmetic.multiply(power, power)
    if bits >> bit & 1 == 1 { power = arithmetic.multiply(power, base) }
  }
  let result = arithmetic.fromMontgomery(power)
  let octets = result.reversed().flatMap { (limb: UInt32) -> [UInt8] in
    [UInt8(limb >> 24), UInt8(limb >> 16 & 0xff), UInt8(limb >> 8 & 0xff), UInt8(limb & 0xff)]
  }
  return Array(octets.suffix(modulus.count))
}

/// Big-endian octets as little-endian limbs of 32 bits.
private func limbs(_ octets: ArraySlice<UInt8>) -> [UInt32] {
  var limbs = [UInt32](repeating: 0, count: (octets.count + 3) / 4)
  for (offset, octet) in octets.reversed().enumerated() {
    limbs[offset / 4] |= UInt32(octet) << (8 * UInt32(offset % 4))
  }
  return limbs
}

/// Arithmetic modulo an odd number n, on values multiplied by R = 2^(32 * limbs) (Montgomery 1985).
private struct MontgomeryArithmetic {
  let modulus: [UInt32]
  /// -1/n modulo 2^32.
  private let inverse: UInt32
  /// R^2 modulo n.
  private var square: [UInt32]

  init(modulus: [UInt32]) {
    self.modulus = modulus
    // Newton's iteration doubles the bits that are right, of which an odd number has three for its own inverse.
    var inverse = modulus[0]
    for _ in 0..<4 { inverse = inverse &* (2 &- modulus[0] &* inverse) }
    self.inverse = 0 &- inverse
    square = [1] + [UInt32](repeating: 0, count: modulus.count - 1)
    for _ in 0..<(64 * modulus.count) { square = doubled(square) }
  }

  func toMontgomery(_ value: [UInt32]) -> [UInt32] { multiply(value, square) }
  func fromMontgomery(_ value: [UInt32]) -> [UInt32] {
    multiply(value, [1] + [UInt32](repeating: 0, count: value.count - 1))
  }

  /// a * b / R modulo n, one limb of b at a time.
  func multiply(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    let count = modulus.count
    var sum = [UInt32](repeating: 0, count: count + 2)
    for digit in b {
      add(a, times: digit, to: &sum)
      // A multiple of n that makes the lowest limb zero, which is then dropped.
      add(modulus, times: sum[0] &* inverse, to: &sum)
      sum.removeFirst()
      sum.append(0)
    }
    return reduced(Array(sum[...count]))
  }

  private func add(_ value: [UInt32], times factor: UInt32, to sum: inout [UInt32]) {
    var carry: UInt64 = 0
    for index in value.indices {
      carry += UInt64(value[index]) * UInt64(factor) + UInt64(sum[index])
      sum[index] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    for index in value.count..<sum.count {
      carry += UInt64(sum[index])
      sum[index] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
  }

  private func doubled(_ value: [UInt32]) -> [UInt32] {
    var carry: UInt32 = 0
    var result = value.map { (limb: UInt32) -> UInt32 in
      defer { carry = limb >> 31 }
      return limb << 1 | carry
    }
    result.append(carry)
    return reduced(result)
  }

  /// A value below 2n, of one limb more than n, brought below n.
  private func reduced(_ value: [UInt32]) -> [UInt32] {
    var difference = value
    var borrow: Int64 = 0
    for index in value.indices {
      borrow += Int64(value[index]) - (index < modulus.count ? Int64(modulus[index]) : 0)
      difference[index] = UInt32(truncatingIfNeeded: borrow)
      borrow >>= 32
    }
    return Array((borrow < 0 ? value : difference)[..<modulus.count])
  }
}

/// Octets; every RSA key of the MD5 age is smaller.
private let largestModulus = 512
