/// Random numbers that are the same on every machine for the same seed and stream.
///
/// The generator is xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number
/// generators", 2021, https://prng.di.unimi.it). Its four words of state are the first four
/// outputs of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
/// 2014) started at `seed` xor the 64-bit FNV-1a hash of the stream's UTF-8 text (RFC 9923); the
/// empty stream leaves the seed as it is. The helpers use nothing but integer and correctly
/// rounded floating-point operations, so no mathematics library can change a bit of what they
/// return, and no version of the standard library can change an order.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64)
    private var spareNormal: Double?

    /// Starts a stream.
    ///
    /// - Parameters:
    ///   - seed: Any number; its bits are used.
    ///   - stream: What the numbers are for; streams of one seed do not overlap in practice.
    public init(seed: Int, stream: String = "") {
        var mixer = SplitMix64(state: UInt64(bitPattern: Int64(seed)) ^ streamHash(stream))
        words = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// Goes on where another generator stood.
    ///
    /// - Parameter state: What ``state`` gave; nil results from anything else.
    public init?(state: [UInt64]) {
        guard state.count == 4 || state.count == 5, state.prefix(4).contains(where: { $0 != 0 })
        else { return nil }
        words = (state[0], state[1], state[2], state[3])
        spareNormal = state.count == 5 ? Double(bitPattern: state[4]) : nil
    }

    /// Where the generator stands, for a checkpoint: four words, and a fifth while half of a pair
    /// of normal numbers waits.
    public var state: [UInt64] {
        [words.0, words.1, words.2, words.3] + (spareNormal.map { [$0.bitPattern] } ?? [])
    }

    /// The next 64 bits, each equally likely to be 0 or 1.
    ///
    /// - Returns: The next number of the sequence.
    public mutating func next() -> UInt64 {
        let result = rotated(words.1 &* 5, by: 7) &* 9
        let shifted = words.1 << 17
        words.2 ^= words.0
        words.3 ^= words.1
        words.1 ^= words.2
        words.0 ^= words.3
        words.2 ^= shifted
        words.3 = rotated(words.3, by: 45)
        return result
    }

    /// A number of at least 0 and less than 1, a multiple of 2^-53.
    ///
    /// - Returns: The next number, by the upper 53 bits of ``next()``.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number of a range.
    ///
    /// - Parameter range: Not empty.
    /// - Returns: The lower bound plus a share of the width, never the upper bound.
    public mutating func uniform(in range: Range<Double>) -> Double {
        precondition(!range.isEmpty, "a random number of an empty range")
        let width = range.upperBound - range.lowerBound
        let value = range.lowerBound + uniform() * width
        return value < range.upperBound ? value : range.upperBound.nextDown
    }

    /// A whole number from zero.
    ///
    /// - Parameter bound: At least 1.
    /// - Returns: A number below the bound, each equally likely (Lemire, "Fast random integer
    ///   generation in an interval", 2019).
    public mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0, "a random number below \(bound)")
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold {
                product = next().multipliedFullWidth(by: bound)
            }
        }
        return Int(product.high)
    }

    /// A number of the normal distribution.
    ///
    /// - Parameters:
    ///   - mean: The distribution's mean.
    ///   - deviation: Its standard deviation.
    /// - Returns: The next number, by the polar method (Marsaglia and Bray, "A convenient method
    ///   for generating normal variables", 1964).
    public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return mean + deviation * spare
        }
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            let scale = (-2 * naturalLogarithm(square) / square).squareRoot()
            spareNormal = y * scale
            return mean + deviation * (x * scale)
        }
    }

    /// Puts elements in a random order.
    ///
    /// - Parameter elements: What to order; every order is equally likely (Durstenfeld,
    ///   "Algorithm 235: Random permutation", 1964).
    public mutating func shuffle<Elements: MutableCollection & RandomAccessCollection>(
        _ elements: inout Elements
    ) {
        var remaining = elements.count
        while remaining > 1 {
            let chosen = integer(below: remaining)
            remaining -= 1
            let start = elements.startIndex
            elements.swapAt(
                elements.index(start, offsetBy: chosen),
                elements.index(start, offsetBy: remaining)
            )
        }
    }

    /// Elements in a random order.
    ///
    /// - Parameter elements: What to order.
    /// - Returns: All elements; every order is equally likely.
    public mutating func shuffled<Elements: Sequence>(_ elements: Elements) -> [Elements.Element] {
        var result = Array(elements)
        shuffle(&result)
        return result
    }
}

/// The streams of one run; without a seed they start at one that the system gives.
struct RandomStreams: Sendable {
    private let seed: Int

    init(seed: Int?) {
        self.seed = seed ?? Int.random(in: .min ... .max)
    }

    func generator(_ stream: String) -> SeededRandom {
        SeededRandom(seed: seed, stream: stream)
    }
}

private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

private func streamHash(_ stream: String) -> UInt64 {
    guard !stream.isEmpty else { return 0 }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in stream.utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return hash
}

private func rotated(_ word: UInt64, by count: UInt64) -> UInt64 {
    word << count | word >> (64 - count)
}

/// The natural logarithm of a positive normal number, by basic operations alone.
///
/// With `x = m * 2^e` and `m` near 1, `log m = 2 artanh s` for `s = (m - 1) / (m + 1)`; as
/// `|s| <= 0.172`, twelve terms of the series leave less than 2^-60.
func naturalLogarithm(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var fraction = x.significand
    if fraction > 1.414213562373095 {
        fraction /= 2
        exponent += 1
    }
    let s = (fraction - 1) / (fraction + 1)
    let square = s * s
    var sum = 0.0
    var term = 23.0
    while term >= 3 {
        sum = (sum + 1 / term) * square
        term -= 2
    }
    // log 2 in two parts, the upper one short enough for an exact product with the exponent
    // (fdlibm, e_log.c, describes the same division).
    let upper = 0x1.62e42feep-1
    let lower = 0x1.a39ef35793c76p-33
    return exponent * upper + (2 * s * (1 + sum) + exponent * lower)
}
