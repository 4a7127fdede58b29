package import ExpYAML

/// What a plain value of an override is where no schema says what it should be.
///
/// Hydra's lexer decides (`OverrideLexer.g4` of Hydra 1.3): `10_0` is 100, `007` is text, and
/// `true`, `null`, `inf` and `nan` count in any case. Where a schema types the key, the text as
/// written is what the schema's type reads.
package enum OverrideReading {
    /// The value of a scalar that an override gives.
    package static func value(of scalar: Scalar) -> ScalarValue {
        guard scalar.form == .plain else { return CoreSchema.value(of: scalar) }
        let text = scalar.text
        switch text.lowercased() {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: break
        }
        guard let number = Number(Array(text.utf8)) else { return .string(text) }
        return number.value ?? .string(text)
    }

    /// The scalar with its form changed where YAML's core schema reads the text differently.
    package static func untyped(_ scalar: Scalar) -> Scalar {
        guard scalar.form == .plain else { return scalar }
        let value = value(of: scalar)
        if CoreSchema.value(of: scalar).isEqualValue(to: value) { return scalar }
        switch value {
        case .null: return Scalar("null", .plain)
        case .bool: return Scalar(scalar.text, .typedBool)
        case .int, .bigInt: return Scalar(scalar.text, .typedInt)
        case .float(let number) where number.isNaN:
            return Scalar(ScalarSpelling.float(number), .plain)
        case .float: return Scalar(scalar.text, .typedFloat)
        case .string: return Scalar(scalar.text, .typedString)
        }
    }

    /// A tree whose every plain scalar is one that YAML's core schema reads the same.
    package static func untyped(_ node: Node) -> Node {
        var result = node
        switch node.content {
        case .scalar(let scalar):
            result.content = .scalar(untyped(scalar))
        case .sequence(let list):
            result.content = .sequence(list.map(untyped))
        case .mapping(let mapping):
            result.content = .mapping(
                Mapping(
                    mapping.entries.map { entry in
                        var entry = entry
                        entry.value = untyped(entry.value)
                        return entry
                    }
                )
            )
        case .faulty:
            break
        }
        return result
    }
}

/// A number as Hydra's lexer knows it.
///
///     INT   : [+-]? (0 | [1-9] (_? [0-9])*)
///     FLOAT : [+-]? (INT? "." DIGITS | INT "." | (INT | INT? "." DIGITS | INT ".") [eE] [+-]? DIGITS)
///           | [+-]? (inf | nan), in any case
struct Number {
    /// The value; nil when it is out of every range.
    let value: ScalarValue?

    /// Reads a text that is a number from end to end.
    init?(_ bytes: [UInt8]) {
        var digits = bytes[...]
        var sign = 1.0
        if let first = digits.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            if first == UInt8(ascii: "-") { sign = -1 }
            digits = digits.dropFirst()
        }
        switch String(decoding: digits, as: UTF8.self).lowercased() {
        case "inf":
            value = .float(sign * .infinity)
            return
        case "nan":
            value = .float(.nan)
            return
        default: break
        }
        var rest = digits
        let whole = Self.takeDigits(&rest)
        if let whole, whole.count > 1, whole.first == UInt8(ascii: "0") { return nil }
        var isFloat = false
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            if Self.takeDigits(&rest) == nil, whole == nil { return nil }
            isFloat = true
        } else if whole == nil {
            return nil
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest = rest.dropFirst()
            }
            guard Self.takeDigits(&rest) != nil else { return nil }
            isFloat = true
        }
        guard rest.isEmpty else { return nil }
        let text = String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        if !isFloat {
            value = Int(text).map(ScalarValue.int) ?? .bigInt(text)
        } else {
            value = Double(text).map(ScalarValue.float)
        }
    }

    /// Takes digits with single underscores between them.
    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let start = rest
        guard let first = rest.first, ByteScanner.isDigit(first) else { return nil }
        while let byte = rest.first {
            if ByteScanner.isDigit(byte) {
                rest = rest.dropFirst()
            } else if byte == UInt8(ascii: "_"), let next = rest.dropFirst().first,
                ByteScanner.isDigit(next)
            {
                rest = rest.dropFirst(2)
            } else {
                break
            }
        }
        return start[..<rest.startIndex]
    }
}
