/// Where a text may stand without quotes and still read as just that text.
enum PlainText {
    /// Where a scalar is written: more characters end a plain scalar in flow style.
    enum Context {
        case block
        case flow
    }

    /// Whether a text without quotes reads as itself: as a string, in this language as in YAML
    /// 1.1, and not as a sign of YAML.
    static func isString(_ text: String, in context: Context) -> Bool {
        guard isSyntax(text, in: context), case .string = CoreSchema.value(ofPlain: text) else {
            return false
        }
        if CoreSchema.yaml11Reading(ofPlain: text) != nil { return false }
        return !["y", "Y", "n", "N"].contains(text)
    }

    /// Whether a text without quotes is one plain scalar with this very text, whatever it means.
    ///
    /// Stricter than YAML 1.2.2 §7.3.3, so that older readers agree.
    static func isSyntax(_ text: String, in context: Context) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last else { return false }
        guard last != UInt8(ascii: " "), last != UInt8(ascii: ":"), text != "<<" else {
            return false
        }
        if !mayBegin(first) {
            // A dash may begin a word or a negative number.
            guard first == UInt8(ascii: "-"), let second = bytes.dropFirst().first else {
                return false
            }
            let isWord = second | 0x20 >= UInt8(ascii: "a") && second | 0x20 <= UInt8(ascii: "z")
            guard isWord || second.isDigit || second == UInt8(ascii: ".") || second == first
            else { return false }
        }
        if text.hasPrefix("---") || text.hasPrefix("...") { return false }
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case 0..<0x20, 0x7F:
                return false
            case UInt8(ascii: "#") where previous == UInt8(ascii: " "):
                return false
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
                UInt8(ascii: "}"), UInt8(ascii: "?"):
                if context == .flow { return false }
            default:
                break
            }
            if previous == UInt8(ascii: ":") {
                if byte == UInt8(ascii: " ") { return false }
                let mayFollow =
                    byte.isDigit || byte == UInt8(ascii: "/") || byte >= UInt8(ascii: "A")
                if context == .flow, !mayFollow { return false }
            }
            previous = byte
        }
        return text.unicodeScalars.allSatisfy { !mustBeEscaped($0) }
    }

    private static func mayBegin(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"),
            UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
            UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
            UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            false
        default:
            true
        }
    }

    /// Whether a character cannot stand in YAML as it is, or would end a line.
    static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// A text in quotes: double ones, or single ones where those save escapes.
    static func quoted(_ text: String) -> String {
        let hasEscapable = text.utf8.contains {
            $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
        }
        let isSingleQuotable =
            hasEscapable && !text.utf8.contains(UInt8(ascii: "'"))
            && text.unicodeScalars.allSatisfy { !mustBeEscaped($0) }
        return isSingleQuotable ? "'\(text)'" : doubleQuoted(text)
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\0": result += "\\0"
            default:
                if mustBeEscaped(scalar) {
                    result += escape(scalar.value)
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    private static func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        let width = value < 0x100 ? 2 : 4
        let letter = value < 0x100 ? "x" : "u"
        return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
    }
}
