import ExpSystem

/// Random numbers that are the same on every machine for the same seed (SplitMix64: Steele, Lea
/// and Flood, "Fast splittable pseudorandom number generators", 2014).
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// A generator of its own for each seed.
    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// How many cases a property test tries: 200, or what `EXP_PROPERTY_CASES` says.
package var propertyCases: Int {
    getenv("EXP_PROPERTY_CASES").flatMap { Int(String(cString: $0)) } ?? 200
}
