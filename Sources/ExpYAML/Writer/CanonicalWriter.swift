/// Writes trees as YAML with one spelling for each value.
///
/// - A plain scalar that nobody changed keeps its spelling: `5e-4`, `0.`, `True`.
/// - A string stands in quotes only where it would read as something else, here or in YAML 1.1:
///   `"yes"`, `"1:30"`, `"a: b"`.
/// - Lists of scalars that fit the line stay on it: `hidden: [64, 32]`; all else is block style.
/// - Text of several lines is a literal block where nothing in it is invisible.
///
/// What was written reads back as an equal tree, and is written the same again.
package struct CanonicalWriter {
    private var text = ""

    /// The columns that a list on one line may take.
    private static let lineWidth = 88

    /// Keys longer than this are written with `?`: a key before `:` ends after 1,024 characters
    /// (YAML 1.2.2 §7.4.2).
    private static let longKey = 1_000

    private init() {}

    /// A whole document in block style; it ends with a line end.
    package static func yaml(_ node: Node) -> String {
        var writer = CanonicalWriter()
        switch node.content {
        case .mapping(let mapping) where !mapping.isEmpty:
            writer.blockMapping(mapping, indent: 0, isInline: true)
        case .sequence(let elements) where !elements.isEmpty:
            writer.blockSequence(elements, indent: 0, isInline: true)
        default:
            writer.text += writer.blockValue(node, indent: 0)
            writer.text += "\n"
        }
        return writer.text
    }

    /// A value on one line in flow style, for messages and tables.
    package static func flow(_ node: Node) -> String {
        switch node.content {
        case .scalar(let scalar):
            return spelling(of: scalar, in: .flow)
        case .sequence(let elements):
            return "[" + elements.map(flow).joined(separator: ", ") + "]"
        case .mapping(let mapping):
            let entries = mapping.entries.map { entry in
                flowKey(entry) + ": " + flow(entry.value)
            }
            return "{" + entries.joined(separator: ", ") + "}"
        case .faulty:
            return "<unreadable>"
        }
    }

    /// A scalar on one line.
    package static func spelling(of scalar: Scalar) -> String {
        spelling(of: scalar, in: .block)
    }

    // MARK: Scalars

    /// A scalar as it was spelled where that reads back as the same value, else in the canonical
    /// spelling of its value.
    private static func spelling(of scalar: Scalar, in context: PlainText.Context) -> String {
        let value = CoreSchema.value(of: scalar)
        if case .string(let text) = value {
            return PlainText.isString(text, in: context) ? text : PlainText.quoted(text)
        }
        let isSameUnquoted =
            !scalar.text.isEmpty
            && CoreSchema.value(ofPlain: scalar.text).isEqualValue(to: value)
        return isSameUnquoted ? scalar.text : ScalarSpelling.spelling(of: value)
    }

    /// A key; unquoted `key+` and `key!` are operators, quoted ones are not, and stay so.
    private static func spelling(ofKey entry: Mapping.Entry, in context: PlainText.Context)
        -> String
    {
        let key = entry.key
        guard entry.isKeyQuoted else {
            return PlainText.isSyntax(key, in: context) ? key : PlainText.quoted(key)
        }
        let looksLikeOperator = key.hasSuffix("+") || key.hasSuffix("!")
        let isPlain = !looksLikeOperator && PlainText.isString(key, in: context)
        return isPlain ? key : PlainText.quoted(key)
    }

    private static func flowKey(_ entry: Mapping.Entry) -> String {
        let key = spelling(ofKey: entry, in: .flow)
        return key.utf8.count > longKey ? "? " + key + " " : key
    }

    // MARK: Block style

    /// The entries of a mapping, one a line; the first without indentation when it goes on a line
    /// begun.
    private mutating func blockMapping(_ mapping: Mapping, indent: Int, isInline: Bool) {
        for (place, entry) in mapping.entries.enumerated() {
            if place > 0 || !isInline { startLine(indent) }
            let key = Self.spelling(ofKey: entry, in: .block)
            if key.utf8.count > Self.longKey {
                text += "? " + key + "\n"
                startLine(indent)
                text += ":"
            } else {
                text += key + ":"
            }
            valueAfterKey(entry.value, indent: indent, column: indent + key.count + 1)
        }
    }

    private mutating func valueAfterKey(_ node: Node, indent: Int, column: Int) {
        switch node.content {
        case .mapping(let mapping) where !mapping.isEmpty:
            text += "\n"
            blockMapping(mapping, indent: indent + 2, isInline: false)
        case .sequence(let elements) where !elements.isEmpty:
            if let line = Self.shortLine(elements, column: column + 1) {
                text += " " + line + "\n"
            } else {
                text += "\n"
                blockSequence(elements, indent: indent + 2, isInline: false)
            }
        default:
            text += " " + blockValue(node, indent: indent + 2) + "\n"
        }
    }

    private mutating func blockSequence(_ elements: [Node], indent: Int, isInline: Bool) {
        for (place, element) in elements.enumerated() {
            if place > 0 || !isInline { startLine(indent) }
            text += "- "
            switch element.content {
            case .mapping(let mapping) where !mapping.isEmpty:
                blockMapping(mapping, indent: indent + 2, isInline: true)
            case .sequence(let inner) where !inner.isEmpty:
                if let line = Self.shortLine(inner, column: indent + 2) {
                    text += line + "\n"
                } else {
                    blockSequence(inner, indent: indent + 2, isInline: true)
                }
            default:
                text += blockValue(element, indent: indent + 2) + "\n"
            }
        }
    }

    private mutating func startLine(_ indent: Int) {
        text += String(repeating: " ", count: indent)
    }

    /// A scalar or an empty list or mapping, without the line end after it.
    private func blockValue(_ node: Node, indent: Int) -> String {
        guard case .scalar(let scalar) = node.content else { return Self.flow(node) }
        if case .string(let text) = CoreSchema.value(of: scalar),
            let block = Self.literalBlock(text, indent: max(indent, 2))
        {
            return block
        }
        return Self.spelling(of: scalar, in: .block)
    }

    /// A list of scalars on one line, if it fits.
    private static func shortLine(_ elements: [Node], column: Int) -> String? {
        var line = "["
        for (place, element) in elements.enumerated() {
            guard case .scalar(let scalar) = element.content else { return nil }
            if place > 0 { line += ", " }
            line += spelling(of: scalar, in: .flow)
            guard column + line.utf8.count < lineWidth else { return nil }
        }
        return line + "]"
    }

    /// Text of several lines as a literal block (YAML 1.2.2 §8.1.2); nil where a line end, blank or
    /// character in it would not be seen or not survive.
    private static func literalBlock(_ text: String, indent: Int) -> String? {
        guard text.utf8.contains(UInt8(ascii: "\n")), let first = text.unicodeScalars.first,
            first != " ", first != "\n", first != "\t", text.unicodeScalars.last != " "
        else { return nil }
        var previous: Unicode.Scalar = "\n"
        for scalar in text.unicodeScalars {
            let isTrailing = scalar == "\n" && (previous == " " || previous == "\t")
            if isTrailing || scalar != "\n" && PlainText.mustBeEscaped(scalar) { return nil }
            previous = scalar
        }
        var lines = text.split(separator: "\n" as Character, omittingEmptySubsequences: false)
        var header = "|-"
        if lines.last?.isEmpty == true {
            lines.removeLast()
            header = "|"
            if lines.last?.isEmpty == true { header = "|+" }
        }
        let margin = String(repeating: " ", count: indent)
        return lines.reduce(header) { $0 + "\n" + ($1.isEmpty ? "" : margin + $1) }
    }
}
