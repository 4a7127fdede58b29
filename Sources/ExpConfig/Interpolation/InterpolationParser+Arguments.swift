extension InterpolationParser {
    /// Reads a resolver's arguments and the brace that closes it.
    mutating func arguments(
        openedAt start: Int
    ) throws(InterpolationFault) -> [ResolverCall.Argument] {
        skipBlanks()
        if peek == UInt8(ascii: "}") {
            position += 1
            return []
        }
        var arguments = [try argument()]
        while peek == UInt8(ascii: ",") {
            position += 1
            arguments.append(try argument())
        }
        try close(openedAt: start)
        return arguments
    }

    /// Reads a whole text as one argument: what `oc.decode` makes a value of.
    static func element(_ text: String) throws(InterpolationFault) -> ResolverCall.Argument {
        var parser = InterpolationParser(bytes: Array(text.utf8))
        let argument = try parser.argument()
        let isMissing = argument.bytes.isEmpty
        guard parser.peek == nil, !isMissing else { throw parser.unexpected() }
        return argument
    }

    /// Reads one argument with the blanks around it; a missing one is the empty text.
    private mutating func argument() throws(InterpolationFault) -> ResolverCall.Argument {
        depth += 1
        defer { depth -= 1 }
        skipBlanks()
        let start = position
        guard depth <= 200 else {
            throw InterpolationFault(kind: .tooDeep, bytes: start..<min(start + 1, bytes.count))
        }
        let value: ResolverCall.Value
        switch peek {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            let quote = bytes[position]
            position += 1
            value = .quoted(try text(until: quote))
            position += 1
        case UInt8(ascii: "["):
            value = .list(try list())
        case UInt8(ascii: "{"):
            value = .dictionary(try dictionary())
        default:
            return try plain()
        }
        let end = position
        skipBlanks()
        guard let next = peek, ",]}".utf8.contains(next) else {
            if position < bytes.count { throw unexpected() }
            return ResolverCall.Argument(value: value, bytes: start..<end)
        }
        return ResolverCall.Argument(value: value, bytes: start..<end)
    }

    private mutating func list() throws(InterpolationFault) -> [ResolverCall.Argument] {
        let start = position
        position += 1
        skipBlanks()
        var elements: [ResolverCall.Argument] = []
        if peek != UInt8(ascii: "]") {
            elements.append(try argument())
            while peek == UInt8(ascii: ",") {
                position += 1
                elements.append(try argument())
            }
        }
        guard peek == UInt8(ascii: "]") else { throw unclosed("[", at: start) }
        position += 1
        return elements
    }

    private mutating func dictionary() throws(InterpolationFault) -> [(
        key: String, value: ResolverCall.Argument
    )] {
        let start = position
        position += 1
        skipBlanks()
        var entries: [(key: String, value: ResolverCall.Argument)] = []
        if peek != UInt8(ascii: "}") {
            repeat {
                if peek == UInt8(ascii: ",") { position += 1 }
                skipBlanks()
                let key = try dictionaryKey(openedAt: start)
                entries.append((key, try argument()))
            } while peek == UInt8(ascii: ",")
        }
        guard peek == UInt8(ascii: "}") else { throw unclosed("{", at: start) }
        position += 1
        return entries
    }

    private mutating func dictionaryKey(
        openedAt start: Int
    ) throws(InterpolationFault) -> String {
        let begin = position
        while let byte = peek, byte != UInt8(ascii: ":") {
            guard Self.isPlainByte(byte) else { throw unexpected() }
            position += 1
        }
        guard peek != nil else { throw unclosed("{", at: start) }
        var end = position
        while end > begin, ByteScanner.isBlank(bytes[end - 1]) { end -= 1 }
        position += 1
        return String(decoding: bytes[begin..<end], as: UTF8.self)
    }

    private mutating func plain() throws(InterpolationFault) -> ResolverCall.Argument {
        let start = position
        var parts: [InterpolatedText.Part] = []
        var text: [UInt8] = []
        var kept = 0
        var end = start
        while let byte = peek {
            if ",]}".utf8.contains(byte) { break }
            if isInterpolationStart {
                if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
                text = []
                parts.append(.interpolation(try interpolation()))
            } else if byte == UInt8(ascii: "\\"), position + 1 < bytes.count,
                Self.isEscapable(bytes[position + 1])
            {
                text.append(bytes[position + 1])
                position += 2
            } else if Self.isPlainByte(byte) {
                text.append(byte)
                position += 1
                if ByteScanner.isBlank(byte) { continue }
            } else {
                throw unexpected()
            }
            kept = text.count
            end = position
        }
        text = Array(text.prefix(kept))
        if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
        let value = ResolverCall.Value.plain(InterpolatedText(parts: parts))
        return ResolverCall.Argument(value: value, bytes: start..<end)
    }

    private func unclosed(_ bracket: String, at start: Int) -> InterpolationFault {
        guard position < bytes.count else {
            return InterpolationFault(
                kind: .unclosedBracket(bracket),
                bytes: start..<(start + 1)
            )
        }
        return unexpected()
    }

    private static func isPlainByte(_ byte: UInt8) -> Bool {
        ByteScanner.isLetter(byte) || ByteScanner.isDigit(byte) || ByteScanner.isBlank(byte)
            || byte >= 0x80 || "/-\\+.$%*@?|:=~#&!;<>^".utf8.contains(byte)
    }

    private static func isEscapable(_ byte: UInt8) -> Bool {
        ByteScanner.isBlank(byte) || "\\()[]{}:=,".utf8.contains(byte)
    }
}
