/// Randomness from the system, for names that must not meet.
package enum SystemRandom {
    /// Digits and letters without those that are easily mistaken (`0 o 1 l`), 32 in all.
    package static let base32Alphabet = Array("23456789abcdefghijkmnpqrstuvwxyz".utf8)

    /// Random characters of ``base32Alphabet``, five bits each.
    package static func base32(count: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<count).map { _ in
            base32Alphabet[Int(truncatingIfNeeded: generator.next() & 31)]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
