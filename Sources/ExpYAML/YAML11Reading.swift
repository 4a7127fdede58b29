/// What readers of YAML 1.1 (PyYAML, and so Hydra and OmegaConf) make of a plain scalar.
package enum YAML11Reading: Hashable, Sendable {
    /// `yes`, `off`.
    case bool(Bool)
    /// `012` (octal), `1_000`, `0b11`, `1:30` (base 60).
    case int(Int)
    /// `1_000.5`, `1:30.5`.
    case float(Double)
    /// `2026-11-24`.
    case date
    /// `=`, the default value key, which most readers refuse.
    case special
}

extension CoreSchema {
    /// What YAML 1.1 makes of a plain text, when that is a value other than ours.
    ///
    /// Nil also where 1.1 sees only a text: nobody who writes `1e-3` or `0o17` means one. The
    /// single letters `y` and `n`, booleans in the letter of 1.1, are texts to its readers, and
    /// here. Rules: https://yaml.org/type/bool.html, int, float and timestamp beside it, with
    /// PyYAML's narrower float.
    package static func yaml11Reading(of scalar: Scalar) -> YAML11Reading? {
        guard scalar.form == .plain else { return nil }
        return yaml11Reading(ofPlain: scalar.text)
    }

    /// As ``yaml11Reading(of:)`` for the text of a plain scalar.
    package static func yaml11Reading(ofPlain text: String) -> YAML11Reading? {
        guard !isReadAlike(text), let reading = YAML11Scanner(text).reading else { return nil }
        switch (reading, value(ofPlain: text)) {
        case (.bool(let theirs), .bool(let ours)) where theirs == ours: return nil
        case (.int(let theirs), .int(let ours)) where theirs == ours: return nil
        case (.int(let theirs), .float(let ours)) where Double(theirs) == ours: return nil
        case (.float(let theirs), .float(let ours)) where theirs == ours: return nil
        default: return reading
        }
    }

    /// Whether both versions certainly read a text alike.
    ///
    /// That is a word which is no word for a boolean, or `true` and `false` as they are, or a
    /// decimal number without a leading zero: most scalars are one of them, and this takes no
    /// memory.
    private static func isReadAlike(_ text: String) -> Bool {
        if text == "true" || text == "false" { return true }
        var text = text
        return text.withUTF8 { bytes in
            guard let first = bytes.first else { return true }
            switch first {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                return bytes.count > 5 || !"yntfo".utf8.contains(first | 0x20)
            default:
                return isPlainDecimal(bytes)
            }
        }
    }

    /// Whether bytes are a sign, digits, perhaps a point with digits after it, and perhaps then an
    /// exponent with a sign, which YAML 1.1 asks for.
    private static func isPlainDecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        func isSign() -> Bool {
            place < bytes.count
                && (bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+"))
        }
        func skipDigits() -> Int {
            let start = place
            while place < bytes.count, bytes[place] >= UInt8(ascii: "0"),
                bytes[place] <= UInt8(ascii: "9")
            {
                place += 1
            }
            return place - start
        }
        if isSign() { place += 1 }
        let start = place
        let digits = skipDigits()
        if digits == 0 { return false }
        if place == bytes.count { return digits == 1 || bytes[start] != UInt8(ascii: "0") }
        guard bytes[place] == UInt8(ascii: ".") else { return false }
        place += 1
        if skipDigits() == 0 { return false }
        if place == bytes.count { return true }
        guard bytes[place] | 0x20 == UInt8(ascii: "e") else { return false }
        place += 1
        guard isSign() else { return false }
        place += 1
        return skipDigits() > 0 && place == bytes.count
    }
}

/// Matches the plain scalars of YAML 1.1 that are neither null nor text.
private struct YAML11Scanner {
    private let text: String
    private let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8.prefix(65))
    }

    var reading: YAML11Reading? {
        guard let first = bytes.first, bytes.count <= 64 else { return nil }
        switch first {
        case UInt8(ascii: "="):
            return bytes.count == 1 ? .special : nil
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            return isDate ? .date : number
        case UInt8(ascii: "."):
            return decimal(bytes[...], sign: 1)
        default:
            return word
        }
    }

    private var word: YAML11Reading? {
        let isCased = [text.lowercased(), text.uppercased(), capitalised].contains(text)
        guard isCased else { return nil }
        switch text.lowercased() {
        case "yes", "on", "true": return .bool(true)
        case "no", "off", "false": return .bool(false)
        default: return nil
        }
    }

    private var capitalised: String {
        text.prefix(1).uppercased() + text.dropFirst().lowercased()
    }

    // MARK: Numbers

    private var number: YAML11Reading? {
        let isNegative = bytes[0] == UInt8(ascii: "-")
        let isSigned = isNegative || bytes[0] == UInt8(ascii: "+")
        let rest = bytes[(isSigned ? 1 : 0)...]
        let sign = isNegative ? -1 : 1
        guard let first = rest.first, first.isDigit || first == UInt8(ascii: ".") else {
            return nil
        }
        if rest.contains(UInt8(ascii: ":")) { return sexagesimal(rest, sign: sign) }
        if first == UInt8(ascii: "0"), rest.count > 1 {
            let after = rest.dropFirst()
            switch after.first {
            case UInt8(ascii: "b"): return integer(after.dropFirst(), radix: 2, sign: sign)
            case UInt8(ascii: "x"): return integer(after.dropFirst(), radix: 16, sign: sign)
            default:
                if let octal = integer(after, radix: 8, sign: sign) { return octal }
            }
        } else if let whole = integer(rest, radix: 10, sign: sign) {
            return whole
        }
        return decimal(rest, sign: sign)
    }

    /// Digits with underscores among them.
    private func integer(_ digits: ArraySlice<UInt8>, radix: Int, sign: Int) -> YAML11Reading? {
        let plain = digits.filter { $0 != UInt8(ascii: "_") }
        guard !plain.isEmpty else { return nil }
        var value = 0
        for byte in plain {
            guard let digit = CoreSchema.digitValue(byte), digit < radix else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: radix)
            let (sum, overflowOfSum) = product.addingReportingOverflow(digit)
            guard !overflow, !overflowOfSum else { return nil }
            value = sum
        }
        return .int(sign * value)
    }

    /// `12_3.4_5` and `12.5e+3`; the exponent needs its sign.
    private func decimal(_ rest: ArraySlice<UInt8>, sign: Int) -> YAML11Reading? {
        guard rest.contains(UInt8(ascii: ".")), rest.contains(where: \.isDigit) else { return nil }
        let plain = rest.filter { $0 != UInt8(ascii: "_") }
        let mantissa = plain.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
        guard mantissa.count(where: { $0 == UInt8(ascii: ".") }) == 1 else { return nil }
        let exponent = plain.dropFirst(mantissa.count)
        let isExponent =
            exponent.isEmpty
            || exponent.count > 2 && exponent.first.map { $0 | 0x20 } == UInt8(ascii: "e")
                && [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(exponent.dropFirst().first ?? 0)
                && exponent.dropFirst(2).allSatisfy(\.isDigit)
        guard isExponent else { return nil }
        let value = CoreSchema.float(String(decoding: plain, as: UTF8.self))
        return value.map { .float(sign < 0 ? -$0 : $0) }
    }

    /// `1:30`, digits in base 60; with a fraction a float.
    private func sexagesimal(_ rest: ArraySlice<UInt8>, sign: Int) -> YAML11Reading? {
        let parts = rest.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var value = 0.0
        for (place, part) in parts.enumerated() {
            let isLast = place == parts.count - 1
            let whole = isLast ? part.prefix { $0 != UInt8(ascii: ".") } : part
            let digits = whole.filter { $0 != UInt8(ascii: "_") }
            guard !digits.isEmpty, digits.allSatisfy(\.isDigit),
                let number = Int(String(decoding: digits, as: UTF8.self))
            else { return nil }
            if place > 0 {
                guard whole.count <= 2, number < 60 else { return nil }
            }
            value = value * 60 + Double(number)
            let fraction = part.dropFirst(whole.count)
            guard !fraction.isEmpty else { continue }
            let text =
                "0" + String(decoding: fraction.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
            guard let part = CoreSchema.float(text) else { return nil }
            return .float(Double(sign) * (value + part))
        }
        if rest.first == UInt8(ascii: "0") { return nil }
        return Int(exactly: Double(sign) * value).map(YAML11Reading.int)
    }

    /// `2026-11-24`, or a date with a time after `T` or a blank.
    private var isDate: Bool {
        let parts = bytes.split(separator: UInt8(ascii: "-"), maxSplits: 2)
        guard parts.count == 3, bytes[0].isDigit, parts[0].count == 4,
            parts[0].allSatisfy(\.isDigit), (1...2).contains(parts[1].count),
            parts[1].allSatisfy(\.isDigit)
        else { return false }
        let day = parts[2].prefix(while: \.isDigit)
        guard (1...2).contains(day.count) else { return false }
        let time = parts[2].dropFirst(day.count)
        guard let separator = time.first else { return parts[1].count == 2 && day.count == 2 }
        let isTime = [UInt8(ascii: "T"), UInt8(ascii: "t"), 0x20, 0x09].contains(separator)
        return isTime && time.contains(UInt8(ascii: ":"))
    }
}
