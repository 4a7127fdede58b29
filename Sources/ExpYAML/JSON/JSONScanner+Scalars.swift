import ExpDiagnostics

extension JSONScanner {
    /// Takes `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?`.
    mutating func number() throws(Diagnostic) -> Node {
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

    /// Takes `true`, `false` or `null`.
    mutating func word() throws(Diagnostic) -> Node {
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

    /// Takes a string with its quotes.
    mutating func string() throws(Diagnostic) -> String {
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
}
