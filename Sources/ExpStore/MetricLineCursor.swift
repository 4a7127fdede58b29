import ExpSystem

extension MetricLineParser {
    /// A place in a line, moving forward over JSON's tokens and the blanks before them.
    struct Cursor {
        /// A key or string: where it lies between its quotes.
        struct Text {
            var range: Range<Int>
            var isEscaped: Bool
        }

        /// A value as far as a metric can hold it.
        enum Value {
            case number(Double)
            case none
            case corrupt
        }

        private let bytes: UnsafeRawBufferPointer
        private var position = 0

        init(_ bytes: UnsafeRawBufferPointer) {
            self.bytes = bytes
        }

        /// Whether only blanks follow.
        var isAtEnd: Bool {
            mutating get {
                skipBlanks()
                return position == bytes.count
            }
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
                return false
            }
            position += 1
            return true
        }

        mutating func string() -> Text? {
            guard take("\"") else { return nil }
            let start = position
            var isEscaped = false
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "\""):
                    position += 1
                    return Text(range: start..<(position - 1), isEscaped: isEscaped)
                case UInt8(ascii: "\\"):
                    isEscaped = true
                    position += 2
                default: position += 1
                }
            }
            return nil
        }

        mutating func value() -> Value {
            skipBlanks()
            guard position < bytes.count else { return .corrupt }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                guard let text = string() else { return .corrupt }
                return Self.special(UnsafeRawBufferPointer(rebasing: bytes[text.range]))
            case UInt8(ascii: "n"): return takeWord("null") ? .none : .corrupt
            case UInt8(ascii: "t"): return takeWord("true") ? .none : .corrupt
            case UInt8(ascii: "f"): return takeWord("false") ? .none : .corrupt
            default: return number().map(Value.number) ?? .corrupt
            }
        }

        /// A whole number; `3.0` and `1e3` count as such, as other programs write them.
        mutating func integer() -> Int? {
            let start = position
            guard let value = number(), let base = bytes.baseAddress else { return nil }
            // Beyond 2^53 a double drops digits, so read those again.
            guard abs(value) >= 0x1p53 else { return Int(exactly: value) }
            let text = UnsafeRawBufferPointer(start: base + start, count: position - start)
            return Int(String(decoding: text, as: UTF8.self).filter { $0 != " " })
        }

        /// A decimal number, read exactly.
        ///
        /// Up to 19 digits are gathered as a whole number. When that is below 2^53 and the power of
        /// ten at most 22, both are doubles without error and one operation rounds correctly
        /// (Clinger, "How to Read Floating Point Numbers Accurately", 1990); else the C library
        /// reads it.
        mutating func number() -> Double? {
            skipBlanks()
            let start = position
            let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
            if isNegative { position += 1 }
            var mantissa: UInt64 = 0
            var digitCount = 0
            var exponent = 0
            let wholeStart = position
            while let digit = digit() {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                if mantissa > 0 { digitCount += 1 }
            }
            guard position > wholeStart else { return nil }
            if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
                position += 1
                let fractionStart = position
                while let digit = digit() {
                    mantissa = mantissa &* 10 &+ UInt64(digit)
                    if mantissa > 0 { digitCount += 1 }
                }
                guard position > fractionStart else { return nil }
                exponent = fractionStart - position
            }
            if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
                guard let power = power() else { return nil }
                exponent += power
            }
            guard digitCount <= 19, mantissa < 1 << 53, abs(exponent) <= 22 else {
                return bytes.baseAddress.map {
                    strtod($0.advanced(by: start).assumingMemoryBound(to: CChar.self), nil)
                }
            }
            let size = Double(mantissa)
            let scaled =
                exponent < 0 ? size / Self.powers[-exponent] : size * Self.powers[exponent]
            return isNegative ? -scaled : scaled
        }

        private mutating func digit() -> UInt8? {
            guard position < bytes.count, 0x30...0x39 ~= bytes[position] else { return nil }
            defer { position += 1 }
            return bytes[position] - 0x30
        }

        private mutating func power() -> Int? {
            position += 1
            var isNegative = false
            if position < bytes.count, bytes[position] == UInt8(ascii: "-") {
                isNegative = true
                position += 1
            } else if position < bytes.count, bytes[position] == UInt8(ascii: "+") {
                position += 1
            }
            let start = position
            var value = 0
            while let digit = digit() { value = min(value * 10 + Int(digit), 100_000) }
            guard position > start else { return nil }
            return isNegative ? -value : value
        }

        private mutating func skipBlanks() {
            while position < bytes.count {
                switch bytes[position] {
                case 0x20, 0x09, 0x0D: position += 1
                default: return
                }
            }
        }

        private mutating func takeWord(_ word: StaticString) -> Bool {
            let count = word.utf8CodeUnitCount
            guard position + count <= bytes.count, let base = bytes.baseAddress,
                memcmp(base.advanced(by: position), word.utf8Start, count) == 0
            else { return false }
            position += count
            return true
        }

        private static func special(_ text: UnsafeRawBufferPointer) -> Value {
            switch String(decoding: text, as: UTF8.self).lowercased() {
            case "nan": .number(.nan)
            case "inf", "infinity", "+inf": .number(.infinity)
            case "-inf", "-infinity": .number(-.infinity)
            // Text is no metric, but no reason to lose the line's numbers.
            default: .none
            }
        }

        private static let powers: [Double] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
            1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
        ]

        /// The text that a key with escapes stands for; what cannot be read becomes U+FFFD.
        static func unescaped(_ bytes: UnsafeRawBufferPointer) -> String {
            var result: [UInt16] = []
            var plain: [UInt8] = []
            func settle() {
                result += String(decoding: plain, as: UTF8.self).utf16
                plain.removeAll()
            }
            var position = 0
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                guard byte == UInt8(ascii: "\\"), position < bytes.count else {
                    plain.append(byte)
                    continue
                }
                let sign = bytes[position]
                position += 1
                switch sign {
                case UInt8(ascii: "n"): plain.append(0x0A)
                case UInt8(ascii: "t"): plain.append(0x09)
                case UInt8(ascii: "r"): plain.append(0x0D)
                case UInt8(ascii: "b"): plain.append(0x08)
                case UInt8(ascii: "f"): plain.append(0x0C)
                case UInt8(ascii: "u"):
                    settle()
                    let end = min(position + 4, bytes.count)
                    let digits = String(decoding: bytes[position..<end], as: UTF8.self)
                    result.append(UInt16(digits, radix: 16) ?? 0xFFFD)
                    position = end
                default: plain.append(sign)
                }
            }
            settle()
            return String(decoding: result, as: UTF16.self)
        }
    }
}
