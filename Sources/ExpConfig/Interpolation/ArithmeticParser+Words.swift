import ExpYAML

/// The words and signs of expressions, and what is wrong with them.
extension InterpolationParser {
    /// Takes blanks and the line ends of a folded text.
    mutating func skipWhite() {
        while let byte = peek, ByteScanner.isBlank(byte) || byte == UInt8(ascii: "\n") {
            position += 1
        }
    }

    /// Whether these characters come next.
    func isNext(_ text: String) -> Bool {
        let end = position + text.utf8.count
        return end <= bytes.count && bytes[position..<end].elementsEqual(text.utf8)
    }

    /// Takes a word when it comes next and ends there.
    mutating func takeWord(_ word: String) -> Bool {
        skipWhite()
        guard isNext(word) else { return false }
        let end = position + word.utf8.count
        if end < bytes.count, Self.isNameByte(bytes[end]) { return false }
        position = end
        return true
    }

    /// Takes a name: letters, digits and `_`.
    mutating func takeName() -> String? {
        let start = position
        while let byte = peek, Self.isNameByte(byte) { position += 1 }
        guard position > start else { return nil }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Whether a digit comes next, or a point and then a digit.
    var isNumberStart: Bool {
        guard let first = peek else { return false }
        if ByteScanner.isDigit(first) { return true }
        return first == UInt8(ascii: ".") && position + 1 < bytes.count
            && ByteScanner.isDigit(bytes[position + 1])
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        ByteScanner.isLetter(byte) || ByteScanner.isDigit(byte) || byte >= 0x80
    }

    func literal(_ scalar: Scalar, from start: Int) -> ArithmeticExpression {
        ArithmeticExpression(kind: .literal(scalar), bytes: start..<position)
    }

    func step(_ text: String, isBracketed: Bool, endingHere start: Int) -> Reference.Step {
        Reference.Step(
            text: InterpolatedText(parts: [.text(text)]),
            isBracketed: isBracketed,
            bytes: start..<position
        )
    }

    /// Goes one level deeper, or says that it is too deep.
    mutating func deeper() throws(InterpolationFault) {
        guard depth < 100 else {
            let end = min(position + 1, bytes.count)
            throw InterpolationFault(kind: .tooDeep, bytes: min(position, end)..<end)
        }
        depth += 1
    }

    // MARK: - Mistakes

    func mistake(_ mistake: ExpressionMistake, _ bytes: Range<Int>) -> InterpolationFault {
        InterpolationFault(kind: .invalidExpression(mistake), bytes: bytes)
    }

    /// What to say of the character that comes next, where it cannot stand.
    func mistake(_ kind: ExpressionMistake = .unexpected) -> InterpolationFault {
        let foreign: [(String, String)] = [
            ("&&", "and"), ("||", "or"), ("&", "and"), ("|", "or"), ("!", "not"), ("^", "**"),
        ]
        for (sign, meant) in foreign where isNext(sign) {
            return mistake(.foreignOperator(meant), position..<(position + sign.utf8.count))
        }
        if isNext("="), !isNext("==") {
            return mistake(.singleEquals, position..<(position + 1))
        }
        return mistake(kind, unexpected().bytes)
    }

    func unclosedInExpression(_ bracket: String, at start: Int) -> InterpolationFault {
        guard peek == nil || peek == UInt8(ascii: "}") else { return mistake() }
        return InterpolationFault(kind: .unclosedBracket(bracket), bytes: start..<(start + 1))
    }
}
