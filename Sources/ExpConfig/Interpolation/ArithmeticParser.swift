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
    mutating func arithmetic(openedAt start: Int) throws(InterpolationFault) -> ArithmeticExpression
    {
        let expression = try expression(openedAt: start)
        guard peek != nil else {
            throw InterpolationFault(kind: .unclosed, bytes: start..<(start + 2))
        }
        guard peek == UInt8(ascii: "}") else { throw mistake() }
        position += 1
        return expression
    }

    mutating func expression(
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
}
