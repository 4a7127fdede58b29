/// The meaning of scalars by the YAML 1.2 core schema (YAML 1.2.2 §10.3.2): `1e-3` is a number,
/// `no` and `012` need no quotes to be a text and a decimal.
package enum CoreSchema {
    /// What a scalar means: a plain one by its spelling, any other by its form.
    package static func value(of scalar: Scalar) -> ScalarValue {
        switch scalar.form {
        case .quoted, .block, .typedString, .deferred: .string(scalar.text)
        case .typedInt, .typedBool: value(ofPlain: scalar.text)
        case .typedFloat: float(scalar.text).map(ScalarValue.float) ?? .string(scalar.text)
        case .plain: value(ofPlain: scalar.text)
        case .taggedNull: .null
        case .taggedBool, .taggedInt: value(ofPlain: scalar.text)
        case .taggedFloat: float(scalar.text).map(ScalarValue.float) ?? .string(scalar.text)
        }
    }

    /// What a text means when it stands without quotes.
    package static func value(ofPlain text: String) -> ScalarValue {
        var text = text
        return text.withUTF8 { bytes in
            guard let first = bytes.first else { return .null }
            switch first {
            case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "~"):
                if nulls.contains(where: bytes.spells) { return .null }
            case UInt8(ascii: "t"), UInt8(ascii: "T"):
                if trues.contains(where: bytes.spells) { return .bool(true) }
            case UInt8(ascii: "f"), UInt8(ascii: "F"):
                if falses.contains(where: bytes.spells) { return .bool(false) }
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                if let number = number(bytes) { return number }
            default:
                break
            }
            return .string(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// The double that a text spells as an integer or a float of the core schema; nil for any
    /// other text.
    package static func float(_ text: String) -> Double? {
        switch value(ofPlain: text) {
        case .int(let value): Double(value)
        case .float(let value): value
        case .null, .bool, .string: nil
        }
    }

    static let nulls: [StaticString] = ["null", "~", "Null", "NULL"]
    static let trues: [StaticString] = ["true", "True", "TRUE"]
    static let falses: [StaticString] = ["false", "False", "FALSE"]
    private static let infinities: [StaticString] = [".inf", ".Inf", ".INF"]
    private static let notNumbers: [StaticString] = [".nan", ".NaN", ".NAN"]

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> ScalarValue? {
        if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
            if bytes[1] == UInt8(ascii: "x") { return integer(bytes[2...], radix: 16) }
            if bytes[1] == UInt8(ascii: "o") { return integer(bytes[2...], radix: 8) }
        }
        if notNumbers.contains(where: bytes.spells) { return .float(.nan) }
        let isSigned = bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+")
        let unsigned = UnsafeBufferPointer(rebasing: bytes[(isSigned ? 1 : 0)...])
        if infinities.contains(where: unsigned.spells) {
            return .float(bytes[0] == UInt8(ascii: "-") ? -.infinity : .infinity)
        }
        guard let shape = NumberShape(unsigned) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        if shape == .integer, let value = Int(text) { return .int(value) }
        return Double(text).map(ScalarValue.float)
    }

    private static func integer(
        _ digits: Slice<UnsafeBufferPointer<UInt8>>,
        radix: Int
    ) -> ScalarValue? {
        var exact = 0
        var isExact = true
        var rounded = 0.0
        for byte in digits {
            guard let digit = digitValue(byte), digit < radix else { return nil }
            rounded = rounded * Double(radix) + Double(digit)
            guard isExact else { continue }
            let (product, overflow) = exact.multipliedReportingOverflow(by: radix)
            let (sum, overflowOfSum) = product.addingReportingOverflow(digit)
            isExact = !overflow && !overflowOfSum
            exact = sum
        }
        return isExact ? .int(exact) : .float(rounded)
    }

    static func digitValue(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
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
    fileprivate func spells(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for (offset, byte) in enumerated() where byte != word.utf8Start[offset] { return false }
        return true
    }
}
