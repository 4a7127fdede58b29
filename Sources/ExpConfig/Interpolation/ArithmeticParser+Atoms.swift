import ExpYAML

/// The values of expressions: numbers, texts, keys and calls.
extension InterpolationParser {
    mutating func atom(
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        skipWhite()
        let begin = position
        guard let first = peek else {
            throw InterpolationFault(kind: .unclosed, bytes: start..<(start + 2))
        }
        if isInterpolationStart {
            let inner = try interpolation()
            return ArithmeticExpression(kind: .interpolation(inner), bytes: inner.bytes)
        }
        if first == UInt8(ascii: "(") {
            position += 1
            var inner = try expression(openedAt: start)
            guard peek == UInt8(ascii: ")") else { throw unclosedInExpression("(", at: begin) }
            position += 1
            inner.bytes = begin..<position
            return inner
        }
        if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") {
            let text = try quoted(first)
            return literal(Scalar(text, .typedString), from: begin)
        }
        if isNumberStart { return try number() }
        return try named(openedAt: start)
    }

    /// A text in quotes, in which nothing but the quote itself means something.
    private mutating func quoted(_ quote: UInt8) throws(InterpolationFault) -> String {
        let begin = position
        position += 1
        while let byte = peek, byte != quote { position += 1 }
        guard peek == quote else {
            let text = String(decoding: [quote], as: UTF8.self)
            throw InterpolationFault(kind: .unclosedBracket(text), bytes: begin..<(begin + 1))
        }
        position += 1
        return String(decoding: bytes[(begin + 1)..<(position - 1)], as: UTF8.self)
    }

    private mutating func number() throws(InterpolationFault) -> ArithmeticExpression {
        let begin = position
        while let byte = peek {
            let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            let isExponent = position > begin && bytes[position - 1] | 0x20 == UInt8(ascii: "e")
            guard Self.isNameByte(byte) || byte == UInt8(ascii: ".") || (isSign && isExponent)
            else { break }
            position += 1
        }
        let text = bytes[begin..<position]
        guard let value = Number(Array(text))?.value else {
            throw mistake(.invalidNumber, begin..<position)
        }
        return literal(Scalar(ScalarSpelling.spelling(of: value)), from: begin)
    }

    /// A word: a literal, a function, or the first step of a key.
    private mutating func named(
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        let begin = position
        let dots = takeDots()
        guard let name = takeName() else {
            position = dots == 0 ? begin : position
            throw dots == 0 ? mistake(.missingValue) : mistake(.missingValue, position..<position)
        }
        if dots == 0 {
            switch name {
            case "true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL":
                return literal(Scalar(name), from: begin)
            case "if", "else", "and", "or", "not":
                position = begin
                throw mistake(.missingValue)
            default: break
            }
            let nameEnd = position
            skipWhite()
            if peek == UInt8(ascii: "(") {
                return try call(name, begin..<nameEnd, openedAt: start)
            }
            position = nameEnd
        }
        var steps = [step(name, isBracketed: false, endingHere: begin + dots)]
        while let next = try nextStep(openedAt: start) { steps.append(next) }
        let reference = Reference(dots: dots, steps: steps)
        let bytes = begin..<position
        return ArithmeticExpression(
            kind: .interpolation(Interpolation(kind: .reference(reference), bytes: bytes)),
            bytes: bytes
        )
    }

    private mutating func nextStep(
        openedAt start: Int
    ) throws(InterpolationFault) -> Reference.Step? {
        if peek == UInt8(ascii: ".") {
            position += 1
            let begin = position
            guard let name = takeName() else {
                throw InterpolationFault(kind: .missingKey, bytes: (begin - 1)..<begin)
            }
            return step(name, isBracketed: false, endingHere: begin)
        }
        guard peek == UInt8(ascii: "[") else { return nil }
        let bracket = position
        position += 1
        let begin = position
        let text: String?
        if let quote = peek, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
            text = try quoted(quote)
        } else {
            text = takeName()
        }
        guard let text else { throw mistake(.missingValue) }
        let found = step(text, isBracketed: true, endingHere: begin)
        guard peek == UInt8(ascii: "]") else { throw unclosedInExpression("[", at: bracket) }
        position += 1
        return found
    }

    private mutating func call(
        _ name: String,
        _ nameBytes: Range<Int>,
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        let bracket = position
        guard let function = ArithmeticFunction(rawValue: name) else {
            throw mistake(.unknownFunction(name), nameBytes)
        }
        position += 1
        skipWhite()
        var arguments: [ArithmeticExpression] = []
        if peek != UInt8(ascii: ")") {
            arguments.append(try expression(openedAt: start))
            while peek == UInt8(ascii: ",") {
                position += 1
                arguments.append(try expression(openedAt: start))
            }
        }
        guard peek == UInt8(ascii: ")") else { throw unclosedInExpression("(", at: bracket) }
        position += 1
        let bytes = nameBytes.lowerBound..<position
        guard function.takes(arguments.count) else {
            throw mistake(.argumentCount(function), bytes)
        }
        skipWhite()
        return ArithmeticExpression(kind: .call(function, arguments), bytes: bytes)
    }
}
