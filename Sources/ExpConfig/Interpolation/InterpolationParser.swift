/// Takes a text with `${…}` apart, by the grammar of OmegaConf 2.3 (`OmegaConfGrammarParser.g4`).
///
///     text          : (characters | "\${" | interpolation)*
///     interpolation : "${" (reference | call | "=" expression) "}"
///     reference     : "."* step ("." step | "[" step "]")*
///     call          : name ("." name)* ":" (argument ("," argument)*)?
///     argument      : quoted | "[" … "]" | "{" … "}" | plain
///
/// A step, a name and a plain or quoted argument may hold interpolations themselves. Backslashes
/// count only in front of `${`: two stand for one, and one left over makes the `${` plain text.
struct InterpolationParser {
    let bytes: [UInt8]
    var position = 0
    var depth = 0

    private static let maximumDepth = 100

    /// Whether a text may hold an interpolation or an escaped one: the quick look before parsing.
    static func mayHoldInterpolation(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count > 1 else { return false }
            for index in 0..<(bytes.count - 1)
            where bytes[index] == UInt8(ascii: "$") && bytes[index + 1] == UInt8(ascii: "{") {
                return true
            }
            return false
        }
    }

    /// Takes a text apart.
    static func parse(_ text: String) throws(InterpolationFault) -> InterpolatedText {
        var parser = InterpolationParser(bytes: Array(text.utf8))
        return try parser.text(until: nil)
    }

    /// Takes the way to a key apart: `a.b`, `..x`, `a[0]`; `.` alone is the mapping around.
    static func reference(_ text: String) throws(InterpolationFault) -> Reference {
        var parser = InterpolationParser(bytes: Array(text.utf8))
        parser.skipBlanks()
        let dots = parser.takeDots()
        parser.skipBlanks()
        var steps: [Reference.Step] = []
        if parser.peek != nil {
            steps = try parser.steps(openedAt: 0)
            parser.skipBlanks()
        }
        guard parser.peek == nil else { throw parser.unexpected() }
        return Reference(dots: dots, steps: steps)
    }

    // MARK: - Text

    /// Reads text up to a closing quote, or up to the end.
    mutating func text(until quote: UInt8?) throws(InterpolationFault) -> InterpolatedText {
        let start = position
        var parts: [InterpolatedText.Part] = []
        var plain: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == quote {
                appendText(&plain, to: &parts)
                return InterpolatedText(parts: parts)
            }
            if byte == UInt8(ascii: "\\") {
                readBackslashes(before: quote, into: &plain)
            } else if isInterpolationStart {
                appendText(&plain, to: &parts)
                parts.append(.interpolation(try interpolation()))
            } else {
                plain.append(byte)
                position += 1
            }
        }
        if let quote {
            let text = String(decoding: [quote], as: UTF8.self)
            throw InterpolationFault(kind: .unclosedBracket(text), bytes: (start - 1)..<start)
        }
        appendText(&plain, to: &parts)
        return InterpolatedText(parts: parts)
    }

    /// Reads a run of backslashes, which means something only before `${` and a closing quote.
    private mutating func readBackslashes(before quote: UInt8?, into plain: inout [UInt8]) {
        let start = position
        while peek == UInt8(ascii: "\\") { position += 1 }
        let count = position - start
        let isSpecial = isInterpolationStart || (quote != nil && peek == quote)
        guard isSpecial else {
            plain += repeatElement(UInt8(ascii: "\\"), count: count)
            return
        }
        plain += repeatElement(UInt8(ascii: "\\"), count: count / 2)
        guard count % 2 == 1 else { return }
        if isInterpolationStart {
            plain += [UInt8(ascii: "$"), UInt8(ascii: "{")]
            position += 2
        } else {
            plain.append(bytes[position])
            position += 1
        }
    }

    private func appendText(_ plain: inout [UInt8], to parts: inout [InterpolatedText.Part]) {
        guard !plain.isEmpty else { return }
        parts.append(.text(String(decoding: plain, as: UTF8.self)))
        plain = []
    }

    // MARK: - Interpolations

    mutating func interpolation() throws(InterpolationFault) -> Interpolation {
        let start = position
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw InterpolationFault(kind: .tooDeep, bytes: start..<(start + 2))
        }
        position += 2
        skipBlanks()
        if peek == UInt8(ascii: "=") {
            position += 1
            let expression = try arithmetic(openedAt: start)
            return Interpolation(kind: .arithmetic(expression), bytes: start..<position)
        }
        let dots = takeDots()
        let stepStart = position
        let steps = try steps(openedAt: start)
        let nameBytes = stepStart..<position
        skipBlanks()
        if peek == UInt8(ascii: ":"), dots == 0, !steps.contains(where: \.isBracketed) {
            position += 1
            let arguments = try arguments(openedAt: start)
            let name = name(of: steps)
            let call = ResolverCall(name: name, nameBytes: nameBytes, arguments: arguments)
            return Interpolation(kind: .call(call), bytes: start..<position)
        }
        try close(openedAt: start)
        let reference = Reference(dots: dots, steps: steps)
        return Interpolation(kind: .reference(reference), bytes: start..<position)
    }

    /// The steps of a reference, after its dots.
    private mutating func steps(openedAt start: Int) throws(InterpolationFault) -> [Reference.Step]
    {
        var steps: [Reference.Step] = []
        if peek == UInt8(ascii: "[") {
            steps.append(try bracketedStep(openedAt: start))
        } else {
            steps.append(try step(openedAt: start))
        }
        while true {
            switch peek {
            case UInt8(ascii: "."):
                position += 1
                steps.append(try step(openedAt: start))
            case UInt8(ascii: "["):
                steps.append(try bracketedStep(openedAt: start))
            default:
                return steps
            }
        }
    }

    mutating func takeDots() -> Int {
        var dots = 0
        while peek == UInt8(ascii: ".") {
            dots += 1
            position += 1
        }
        return dots
    }

    private mutating func step(openedAt start: Int) throws(InterpolationFault) -> Reference.Step {
        let begin = position
        var parts: [InterpolatedText.Part] = []
        var plain: [UInt8] = []
        while let byte = peek {
            if isInterpolationStart {
                appendText(&plain, to: &parts)
                parts.append(.interpolation(try interpolation()))
            } else if Self.isKeyByte(byte) {
                plain.append(byte)
                position += 1
            } else {
                break
            }
        }
        appendText(&plain, to: &parts)
        guard position > begin else { throw missingKey(openedAt: start) }
        let text = InterpolatedText(parts: parts)
        return Reference.Step(text: text, isBracketed: false, bytes: begin..<position)
    }

    private mutating func bracketedStep(
        openedAt start: Int
    ) throws(InterpolationFault) -> Reference.Step {
        let bracket = position
        position += 1
        var step = try step(openedAt: start)
        guard peek == UInt8(ascii: "]") else {
            throw InterpolationFault(
                kind: .unclosedBracket("["),
                bytes: bracket..<(bracket + 1)
            )
        }
        position += 1
        step.isBracketed = true
        return step
    }

    private func name(of steps: [Reference.Step]) -> InterpolatedText {
        var parts: [InterpolatedText.Part] = []
        for (index, step) in steps.enumerated() {
            if index > 0 { parts.append(.text(".")) }
            parts += step.text.parts
        }
        return InterpolatedText(parts: parts)
    }

    mutating func close(openedAt start: Int) throws(InterpolationFault) {
        guard let byte = peek else {
            throw InterpolationFault(kind: .unclosed, bytes: start..<(start + 2))
        }
        guard byte == UInt8(ascii: "}") else { throw unexpected() }
        position += 1
    }

    private func missingKey(openedAt start: Int) -> InterpolationFault {
        guard let byte = peek else {
            return InterpolationFault(kind: .unclosed, bytes: start..<(start + 2))
        }
        if byte == UInt8(ascii: "}"), position == start + 2 {
            return InterpolationFault(kind: .empty, bytes: start..<(position + 1))
        }
        let isSeparator = ".[]}:".utf8.contains(byte)
        return isSeparator
            ? InterpolationFault(kind: .missingKey, bytes: position..<(position + 1))
            : unexpected()
    }

    // MARK: - Bytes

    var peek: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    var isInterpolationStart: Bool {
        position + 1 < bytes.count && bytes[position] == UInt8(ascii: "$")
            && bytes[position + 1] == UInt8(ascii: "{")
    }

    mutating func skipBlanks() {
        while let byte = peek, ByteScanner.isBlank(byte) { position += 1 }
    }

    func unexpected() -> InterpolationFault {
        var end = min(position + 1, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return InterpolationFault(kind: .unexpectedCharacter, bytes: position..<end)
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        !("\\{}()[]:. \t'\"\n\r,".utf8.contains(byte)) && byte >= 0x20
    }
}
