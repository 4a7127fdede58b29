import ExpDiagnostics
import ExpYAML

/// Reads a value by Hydra 1.3's grammar: plain text, quoted text, lists, dictionaries, calls, and
/// several of them with commas between.
///
///     value      : element ("," element)*            two or more are a sweep
///     element    : quoted | list | dictionary | call | plain
///     list       : "[" (element ("," element)*)? "]"
///     dictionary : "{" (plain ":" element ("," plain ":" element)*)? "}"
///     call       : NAME "(" (argument ("," argument)*)? ")"
///     argument   : (NAME "=")? element
///     plain      : letters, digits, blanks within, `_ / - \ + . $ % * @ ? | :`,
///                  `${…}`, and a backslash before one of `\ ( ) [ ] { } : = ,` or a blank
struct ValueParser {
    private var scanner: ByteScanner
    private var depth = 0

    /// As deep as a config file may nest.
    private static let maximumDepth = 256

    /// Begins where a scanner stands.
    init(_ scanner: ByteScanner) {
        self.scanner = scanner
    }

    /// Reads everything up to the end as one value or a simple sweep.
    mutating func whole() throws(OverrideFault) -> OverrideValue {
        let start = scanner.position
        scanner.skipBlanks()
        if scanner.isAtEnd {
            let empty = scanner.file.range(start, start)
            return .element(Node(.scalar(Scalar("", .typedString)), range: empty))
        }
        let first = try element()
        scanner.skipBlanks()
        if scanner.isAtEnd { return first }
        var elements = [try node(first)]
        let begin = first.range.start
        while scanner.skip(",") {
            elements.append(try node(try element()))
            scanner.skipBlanks()
        }
        guard scanner.isAtEnd else { throw unexpected() }
        let range = scanner.file.range(begin, elements.last?.range.end ?? scanner.position)
        return .sweep(SweepForm(.simple(elements), range: range))
    }

    private mutating func element() throws(OverrideFault) -> OverrideValue {
        scanner.skipBlanks()
        let start = scanner.position
        guard let first = scanner.peek else { throw missing() }
        switch first {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            let text = try QuotedText.scan(&scanner)
            let node = Node(.scalar(Scalar(text, .typedString)), range: scanner.range(from: start))
            return .element(node)
        case UInt8(ascii: "["):
            return .element(try nested { parser throws(OverrideFault) in try parser.list() })
        case UInt8(ascii: "{"):
            return .element(try nested { parser throws(OverrideFault) in try parser.dictionary() })
        default:
            var call = scanner
            if let name = call.identifier() {
                let nameEnd = call.position
                call.skipBlanks()
                if call.skip("(") {
                    scanner = call
                    let range = scanner.file.range(start, nameEnd)
                    return try self.call(name, at: range)
                }
            }
            return .element(try plain(isKey: false))
        }
    }

    private mutating func nested(
        _ read: (inout ValueParser) throws(OverrideFault) -> Node
    ) throws(OverrideFault) -> Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw OverrideFault(kind: .tooDeep, range: scanner.nextCharacter)
        }
        return try read(&self)
    }

    private mutating func list() throws(OverrideFault) -> Node {
        let start = scanner.position
        scanner.position += 1
        var elements: [Node] = []
        scanner.skipBlanks()
        while scanner.peek != UInt8(ascii: "]") {
            guard !scanner.isAtEnd else { throw unclosed("[", at: start) }
            if !elements.isEmpty, !scanner.skip(",") { throw unexpected() }
            let value = try closing("[", at: start) { parser throws(OverrideFault) in
                try parser.element()
            }
            elements.append(try node(value))
            scanner.skipBlanks()
        }
        scanner.position += 1
        return Node(.sequence(elements), range: scanner.range(from: start))
    }

    private mutating func dictionary() throws(OverrideFault) -> Node {
        let start = scanner.position
        scanner.position += 1
        var entries: [Mapping.Entry] = []
        var keys: Set<String> = []
        scanner.skipBlanks()
        while scanner.peek != UInt8(ascii: "}") {
            guard !scanner.isAtEnd else { throw unclosed("{", at: start) }
            if !entries.isEmpty, !scanner.skip(",") { throw unexpected() }
            scanner.skipBlanks()
            let key = try key(openedAt: start)
            guard keys.insert(key.text).inserted else {
                throw OverrideFault(kind: .duplicateKey(key.text), range: key.range)
            }
            let value = try closing("{", at: start) { parser throws(OverrideFault) in
                try parser.element()
            }
            let node = try node(value)
            entries.append(Mapping.Entry(key: key.text, keyRange: key.range, value: node))
            scanner.skipBlanks()
        }
        scanner.position += 1
        return Node(.mapping(Mapping(entries)), range: scanner.range(from: start))
    }

    private mutating func key(
        openedAt start: Int
    ) throws(OverrideFault) -> (text: String, range: SourceRange) {
        guard let first = scanner.peek else { throw unclosed("{", at: start) }
        if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") {
            throw OverrideFault(kind: .quotedKey, range: scanner.nextCharacter)
        }
        let key = try plain(isKey: true)
        guard scanner.skip(":") else {
            if scanner.isAtEnd { throw unclosed("{", at: start) }
            let isClosed = scanner.peek == UInt8(ascii: "}") || scanner.peek == UInt8(ascii: ",")
            throw isClosed ? OverrideFault(kind: .missingColon, range: key.range) : unexpected()
        }
        guard case .scalar(let scalar) = key.content else { return ("", key.range) }
        return (scalar.text, key.range)
    }

    /// Reports the opening bracket rather than the end when the text ends within.
    private mutating func closing(
        _ bracket: String,
        at start: Int,
        _ read: (inout ValueParser) throws(OverrideFault) -> OverrideValue
    ) throws(OverrideFault) -> OverrideValue {
        scanner.skipBlanks()
        if scanner.isAtEnd { throw unclosed(bracket, at: start) }
        return try read(&self)
    }

    private mutating func call(
        _ name: String,
        at nameRange: SourceRange
    ) throws(OverrideFault) -> OverrideValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw OverrideFault(kind: .tooDeep, range: nameRange)
        }
        let open = scanner.position - 1
        var arguments: [FunctionCall.Argument] = []
        scanner.skipBlanks()
        while scanner.peek != UInt8(ascii: ")") {
            guard !scanner.isAtEnd else { throw unclosed("(", at: open) }
            if !arguments.isEmpty, !scanner.skip(",") { throw unexpected() }
            let argumentName = argumentName()
            let value = try closing("(", at: open) { parser throws(OverrideFault) in
                try parser.element()
            }
            arguments.append(FunctionCall.Argument(name: argumentName, value: value))
            scanner.skipBlanks()
        }
        scanner.position += 1
        let call = FunctionCall(
            name: name,
            nameRange: nameRange,
            arguments: arguments,
            range: scanner.range(from: nameRange.start)
        )
        return try call.value()
    }

    private mutating func argumentName() -> String? {
        var ahead = scanner
        ahead.skipBlanks()
        guard let name = ahead.identifier(), ahead.skip("=") else { return nil }
        scanner = ahead
        return name
    }

    // MARK: - Plain text

    private mutating func plain(isKey: Bool) throws(OverrideFault) -> Node {
        let start = scanner.position
        var text: [UInt8] = []
        var kept = 0
        var keptEnd = start
        var isEscaped = false
        while let byte = scanner.peek {
            if Self.ends(byte) || (isKey && byte == UInt8(ascii: ":")) { break }
            if byte == UInt8(ascii: "\\"), let next = scanner.peek(1), Self.isEscapable(next) {
                text.append(next)
                scanner.position += 2
                isEscaped = true
            } else if byte == UInt8(ascii: "$"), scanner.peek(1) == UInt8(ascii: "{"), !isKey {
                let inner = try interpolation()
                text += inner
            } else if Self.isPlain(byte) || ByteScanner.isBlank(byte) {
                text.append(byte)
                scanner.position += 1
                if ByteScanner.isBlank(byte) { continue }
            } else {
                throw unexpected()
            }
            kept = text.count
            keptEnd = scanner.position
        }
        guard keptEnd > start else { throw missing() }
        let value = String(decoding: text[..<kept], as: UTF8.self)
        let range = scanner.file.range(start, keptEnd)
        return Node(.scalar(Scalar(value, isEscaped ? .typedString : .plain)), range: range)
    }

    /// Takes `${…}` with whatever it holds, up to the brace that closes it.
    private mutating func interpolation() throws(OverrideFault) -> ArraySlice<UInt8> {
        let start = scanner.position
        scanner.position += 2
        var open = 1
        var quote: UInt8?
        while open > 0 {
            guard let byte = scanner.peek else { throw unclosed("${", at: start, count: 2) }
            if byte == UInt8(ascii: "\\"), scanner.peek(1) != nil {
                scanner.position += 2
                continue
            }
            if let current = quote {
                if byte == current { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "{") {
                open += 1
            } else if byte == UInt8(ascii: "}") {
                open -= 1
            }
            scanner.position += 1
        }
        return scanner.file.bytes[start..<scanner.position]
    }

    private static func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ")"): true
        default: false
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        ByteScanner.isLetter(byte) || ByteScanner.isDigit(byte)
            || "/-\\+.$%*@?|:".utf8.contains(byte)
    }

    private static func isEscapable(_ byte: UInt8) -> Bool {
        ByteScanner.isBlank(byte) || "\\()[]{}:=,".utf8.contains(byte)
    }

    // MARK: - Faults

    /// The value of an element that must not be a sweep.
    private func node(_ value: OverrideValue) throws(OverrideFault) -> Node {
        switch value {
        case .element(let node): return node
        case .sweep(let sweep): throw OverrideFault(kind: .nestedSweep, range: sweep.range)
        }
    }

    private func missing() -> OverrideFault {
        OverrideFault(kind: .missingElement, range: scanner.nextCharacter)
    }

    private func unexpected() -> OverrideFault {
        OverrideFault(kind: .unexpectedCharacter, range: scanner.nextCharacter)
    }

    private func unclosed(_ bracket: String, at start: Int, count: Int = 1) -> OverrideFault {
        OverrideFault(kind: .unclosed(bracket), range: scanner.file.range(start, start + count))
    }
}
