import ExpYAML

/// What stands after `=` in `${= 2 * .rank}`.
struct ArithmeticExpression: Sendable {
    /// The forms.
    indirect enum Kind: Sendable {
        /// A number, `true`, `false`, `null`, or a text in quotes.
        case literal(Scalar)
        /// A key, `a.b` or `.rank`, or a `${…}` within.
        case interpolation(Interpolation)
        /// `-x` and `+x`.
        case sign(isMinus: Bool, ArithmeticExpression)
        /// Two values and an operator between them.
        case binary(ArithmeticOperator, Range<Int>, ArithmeticExpression, ArithmeticExpression)
        /// `a < b <= c`: each value and its neighbour.
        case comparison(ArithmeticExpression, [Comparison])
        /// `not a`.
        case not(ArithmeticExpression)
        /// `a and b`, `a or b`: the second counts only when the first does not decide.
        case junction(isAnd: Bool, ArithmeticExpression, ArithmeticExpression)
        /// `a if c else b`: only one of both is computed.
        case conditional(
            ArithmeticExpression,
            condition: ArithmeticExpression,
            otherwise: ArithmeticExpression
        )
        /// `min(a, b)`.
        case call(ArithmeticFunction, [ArithmeticExpression])
    }

    /// A comparison with the value to its left.
    struct Comparison: Sendable {
        var sign: ComparisonSign
        var signBytes: Range<Int>
        var right: ArithmeticExpression
    }

    /// What it is.
    var kind: Kind

    /// Where it stands in the text.
    var bytes: Range<Int>
}

/// The operators between two numbers, by precedence in three levels.
enum ArithmeticOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case modulo = "%"
    case power = "**"
}

/// The comparisons.
enum ComparisonSign: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
}

/// The functions, with the number of arguments that each takes.
enum ArithmeticFunction: String, CaseIterable, Sendable {
    case min
    case max
    case round

    /// How it is written.
    var usage: String {
        switch self {
        case .min, .max: "\(rawValue)(a, b, …)` or `\(rawValue)(list)"
        case .round: "round(x)` or `round(x, digits)"
        }
    }

    /// Whether it takes so many arguments.
    func takes(_ count: Int) -> Bool {
        switch self {
        case .min, .max: count >= 1
        case .round: count == 1 || count == 2
        }
    }
}

/// What is wrong with the text of an expression.
enum ExpressionMistake: Sendable {
    /// A value is missing where one belongs.
    case missingValue
    /// Something stands where an operator or the end belongs.
    case unexpected
    /// A number that is none: `1.2.3`, `007`.
    case invalidNumber
    /// `a = b`, where `==` is meant.
    case singleEquals
    /// An operator of another language, with the one that is meant here.
    case foreignOperator(String)
    /// `a if b` without `else`.
    case missingElse
    /// A function that does not exist.
    case unknownFunction(String)
    /// A function with too few or too many arguments.
    case argumentCount(ArithmeticFunction)
}
