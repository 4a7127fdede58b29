/// Writes trees as JSON (RFC 8259) that keeps integers and floats apart.
///
/// `1` is an integer and `1.0` a float; floats have the shortest digits that read back as the same
/// double. JSON has no word for NaN and infinities: they are the strings `"nan"`, `"inf"` and
/// `"-inf"`. A faulty value is null.
package struct JSONWriter {
    private var text = ""
    private let isPretty: Bool
    private let style: Style

    /// How values that JSON has no word for are written, and in which order keys stand.
    enum Style {
        case exchange
        case canonical
    }

    private init(isPretty: Bool, style: Style) {
        self.isPretty = isPretty
        self.style = style
    }

    /// The JSON text of a tree: on one line without blanks, or indented by two.
    package static func json(_ node: Node, pretty: Bool = false) -> String {
        var writer = JSONWriter(isPretty: pretty, style: .exchange)
        writer.value(node, indent: 0)
        return writer.text
    }

    /// The text that ``CanonicalHash`` is taken of.
    static func canonical(_ node: Node) -> String {
        var writer = JSONWriter(isPretty: false, style: .canonical)
        writer.value(node, indent: 0)
        return writer.text
    }

    private mutating func value(_ node: Node, indent: Int) {
        switch node.content {
        case .scalar(let scalar):
            if style == .canonical, scalar.form == .deferred {
                Self.append(string: DeferredText.withoutRun(scalar.text), to: &text)
            } else {
                self.scalar(CoreSchema.value(of: scalar))
            }
        case .sequence(let elements):
            container("[", "]", elements, indent: indent) { writer, element in
                writer.value(element, indent: indent + 2)
            }
        case .mapping(let mapping):
            container("{", "}", ordered(mapping.entries), indent: indent) { writer, entry in
                Self.append(string: entry.key, to: &writer.text)
                writer.text += writer.isPretty ? ": " : ":"
                writer.value(entry.value, indent: indent + 2)
            }
        case .faulty:
            text += "null"
        }
    }

    private mutating func container<Element>(
        _ open: String,
        _ close: String,
        _ elements: [Element],
        indent: Int,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        text += open
        for (place, element) in elements.enumerated() {
            if place > 0 { text += "," }
            if isPretty { startLine(indent + 2) }
            write(&self, element)
        }
        if isPretty, !elements.isEmpty { startLine(indent) }
        text += close
    }

    private mutating func startLine(_ indent: Int) {
        text += "\n"
        text += String(repeating: " ", count: indent)
    }

    private func ordered(_ entries: [Mapping.Entry]) -> [Mapping.Entry] {
        switch style {
        case .exchange: entries
        case .canonical:
            entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        }
    }

    private mutating func scalar(_ value: ScalarValue) {
        switch value {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .int(let value): text += String(value)
        case .bigInt(let digits): text += digits
        case .float(let value): text += float(value)
        case .string(let value): Self.append(string: value, to: &text)
        }
    }

    private func float(_ value: Double) -> String {
        if value.isFinite { return ScalarSpelling.float(value) }
        let word = value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
        return style == .exchange ? "\"\(word)\"" : word
    }

    /// Adds a text as a JSON string: only what must be escaped is.
    package static func append(string: String, to text: inout String) {
        text += "\""
        let needsEscapes = string.utf8.contains {
            $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
        }
        if needsEscapes {
            for scalar in string.unicodeScalars { append(escaped: scalar, to: &text) }
        } else {
            text += string
        }
        text += "\""
    }

    private static func append(escaped scalar: Unicode.Scalar, to text: inout String) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        default:
            guard scalar.value < 0x20 else {
                text.unicodeScalars.append(scalar)
                return
            }
            text += scalar.value < 0x10 ? "\\u000" : "\\u00"
            text += String(scalar.value, radix: 16)
        }
    }
}
