import ExpDiagnostics
import ExpYAML

extension Resolution {
    /// What an expression comes to; nil where something was reported.
    mutating func value(
        of expression: ArithmeticExpression,
        in node: Node,
        at path: ConfigPath
    ) -> Node? {
        var computation = Computation(node: node, path: path)
        do throws(ArithmeticStop) {
            let value = try computation.value(of: expression, in: &self)
            let trace = Trace(.computed(reads: computation.reads), previous: node)
            return Node(value.content, range: node.range, trace: trace)
        } catch {
            switch error {
            case .reported:
                return nil
            case .fault(let fault):
                bag.report(.invalidArithmetic(fault, in: node, computation.reads))
                return nil
            }
        }
    }
}

/// Why a computation ends early.
enum ArithmeticStop: Error {
    /// A key that it needs has no value, which was reported.
    case reported
    /// Something that cannot be computed.
    case fault(ArithmeticFault)
}

/// One expression being computed.
private struct Computation {
    /// The scalar that holds the expression.
    let node: Node

    /// Where the scalar stands.
    let path: ConfigPath

    /// The values that were used, each once.
    private(set) var reads: [Read] = []

    init(node: Node, path: ConfigPath) {
        self.node = node
        self.path = path
    }

    mutating func value(
        of expression: ArithmeticExpression,
        in resolution: inout Resolution
    ) throws(ArithmeticStop) -> ArithmeticValue {
        switch expression.kind {
        case .literal(let scalar):
            return try Self.value(of: Node(.scalar(scalar), range: node.range), expression.bytes)
        case .interpolation(let interpolation):
            guard let found = resolution.value(of: interpolation, in: node, at: path),
                !found.isFaulty
            else { throw .reported }
            reads += found.reads.filter { read in !reads.contains { $0.text == read.text } }
            return try Self.value(of: found, expression.bytes)
        case .sign(let isMinus, let inner):
            let zero = ArithmeticValue.int(0)
            let value = try number(inner, in: &resolution)
            guard isMinus else { return value }
            if case .float(let number) = value { return .float(-number) }
            return try Self.apply(.subtract, zero, value, expression.bytes)
        case .binary(let sign, let signBytes, let left, let right):
            let first = try number(left, in: &resolution)
            let second = try number(right, in: &resolution)
            return try Self.apply(sign, first, second, signBytes, divisor: right.bytes)
        case .comparison(let first, let comparisons):
            return try compare(first, comparisons, in: &resolution)
        case .not(let inner):
            return .bool(!(try boolean(inner, in: &resolution)))
        case .junction(let isAnd, let left, let right):
            let first = try boolean(left, in: &resolution)
            return .bool(first == isAnd ? try boolean(right, in: &resolution) : first)
        case .conditional(let then, let condition, let otherwise):
            let isSo = try boolean(condition, in: &resolution)
            return try value(of: isSo ? then : otherwise, in: &resolution)
        case .call(let function, let arguments):
            return try call(function, arguments, expression.bytes, in: &resolution)
        }
    }

    // MARK: - Operators

    private static func apply(
        _ sign: ArithmeticOperator,
        _ left: ArithmeticValue,
        _ right: ArithmeticValue,
        _ bytes: Range<Int>,
        divisor: Range<Int>? = nil
    ) throws(ArithmeticStop) -> ArithmeticValue {
        let result = ArithmeticOperations.apply(sign, left, right)
        return try unwrapped(result, bytes, divisor: divisor)
    }

    private static func unwrapped(
        _ result: Result<ArithmeticValue, ArithmeticFailure>,
        _ bytes: Range<Int>,
        divisor: Range<Int>? = nil
    ) throws(ArithmeticStop) -> ArithmeticValue {
        switch result {
        case .success(let value): return value
        case .failure(.zero):
            throw .fault(ArithmeticFault(kind: .divisionByZero, bytes: divisor ?? bytes))
        case .failure(.overflow):
            throw .fault(ArithmeticFault(kind: .integerTooLarge, bytes: bytes))
        case .failure(.infinite):
            throw .fault(ArithmeticFault(kind: .floatTooLarge, bytes: bytes))
        case .failure(.complex):
            throw .fault(ArithmeticFault(kind: .complexPower, bytes: bytes))
        }
    }

    private mutating func compare(
        _ first: ArithmeticExpression,
        _ comparisons: [ArithmeticExpression.Comparison],
        in resolution: inout Resolution
    ) throws(ArithmeticStop) -> ArithmeticValue {
        var left = try value(of: first, in: &resolution)
        for comparison in comparisons {
            let right = try value(of: comparison.right, in: &resolution)
            guard try Self.holds(comparison.sign, left, right, comparison.signBytes) else {
                return .bool(false)
            }
            left = right
        }
        return .bool(true)
    }

    private static func holds(
        _ sign: ComparisonSign,
        _ left: ArithmeticValue,
        _ right: ArithmeticValue,
        _ bytes: Range<Int>
    ) throws(ArithmeticStop) -> Bool {
        if sign == .equal || sign == .notEqual {
            return left.isEqual(to: right) == (sign == .equal)
        }
        guard left.double != nil, right.double != nil else {
            let kind = ArithmeticFault.Kind.notComparable(left.kindName, right.kindName)
            throw .fault(ArithmeticFault(kind: kind, bytes: bytes))
        }
        guard let order = ArithmeticOperations.order(left, right) else { return false }
        switch sign {
        case .less: return order < 0
        case .lessOrEqual: return order <= 0
        case .greater: return order > 0
        case .greaterOrEqual, .equal, .notEqual: return order >= 0
        }
    }

    // MARK: - Functions

    private mutating func call(
        _ function: ArithmeticFunction,
        _ arguments: [ArithmeticExpression],
        _ bytes: Range<Int>,
        in resolution: inout Resolution
    ) throws(ArithmeticStop) -> ArithmeticValue {
        switch function {
        case .round:
            let value = try number(arguments[0], in: &resolution)
            guard arguments.count == 2 else {
                return try Self.unwrapped(ArithmeticOperations.rounded(value), bytes)
            }
            guard case .int(let digits) = try number(arguments[1], in: &resolution),
                (-18...300).contains(digits)
            else {
                throw .fault(ArithmeticFault(kind: .invalidDigits, bytes: arguments[1].bytes))
            }
            return try Self.unwrapped(ArithmeticOperations.rounded(value, digits: digits), bytes)
        case .min, .max:
            var best: ArithmeticValue?
            for candidate in try candidates(arguments, in: &resolution) {
                guard let current = best else {
                    best = candidate
                    continue
                }
                let order = ArithmeticOperations.order(candidate, current) ?? 0
                if function == .min ? order < 0 : order > 0 { best = candidate }
            }
            guard let best else {
                throw .fault(ArithmeticFault(kind: .emptyList, bytes: arguments[0].bytes))
            }
            return best
        }
    }

    /// The numbers given, or those of the one list that is given.
    private mutating func candidates(
        _ arguments: [ArithmeticExpression],
        in resolution: inout Resolution
    ) throws(ArithmeticStop) -> [ArithmeticValue] {
        var values: [ArithmeticValue] = []
        for argument in arguments {
            let value = try value(of: argument, in: &resolution)
            if arguments.count == 1, case .other(let list) = value, let elements = list.sequence {
                for element in elements {
                    let inner = try Self.value(of: element, argument.bytes)
                    values.append(try Self.number(inner, argument.bytes))
                }
            } else {
                values.append(try Self.number(value, argument.bytes))
            }
        }
        return values
    }

    // MARK: - Types

    private mutating func number(
        _ expression: ArithmeticExpression,
        in resolution: inout Resolution
    ) throws(ArithmeticStop) -> ArithmeticValue {
        try Self.number(try value(of: expression, in: &resolution), expression.bytes)
    }

    private static func number(
        _ value: ArithmeticValue,
        _ bytes: Range<Int>
    ) throws(ArithmeticStop) -> ArithmeticValue {
        guard value.double != nil else {
            throw .fault(ArithmeticFault(kind: .notANumber(value.kindName), bytes: bytes))
        }
        return value
    }

    private mutating func boolean(
        _ expression: ArithmeticExpression,
        in resolution: inout Resolution
    ) throws(ArithmeticStop) -> Bool {
        let value = try value(of: expression, in: &resolution)
        guard case .bool(let flag) = value else {
            let kind = ArithmeticFault.Kind.notABoolean(value.kindName)
            throw .fault(ArithmeticFault(kind: kind, bytes: expression.bytes))
        }
        return flag
    }

    private static func value(
        of node: Node,
        _ bytes: Range<Int>
    ) throws(ArithmeticStop) -> ArithmeticValue {
        guard case .scalar(let scalar) = node.content else { return .other(node) }
        if scalar.form == .deferred {
            throw .fault(ArithmeticFault(kind: .deferred, bytes: bytes))
        }
        switch CoreSchema.value(of: scalar) {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .float(let value): return .float(value)
        case .bigInt: throw .fault(ArithmeticFault(kind: .integerTooLarge, bytes: bytes))
        case .string(let text):
            // What a field of numbers takes is a number here too: `1_000`.
            guard scalar.form == .plain, let first = text.utf8.first,
                ByteScanner.isDigit(first) || first == UInt8(ascii: "-")
            else { return .string(text) }
            if case .int(let value)? = CoreSchema.integer(text) { return .int(value) }
            return CoreSchema.float(text).map { .float($0) } ?? .string(text)
        }
    }
}
