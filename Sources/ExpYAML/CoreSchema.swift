/// The meaning of scalars by the YAML 1.2 core schema (YAML 1.2.2 §10.3.2): `1e-3` is a number,
/// `no` a text and `012` a decimal.
package enum CoreSchema {
    /// What a scalar means: a plain one by its spelling, any other by its form.
    ///
    /// A text that does not fit the type that its form claims is a string.
    package static func value(of scalar: Scalar) -> ScalarValue {
        switch scalar.form {
        case .single, .double, .block, .typedString, .deferred: .string(scalar.text)
        case .plain, .taggedBool, .taggedInt: value(ofPlain: scalar.text)
        case .taggedNull: .null
        case .taggedFloat, .typedFloat:
            float(scalar.text).map(ScalarValue.float) ?? .string(scalar.text)
        case .typedInt: integer(scalar.text) ?? .string(scalar.text)
        case .typedBool: boolean(scalar.text).map(ScalarValue.bool) ?? .string(scalar.text)
        }
    }

    /// What a text means when it stands without quotes.
    package static func value(ofPlain text: String) -> ScalarValue {
        var text = text
        let value: ScalarValue? = text.withUTF8 { bytes in
            guard let first = bytes.first else { return .null }
            switch first {
            case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "~"):
                return nulls.contains(where: bytes.spells) ? .null : nil
            case UInt8(ascii: "t"), UInt8(ascii: "T"):
                return trues.contains(where: bytes.spells) ? .bool(true) : nil
            case UInt8(ascii: "f"), UInt8(ascii: "F"):
                return falses.contains(where: bytes.spells) ? .bool(false) : nil
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                return number(bytes)
            default:
                return nil
            }
        }
        return value ?? .string(text)
    }

    /// The double that a text means to a field of floats; nil when it is no number.
    ///
    /// Besides the numbers of the core schema these are digits with underscores among them, and
    /// `inf` and `nan` in any case with or without the point, as Python writes them.
    package static func float(_ text: String) -> Double? {
        switch value(ofPlain: text) {
        case .int(let value): return Double(value)
        case .bigInt(let digits): return Double(digits)
        case .float(let value): return value
        case .bool, .null: return nil
        case .string: break
        }
        if let plain = withoutUnderscores(text) { return float(plain) }
        switch text.lowercased() {
        case "inf", "+inf", "infinity", "+infinity": return .infinity
        case "-inf", "-infinity": return -.infinity
        case "nan": return .nan
        default: return nil
        }
    }

    /// The whole number that a text means to a field of integers; nil when it is none.
    ///
    /// Besides the integers of the core schema these are digits with underscores among them, and
    /// floats whose value is whole as written: `1e3`, `2.50e2`, `4.0`.
    package static func integer(_ text: String) -> ScalarValue? {
        switch value(ofPlain: text) {
        case .int(let value): return .int(value)
        case .bigInt(let digits): return .bigInt(digits)
        case .float: return wholeNumber(text)
        case .bool, .null: return nil
        case .string: return withoutUnderscores(text).flatMap(integer)
        }
    }

    /// The boolean that a text means to a field of booleans: `true` or `false` in any case.
    package static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// The number without the underscores between its digits; nil when there are none such.
    private static func withoutUnderscores(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        var plain: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            guard byte == UInt8(ascii: "_") else {
                plain.append(byte)
                continue
            }
            guard place > 0, place + 1 < bytes.count, digitValue(bytes[place - 1]) != nil,
                digitValue(bytes[place + 1]) != nil
            else { return nil }
        }
        return plain.count == bytes.count ? nil : String(decoding: plain, as: UTF8.self)
    }

    /// The digits of a decimal number shifted by its exponent; nil where a fraction is left.
    private static func wholeNumber(_ text: String) -> ScalarValue? {
        let isNegative = text.hasPrefix("-")
        let unsigned = text.drop { $0 == "-" || $0 == "+" }
        let parts = unsigned.split(maxSplits: 1) { $0 == "e" || $0 == "E" }
        guard let mantissa = parts.first, let exponent = parts.count == 2 ? Int(parts[1]) : 0 else {
            return nil
        }
        let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = halves.count == 2 ? halves[1] : ""
        var digits = String(halves[0] + fraction)
        guard digits.utf8.allSatisfy(\.isDigit), digits.utf8.count <= 1_000 else { return nil }
        let (shift, overflow) = exponent.subtractingReportingOverflow(fraction.utf8.count)
        if digits.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) { return .int(0) }
        guard !overflow, shift <= 1_000, shift >= -digits.utf8.count else { return nil }
        if shift >= 0 {
            digits += String(repeating: "0", count: shift)
        } else {
            guard digits.suffix(-shift).allSatisfy({ $0 == "0" }) else { return nil }
            digits.removeLast(-shift)
        }
        return value(ofPlain: (isNegative ? "-" : "") + digits)
    }

    static let nulls: [StaticString] = ["null", "~", "Null", "NULL"]
    static let trues: [StaticString] = ["true", "True", "TRUE"]
    static let falses: [StaticString] = ["false", "False", "FALSE"]
}
