import ExpYAML

/// What a scalar means where a number is declared.
///
/// Besides the numbers of the core schema these are numbers with `_` between digits, and, for a
/// whole number, any decimal whose value is exactly whole: `1e3`, `2.50e2`, `10.0`.
enum NumberReading {
    /// The text as a number of the core schema; nil for a text with misplaced `_`.
    static func withoutSeparators(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            guard byte == UInt8(ascii: "_") else {
                kept.append(byte)
                continue
            }
            let isBetweenDigits =
                place > 0 && place + 1 < bytes.count
                && isDigit(bytes[place - 1]) && isDigit(bytes[place + 1])
            guard isBetweenDigits else { return nil }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// The number that a text spells; nil for a text that is none.
    static func double(_ text: String) -> Double? {
        guard let text = withoutSeparators(text) else { return nil }
        switch CoreSchema.value(ofPlain: text) {
        case .int(let value): return Double(value)
        case .float(let value): return value
        case .null, .bool, .string: return nil
        }
    }

    /// A whole number, as far as a text spells one.
    enum Whole: Equatable {
        /// The number; beyond 128 bits the nearest that fits.
        case value(Int128)
        /// A number with a fraction, an infinity or NaN.
        case notWhole
        /// No number.
        case notNumber
    }

    /// The whole number that a text spells.
    static func whole(_ text: String) -> Whole {
        guard let text = withoutSeparators(text) else { return .notNumber }
        switch CoreSchema.value(ofPlain: text) {
        case .int(let value): return .value(Int128(value))
        case .null, .bool, .string: return .notNumber
        case .float(let value):
            guard value.isFinite || !text.utf8.contains(where: isLetterOfInfinity) else {
                return .notWhole
            }
            return wholeDecimal(text)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Letters that `.inf` and `.nan` have and a decimal has not.
    private static func isLetterOfInfinity(_ byte: UInt8) -> Bool {
        byte | 0x20 == UInt8(ascii: "n")
    }

    /// Reads a decimal of the core schema, or an integer beyond 64 bits, exactly.
    private static func wholeDecimal(_ text: String) -> Whole {
        if text.hasPrefix("0x") || text.hasPrefix("0o") {
            let digits = text.dropFirst(2)
            return .value(Int128(digits, radix: text.hasPrefix("0x") ? 16 : 8) ?? .max)
        }
        let isNegative = text.hasPrefix("-")
        let limit = isNegative ? Int128.min : Int128.max
        let parts = text.split(maxSplits: 1, whereSeparator: { $0 == "e" || $0 == "E" })
        let digits = parts[0].filter { $0.isNumber }
        let point = parts[0].firstIndex(of: ".")
        let decimals = point.map { parts[0].distance(from: $0, to: parts[0].endIndex) - 1 } ?? 0
        let significant = digits.reversed().drop { $0 == "0" }.reversed()
        let isZero = significant.isEmpty
        if isZero { return .value(0) }
        // An exponent beyond the range of Int belongs to a number far out on one side.
        guard let exponent = parts.count > 1 ? Int(parts[1]) : 0 else {
            return parts[1].hasPrefix("-") ? .notWhole : .value(limit)
        }
        let (shift, overflows) = exponent.subtractingReportingOverflow(decimals)
        guard !overflows else { return .notWhole }
        let (power, isTooLarge) = shift.addingReportingOverflow(digits.count - significant.count)
        guard !isTooLarge else { return .value(limit) }
        guard power >= 0 else { return .notWhole }
        guard power <= 40, var value = Int128(String(significant)) else { return .value(limit) }
        for _ in 0..<power {
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            guard !overflows else { return .value(limit) }
            value = product
        }
        return .value(isNegative ? -value : value)
    }
}
