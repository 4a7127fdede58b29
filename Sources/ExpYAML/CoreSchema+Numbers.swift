extension CoreSchema {
    /// Reads a number of the core schema; nil for any other text.
    static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> ScalarValue? {
        if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
            if bytes[1] == UInt8(ascii: "x") { return integer(bytes[2...], radix: 16) }
            if bytes[1] == UInt8(ascii: "o") { return integer(bytes[2...], radix: 8) }
        }
        if notNumbers.contains(where: bytes.spells) { return .float(.nan) }
        let isNegative = bytes[0] == UInt8(ascii: "-")
        let isSigned = isNegative || bytes[0] == UInt8(ascii: "+")
        let unsigned = UnsafeBufferPointer(rebasing: bytes[(isSigned ? 1 : 0)...])
        if infinities.contains(where: unsigned.spells) {
            return .float(isNegative ? -.infinity : .infinity)
        }
        guard let shape = NumberShape(unsigned) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard shape == .integer else { return Double(text).map(ScalarValue.float) }
        if let value = Int(text) { return .int(value) }
        let digits = unsigned.drop { $0 == UInt8(ascii: "0") }
        return .bigInt((isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self))
    }

    /// Reads the digits of an octal or hexadecimal number.
    private static func integer(
        _ digits: Slice<UnsafeBufferPointer<UInt8>>,
        radix: Int
    ) -> ScalarValue? {
        var value = 0
        var isExact = true
        for byte in digits {
            guard let digit = digitValue(byte), digit < radix else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: radix)
            let (sum, overflowOfSum) = product.addingReportingOverflow(digit)
            isExact = isExact && !overflow && !overflowOfSum
            value = sum
        }
        return isExact ? .int(value) : decimal(digits, radix: radix)
    }

    /// The decimal digits of a number too large for 64 bits, or the infinity where even a double
    /// is far too small: then nobody needs the digits, and finding them takes quadratic time.
    private static func decimal(
        _ digits: Slice<UnsafeBufferPointer<UInt8>>,
        radix: Int
    ) -> ScalarValue {
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        guard significant.count <= 1_000 else { return .float(.infinity) }
        // Groups of nine decimal digits, the lowest first.
        var groups = [0]
        for byte in significant {
            var carry = digitValue(byte) ?? 0
            for place in groups.indices {
                let value = groups[place] * radix + carry
                groups[place] = value % 1_000_000_000
                carry = value / 1_000_000_000
            }
            if carry > 0 { groups.append(carry) }
        }
        var text = String(groups.last ?? 0)
        for group in groups.dropLast().reversed() {
            let part = String(group)
            text += String(repeating: "0", count: 9 - part.count) + part
        }
        return .bigInt(text)
    }

    static func digitValue(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    private static let infinities: [StaticString] = [".inf", ".Inf", ".INF"]
    private static let notNumbers: [StaticString] = [".nan", ".NaN", ".NAN"]
}

/// Which decimal number of the core schema a text without its sign spells.
private enum NumberShape {
    case integer
    case float

    /// Matches `[0-9]+` and `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var position = 0
        func digits() -> Int {
            let start = position
            while position < bytes.count, bytes[position].isDigit { position += 1 }
            return position - start
        }
        let whole = digits()
        if position == bytes.count {
            guard whole > 0 else { return nil }
            self = .integer
            return
        }
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            let fraction = digits()
            guard whole > 0 || fraction > 0 else { return nil }
        } else if whole == 0 {
            return nil
        }
        if position < bytes.count {
            guard bytes[position] | 0x20 == UInt8(ascii: "e") else { return nil }
            position += 1
            let hasSign =
                position < bytes.count
                && (bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+"))
            if hasSign { position += 1 }
            guard digits() > 0, position == bytes.count else { return nil }
        }
        self = .float
    }
}

extension UInt8 {
    var isDigit: Bool {
        self &- UInt8(ascii: "0") < 10
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes are just this word.
    func spells(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for (offset, byte) in enumerated() where byte != word.utf8Start[offset] { return false }
        return true
    }
}
