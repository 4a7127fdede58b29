import ExpDiagnostics

/// Goes over a JSON text once, from left to right.
struct JSONScanner {
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

    // MARK: Bytes

    var peek: UInt8? {
        position < text.count ? text[position] : nil
    }

    func here() -> SourceRange {
        var end = min(position + 1, text.count)
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return file.range(position, end)
    }

    mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek, byte.isDigit { position += 1 }
        return position - start
    }

    func isWordByte(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte >= 0x80
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    func textBetween(_ start: Int, _ end: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: text[start..<end]), as: UTF8.self)
    }
}
