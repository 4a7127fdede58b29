package import ExpDiagnostics

/// Reads JSON text (RFC 8259) into the same nodes as YAML, with the same byte ranges.
///
/// It is a reader of its own because YAML readers refuse some JSON, such as escaped surrogate
/// pairs. A value at the top may be of any kind, and only white space may follow it. Keys are
/// quoted keys; numbers keep their spelling.
package enum JSONReader {
    /// The number of lists and mappings that may stand inside each other.
    package static let depthLimit = 256

    /// Reads a whole text.
    ///
    /// Duplicate keys are reported, and the first stands; any other problem ends the reading.
    ///
    /// - Parameters:
    ///   - file: The text.
    ///   - bag: Takes the problems, in the order of the text.
    /// - Returns: The value; nil when the text is no JSON, which was then reported.
    package static func read(_ file: SourceFile, into bag: inout DiagnosticBag) -> Node? {
        var duplicates: [Diagnostic] = []
        let result: Result<Node, Diagnostic> = file.bytes.withUnsafeBufferPointer { text in
            var scanner = JSONScanner(file: file, text: text)
            defer { duplicates = scanner.duplicates }
            do throws(Diagnostic) {
                return .success(try scanner.document())
            } catch {
                return .failure(error)
            }
        }
        for duplicate in duplicates { bag.report(duplicate) }
        switch result {
        case .success(let node):
            return node
        case .failure(let diagnostic):
            bag.report(diagnostic)
            return nil
        }
    }
}

/// Goes over a JSON text once, from left to right.
private struct JSONScanner {
    let file: SourceFile
    let text: UnsafeBufferPointer<UInt8>
    var position = 0
    var duplicates: [Diagnostic] = []

    init(file: SourceFile, text: UnsafeBufferPointer<UInt8>) {
        self.file = file
        self.text = text
    }

    mutating func document() throws(Diagnostic) -> Node {
        skipBlanks()
        let node = try value(depth: 0)
        skipBlanks()
        guard position == text.count else {
            throw .jsonSyntax(here(), .textAfterValue)
        }
        return node
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(Diagnostic) -> Node {
        guard let byte = peek else { throw .jsonSyntax(here(), .endOfText) }
        switch byte {
        case UInt8(ascii: "{"): return try mapping(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""):
            let start = position
            let string = try self.string()
            return Node(.scalar(Scalar(string, .double)), range: file.range(start, position))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: return try word()
        }
    }

    private mutating func mapping(depth: Int) throws(Diagnostic) -> Node {
        let start = position
        try checkDepth(depth)
        position += 1
        var entries: [Mapping.Entry] = []
        var places: [String: Int] = [:]
        skipBlanks()
        if peek == UInt8(ascii: "}") {
            position += 1
            return Node(.mapping(Mapping()), range: file.range(start, position))
        }
        while true {
            skipBlanks()
            let keyStart = position
            guard peek == UInt8(ascii: "\"") else {
                let isTrailing = peek == UInt8(ascii: "}") && !entries.isEmpty
                throw .jsonSyntax(here(), isTrailing ? .trailingComma : .expectedKey)
            }
            let key = try string()
            let keyRange = file.range(keyStart, position)
            skipBlanks()
            guard peek == UInt8(ascii: ":") else { throw .jsonSyntax(here(), .expectedColon) }
            position += 1
            skipBlanks()
            let value = try value(depth: depth + 1)
            if let first = places[key] {
                let firstRange = entries[first].keyRange
                duplicates.append(
                    .duplicateKey(key, at: keyRange, first: firstRange, isMerge: false)
                )
            } else {
                places[key] = entries.count
                entries.append(
                    .init(key: key, isKeyQuoted: true, keyRange: keyRange, value: value)
                )
            }
            guard try goesOn(to: UInt8(ascii: "}"), from: start) else { break }
        }
        let mapping = Mapping(entries, index: entries.count > Mapping.searchedCount ? places : nil)
        return Node(.mapping(mapping), range: file.range(start, position))
    }

    private mutating func list(depth: Int) throws(Diagnostic) -> Node {
        let start = position
        try checkDepth(depth)
        position += 1
        var elements: [Node] = []
        skipBlanks()
        if peek == UInt8(ascii: "]") {
            position += 1
            return Node(.sequence([]), range: file.range(start, position))
        }
        while true {
            skipBlanks()
            if peek == UInt8(ascii: "]") { throw .jsonSyntax(here(), .trailingComma) }
            elements.append(try value(depth: depth + 1))
            guard try goesOn(to: UInt8(ascii: "]"), from: start) else { break }
        }
        return Node(.sequence(elements), range: file.range(start, position))
    }

    /// Takes a comma (true) or the closing bracket (false).
    private mutating func goesOn(to close: UInt8, from start: Int) throws(Diagnostic) -> Bool {
        skipBlanks()
        guard let byte = peek else {
            throw .jsonSyntax(here(), .unclosed, opening: file.range(start, start + 1))
        }
        guard byte == UInt8(ascii: ",") || byte == close else {
            throw .jsonSyntax(
                here(),
                .expectedCommaOr(Character(Unicode.Scalar(close))),
                opening: file.range(start, start + 1)
            )
        }
        position += 1
        return byte != close
    }

    private func checkDepth(_ depth: Int) throws(Diagnostic) {
        guard depth < JSONReader.depthLimit else {
            throw .tooDeep(file.range(position, position), limit: JSONReader.depthLimit)
        }
    }

    // MARK: Scalars

    /// Takes `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?`.
    private mutating func number() throws(Diagnostic) -> Node {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        let digits = skipDigits()
        let hasLeadingZero = digits > 1 && text[position - digits] == UInt8(ascii: "0")
        var isNumber = digits > 0 && !hasLeadingZero
        if isNumber, peek == UInt8(ascii: ".") {
            position += 1
            isNumber = skipDigits() > 0
        }
        if isNumber, let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                position += 1
            }
            isNumber = skipDigits() > 0
        }
        guard isNumber, !isWordByte(peek) else {
            while isWordByte(peek) { position += 1 }
            throw .jsonSyntax(file.range(start, position), .notNumber)
        }
        return Node(
            .scalar(Scalar(textBetween(start, position))),
            range: file.range(start, position)
        )
    }

    private mutating func word() throws(Diagnostic) -> Node {
        let start = position
        while isWordByte(peek) { position += 1 }
        let word = textBetween(start, position)
        let range = file.range(start, position)
        switch word {
        case "true", "false", "null": return Node(.scalar(Scalar(word)), range: range)
        case "": throw .jsonSyntax(here(), .expectedValue)
        default: throw .jsonSyntax(range, .unknownWord)
        }
    }

    private mutating func string() throws(Diagnostic) -> String {
        let start = position
        position += 1
        let plain = position
        while let byte = peek, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
        {
            position += 1
        }
        var bytes: [UInt8] = []
        if peek == UInt8(ascii: "\"") {
            defer { position += 1 }
            return try decoded(UnsafeBufferPointer(rebasing: text[plain..<position]), at: plain)
        }
        bytes += text[plain..<position]
        while true {
            guard let byte = peek else {
                throw .jsonSyntax(here(), .unclosedString, opening: file.range(start, start + 1))
            }
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try bytes.withUnsafeBufferPointer { buffer throws(Diagnostic) in
                    try decoded(buffer, at: nil)
                }
            case UInt8(ascii: "\\"):
                try escape(&bytes)
            case 0x0A, 0x0D:
                throw .jsonSyntax(here(), .unclosedString, opening: file.range(start, start + 1))
            case 0..<0x20:
                throw .jsonSyntax(file.range(position, position + 1), .controlCharacter)
            default:
                bytes.append(byte)
                position += 1
            }
        }
    }

    /// The text of UTF-8; `offset` is where it stands when the bytes are those of the file.
    private func decoded(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at offset: Int?
    ) throws(Diagnostic) -> String {
        if let string = String(validating: bytes, as: UTF8.self) { return string }
        guard let offset else { throw firstBrokenByte(from: 0) }
        throw firstBrokenByte(from: offset)
    }

    private func firstBrokenByte(from start: Int) -> Diagnostic {
        let check = TextCheck(UnsafeBufferPointer(rebasing: text[start...]))
        guard var finding = check.findings.first(where: { $0.kind == .notUTF8 }) else {
            return .jsonSyntax(here(), .notUTF8)
        }
        finding.start += start
        finding.end += start
        return .invalidCharacter(finding, in: file)
    }

    private mutating func escape(_ bytes: inout [UInt8]) throws(Diagnostic) {
        let start = position
        position += 1
        guard let letter = peek else {
            throw .jsonSyntax(here(), .endOfText)
        }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(letter)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"):
            bytes += String(try unicodeEscape(start)).utf8
        default:
            throw .jsonSyntax(file.range(start, position), .unknownEscape)
        }
    }

    /// The character of `\uXXXX`, or of two of them that make a surrogate pair.
    private mutating func unicodeEscape(_ start: Int) throws(Diagnostic) -> Character {
        let first = try hexDigits(start)
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard first < 0xDC00, peek == UInt8(ascii: "\\"), position + 1 < text.count,
            text[position + 1] == UInt8(ascii: "u")
        else { throw .jsonSyntax(file.range(start, position), .loneSurrogate) }
        position += 2
        let second = try hexDigits(start)
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw .jsonSyntax(file.range(start, position), .loneSurrogate) }
        return Character(scalar)
    }

    private mutating func hexDigits(_ start: Int) throws(Diagnostic) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = CoreSchema.digitValue(byte) else {
                throw .jsonSyntax(file.range(start, position), .unknownEscape)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    // MARK: Bytes

    private var peek: UInt8? {
        position < text.count ? text[position] : nil
    }

    private func here() -> SourceRange {
        var end = min(position + 1, text.count)
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return file.range(position, end)
    }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek, byte.isDigit { position += 1 }
        return position - start
    }

    private func isWordByte(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte >= 0x80
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    private func textBetween(_ start: Int, _ end: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: text[start..<end]), as: UTF8.self)
    }
}
