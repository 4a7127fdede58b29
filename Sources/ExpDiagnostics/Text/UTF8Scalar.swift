/// One step through bytes that should be UTF-8 but may be anything.
struct UTF8Scalar {
    /// The character; nil for a byte that begins no valid sequence.
    var scalar: Unicode.Scalar?

    /// How many bytes it takes; 1 for an invalid byte.
    var length: Int

    private static let invalid = UTF8Scalar(scalar: nil, length: 1)

    /// Reads the character at an offset (well-formed sequences: Unicode 16.0, table 3-7).
    static func read(_ bytes: [UInt8], at offset: Int, end: Int) -> UTF8Scalar {
        let first = bytes[offset]
        switch first {
        case 0x00...0x7F: return UTF8Scalar(scalar: Unicode.Scalar(first), length: 1)
        case 0xC2...0xDF: return sequence(bytes, offset, end, length: 2, bits: first & 0x1F)
        case 0xE0...0xEF: return sequence(bytes, offset, end, length: 3, bits: first & 0x0F)
        case 0xF0...0xF4: return sequence(bytes, offset, end, length: 4, bits: first & 0x07)
        default: return invalid
        }
    }

    private static func sequence(
        _ bytes: [UInt8],
        _ offset: Int,
        _ end: Int,
        length: Int,
        bits: UInt8
    ) -> UTF8Scalar {
        guard offset + length <= end else { return invalid }
        var value = UInt32(bits)
        for byte in bytes[(offset + 1)..<(offset + length)] {
            guard byte & 0xC0 == 0x80 else { return invalid }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x1_0000
        // The initialiser refuses surrogates and values beyond U+10FFFF.
        guard value >= smallest, let scalar = Unicode.Scalar(value) else { return invalid }
        return UTF8Scalar(scalar: scalar, length: length)
    }
}
