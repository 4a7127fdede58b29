import ExpYAML

/// Reads expressions by Python's grammar ("Expressions" in its language reference), as far as
/// numbers need it.
///
///     expression : junction ("if" junction "else" expression)?
///     junction   : conjunct ("or" conjunct)*
///     conjunct   : inversion ("and" inversion)*
///     inversion  : "not" inversion | comparison
///     comparison : sum (("<" | "<=" | ">" | ">=" | "==" | "!=") sum)*
///     sum        : product (("+" | "-") product)*
///     product    : factor (("*" | "/" | "//" | "%") factor)*
///     factor     : ("-" | "+") factor | power
///     power      : atom ("**" factor)?
///     atom       : number | quoted | "true" | "false" | "null" | key | "${" … "}"
///                | function "(" expression ("," expression)* ")" | "(" expression ")"
///     key        : "."* name ("." name | "[" index "]" | "[" quoted "]")*
///
/// A name holds letters, digits and `_`; a key of any other kind is named within `${…}`.
extension InterpolationParser {
    /// Reads the expression after `=` and the brace that closes it.
    mutating func arithmetic(openedAt start: Int) throws(InterpolationFault) -> ArithmeticExpression {
        let expression = try expression(openedAt: start)
        guard peek != nil else {
            throw InterpolationFault(kind: .unclosed, bytes: start..<(start + 2))
        }
        guard peek == UInt8(ascii: "}") else { throw mistake() }
        position += 1
        return expression
    }

    private mutating func expression(
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        try deeper()
        defer { depth -= 1 }
        let first = try disjunction(openedAt: start)
        let sign = position
        guard takeWord("if") else { return first }
        let condition = try disjunction(openedAt: start)
        guard takeWord("else") else { throw mistake(.missingElse, sign..<(sign + 2)) }
        let otherwise = try expression(openedAt: start)
        return ArithmeticExpression(
            kind: .conditional(first, condition: condition, otherwise: otherwise),
            bytes: first.bytes.lowerBound..<otherwise.bytes.upperBound
        )
    }

    // MARK: - Conditions

    private mutating func disjunction(
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        var left = try conjunction(openedAt: start)
        while takeWord("or") {
            let right = try conjunction(openedAt: start)
            left = joined(left, right) { .junction(isAnd: false, $0, $1) }
        }
        return left
    }

    private mutating func conjunction(
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        var left = try inversion(openedAt: start)
        while takeWord("and") {
            let right = try inversion(openedAt: start)
            left = joined(left, right) { .junction(isAnd: true, $0, $1) }
        }
        return left
    }

    private mutating func inversion(
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        skipWhite()
        let begin = position
        guard takeWord("not") else { return try comparison(openedAt: start) }
        try deeper()
        defer { depth -= 1 }
        let value = try inversion(openedAt: start)
        return ArithmeticExpression(kind: .not(value), bytes: begin..<value.bytes.upperBound)
    }

    private mutating func comparison(
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        let first = try sum(openedAt: start)
        var comparisons: [ArithmeticExpression.Comparison] = []
        while true {
            skipWhite()
            let begin = position
            guard let sign = comparisonSign() else { break }
            let bytes = begin..<position
            let right = try sum(openedAt: start)
            comparisons.append(.init(sign: sign, signBytes: bytes, right: right))
        }
        guard let last = comparisons.last else { return first }
        return ArithmeticExpression(
            kind: .comparison(first, comparisons),
            bytes: first.bytes.lowerBound..<last.right.bytes.upperBound
        )
    }

    private mutating func comparisonSign() -> ComparisonSign? {
        for sign in [.lessOrEqual, .greaterOrEqual, .equal, .notEqual, .less, .greater]
            as [ComparisonSign]
        where isNext(sign.rawValue) {
            position += sign.rawValue.utf8.count
            return sign
        }
        return nil
    }

    // MARK: - Numbers

    private mutating func sum(
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        var left = try product(openedAt: start)
        while let (sign, bytes) = takeOperator([.add, .subtract]) {
            let right = try product(openedAt: start)
            left = joined(left, right) { .binary(sign, bytes, $0, $1) }
        }
        return left
    }

    private mutating func product(
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        var left = try factor(openedAt: start)
        while let (sign, bytes) = takeOperator([.floorDivide, .multiply, .divide, .modulo]) {
            let right = try factor(openedAt: start)
            left = joined(left, right) { .binary(sign, bytes, $0, $1) }
        }
        return left
    }

    private mutating func factor(
        openedAt start: Int
    ) throws(InterpolationFault) -> ArithmeticExpression {
        try deeper()
        defer { depth -= 1 }
        skipWhite()
        let begin = position
        if peek == UInt8(ascii: "-") || peek == UInt8(ascii: "+") {
            let isMinus = peek == UInt8(ascii: "-")
            position += 1
            let value = try factor(openedAt: start)
            let bytes = begin..<value.bytes.upperBound
            return ArithmeticExpression(kind: .sign(isMinus: isMinus, value), bytes: bytes)
        }
        let base = try atom(openedAt: start)
        guard let (sign, bytes) = takeOperator([.power]) else { return base }
        let exponent = try factor(openedAt: start)
        return joined(base, exponent) { .binary(sign, bytes, $0, $1) }
    }

    private mutating func takeOperator(
        _ operators: [ArithmeticOperator]
    ) -> (ArithmeticOperator, Range<Int>)? {
        skipWhite()
        for sign in operators where isNext(sign.rawValue) {
            // `**` binds tighter than `*`, and is found below.
            if sign == .multiply, isNext("**") { continue }
            let start = position
            position += sign.rawValue.utf8.count
            return (sign, start..<position)
        }
        return nil
    }

    private func joined(
        _ left: ArithmeticExpression,
        _ right: ArithmeticExpression,
        _ kind: (ArithmeticExpression, ArithmeticExpression) -> ArithmeticExpression.Kind
    ) -> ArithmeticExpression {
        ArithmeticExpression(
            kind: kind(left, right),
            bytes: left.bytes.lowerBound..<right.bytes.upperBound
        )
    }

    // MARK: - Atoms

    private mutating func atom(
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
