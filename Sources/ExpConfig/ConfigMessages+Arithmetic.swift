import ExpDiagnostics
import ExpYAML

/// The words for each mistake in the text of an expression.
struct ArithmeticWords {
    private let mistake: ExpressionMistake
    private let written: String

    /// Words for a mistake, with the text at its place.
    init(_ mistake: ExpressionMistake, written: String) {
        self.mistake = mistake
        self.written = written
    }

    var message: String {
        switch mistake {
        case .missingValue where written.isEmpty || written == "}":
            "the expression ends where a value belongs"
        case .missingValue: "`\(written)` stands where a value belongs"
        case .unexpected: "`\(written)` stands where an operator or `}` belongs"
        case .invalidNumber: "`\(written)` is no number"
        case .singleEquals: "`=` is no operator"
        case .foreignOperator: "`\(written)` is no operator here"
        case .missingElse: "`if` has no `else`"
        case .unknownFunction(let name): "there is no function `\(name)`"
        case .argumentCount(let function): "`\(function.rawValue)` does not take these arguments"
        }
    }

    var help: String {
        switch mistake {
        case .missingValue, .unexpected:
            "write it as `${= 2 * lr}`; a key with other signs than letters, digits and `_` stands in "
                + "a `${…}` of its own"
        case .invalidNumber: "write it as `10`, `1_000`, `0.5` or `1e-3`"
        case .singleEquals: "write `==` to compare"
        case .foreignOperator(let meant): "write `\(meant)`"
        case .missingElse: "write `A if CONDITION else B`"
        case .unknownFunction(let name):
            Suggestion.phrase(for: name, among: ArithmeticFunction.allCases.map(\.rawValue))
                ?? "use `min`, `max` or `round`"
        case .argumentCount(let function): "write `\(function.usage)`"
        }
    }
}

extension Diagnostic {
    /// An expression that can be read and not computed.
    static func invalidArithmetic(
        _ fault: ArithmeticFault,
        in node: Node,
        _ reads: [Read]
    ) -> Diagnostic {
        let place = node.place(of: fault.bytes)
        let text = node.scalar.map { Array($0.text.utf8) } ?? []
        let written = String(decoding: text[fault.bytes], as: UTF8.self)
        let message: String
        var help: String?
        switch fault.kind {
        case .divisionByZero:
            message = "this divides by zero"
            help = "give another value, or write `A if B != 0 else C`"
        case .integerTooLarge:
            message = "this is a whole number beyond 64 bits"
            help = "use a number with a point, as `2.0 ** 100`, if nearly is enough"
        case .floatTooLarge:
            message = "this is beyond every number that a computer holds in 64 bits"
        case .notANumber(let kind):
            message = "`\(written)` is \(kind), and no number"
            help = "compute with numbers; texts are joined without `=`: `${a}-${b}`"
        case .notABoolean(let kind):
            message = "`\(written)` is \(kind), and neither true nor false"
            help = "compare it: `\(written) > 0`, `\(written) == 'name'`, `\(written) != null`"
        case .notComparable(let left, let right):
            message = "`\(written)` cannot compare \(left) with \(right)"
            help = "only numbers have an order; `==` and `!=` compare everything"
        case .complexPower:
            message = "a negative number has no such power"
        case .invalidDigits:
            message = "the digits of `round` are a whole number from -18 to 300"
        case .emptyList:
            message = "an empty list has neither a least nor a greatest value"
        case .deferred:
            message = "`\(written)` is known only when the run starts"
            help = "compute with values that are known before"
        }
        return Diagnostic(
            .invalidArithmetic,
            message: message,
            labels: [Label(place)] + valuesUsed(reads),
            notes: reads.compactMap { read in
                read.node.map { "`\(read.text)` is \($0.kindName)" }
            },
            help: help
        )
    }

    /// Where the values stand that an expression read, as far as a text shows them.
    private static func valuesUsed(_ reads: [Read]) -> [Label] {
        reads.compactMap { read in
            guard let node = read.node, node.range.file.hasText else { return nil }
            return Label(node.range, "`\(read.text)`")
        }
    }
}
