import ExpSystem
import ExpYAML

/// The operators on numbers, each as Python computes it.
///
/// The rules are those of "Binary arithmetic operations" in its language reference: whole numbers stay whole but for `/` and a negative power, `//` and `%`
/// round down. Unlike in Python a number that grows beyond its type is a fault.
enum ArithmeticOperations {
    /// What two numbers come to.
    static func apply(
        _ sign: ArithmeticOperator,
        _ left: ArithmeticValue,
        _ right: ArithmeticValue
    ) -> Result<ArithmeticValue, ArithmeticFailure> {
        if case .int(let a) = left, case .int(let b) = right, sign != .divide {
            return integers(sign, a, b)
        }
        guard let a = left.double, let b = right.double else { return .failure(.overflow) }
        let value: Double
        switch sign {
        case .add: value = a + b
        case .subtract: value = a - b
        case .multiply: value = a * b
        case .divide:
            if b == 0 { return .failure(.zero) }
            value = a / b
        case .floorDivide, .modulo:
            if b == 0 { return .failure(.zero) }
            let (quotient, rest) = floorDivision(a, b)
            value = sign == .modulo ? rest : quotient
        case .power:
            if a == 0, b < 0 { return .failure(.zero) }
            if a < 0, a.isFinite, b.isFinite, b.rounded() != b { return .failure(.complex) }
            value = pow(a, b)
        }
        if value.isInfinite, a.isFinite, b.isFinite { return .failure(.infinite) }
        return .success(.float(value))
    }

    private static func integers(
        _ sign: ArithmeticOperator,
        _ a: Int,
        _ b: Int
    ) -> Result<ArithmeticValue, ArithmeticFailure> {
        let result: (partialValue: Int, overflow: Bool)
        switch sign {
        case .add: result = a.addingReportingOverflow(b)
        case .subtract: result = a.subtractingReportingOverflow(b)
        case .multiply: result = a.multipliedReportingOverflow(by: b)
        case .floorDivide, .modulo, .divide:
            if b == 0 { return .failure(.zero) }
            // The least integer by -1 has no quotient, and no rest.
            if b == -1 {
                result = sign == .modulo ? (0, false) : 0.subtractingReportingOverflow(a)
                break
            }
            let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
            let isRoundedUp = rest != 0 && (rest < 0) != (b < 0)
            if sign == .modulo { return .success(.int(isRoundedUp ? rest + b : rest)) }
            return .success(.int(isRoundedUp ? quotient - 1 : quotient))
        case .power:
            if b < 0 {
                if a == 0 { return .failure(.zero) }
                return .success(.float(pow(Double(a), Double(b))))
            }
            guard let power = power(a, b) else { return .failure(.overflow) }
            return .success(.int(power))
        }
        return result.overflow ? .failure(.overflow) : .success(.int(result.partialValue))
    }

    /// A power by squaring; nil when it does not fit, which 63 doublings settle.
    private static func power(_ base: Int, _ exponent: Int) -> Int? {
        if base == 0 || base == 1 { return exponent == 0 ? 1 : base }
        if base == -1 { return exponent % 2 == 0 ? 1 : -1 }
        guard exponent < 64 else { return nil }
        var result = 1
        for _ in 0..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: base)
            if overflow { return nil }
            result = product
        }
        return result
    }

    /// The quotient rounded down and the rest, which has the divisor's sign (Python's `divmod`).
    private static func floorDivision(_ a: Double, _ b: Double) -> (Double, Double) {
        var rest = a.truncatingRemainder(dividingBy: b)
        var quotient = (a - rest) / b
        if rest == 0 {
            rest = b.sign == .minus ? -0.0 : 0.0
        } else if (b < 0) != (rest < 0) {
            rest += b
            quotient -= 1
        }
        guard quotient != 0 else { return ((a / b).sign == .minus ? -0.0 : 0.0, rest) }
        var floor = quotient.rounded(.down)
        if quotient - floor > 0.5 { floor += 1 }
        return (floor, rest)
    }

    /// The order of two numbers, exact even where an integer fits no double; nil beside NaN.
    static func order(_ left: ArithmeticValue, _ right: ArithmeticValue) -> Int? {
        switch (left, right) {
        case (.int(let a), .int(let b)): return a < b ? -1 : (a > b ? 1 : 0)
        case (.int(let a), .float(let b)): return order(a, b)
        case (.float(let a), .int(let b)): return order(b, a).map { -$0 }
        default:
            guard let a = left.double, let b = right.double, !a.isNaN, !b.isNaN else { return nil }
            return a < b ? -1 : (a > b ? 1 : 0)
        }
    }

    private static func order(_ a: Int, _ b: Double) -> Int? {
        if b.isNaN { return nil }
        guard let whole = Int(exactly: b.rounded(.down)) else { return b < 0 ? 1 : -1 }
        if a != whole { return a < whole ? -1 : 1 }
        return b > b.rounded(.down) ? -1 : 0
    }

    // MARK: - Rounding

    /// The nearest whole number, of two the even one.
    static func rounded(_ value: ArithmeticValue) -> Result<ArithmeticValue, ArithmeticFailure> {
        guard case .float(let number) = value else { return .success(value) }
        guard let whole = Int(exactly: number.rounded(.toNearestOrEven)) else {
            return .failure(.overflow)
        }
        return .success(.int(whole))
    }

    /// The nearest number with so many digits behind the point, of two the one with the even last
    /// digit; what counts is the double itself, not its shortest spelling: `2.675` is below the
    /// middle.
    static func rounded(
        _ value: ArithmeticValue,
        digits: Int
    ) -> Result<ArithmeticValue, ArithmeticFailure> {
        switch value {
        case .int(let number):
            guard digits < 0 else { return .success(value) }
            return tens(number, fraction: 0, -digits).map { .int($0) }
        case .float(let number):
            guard number.isFinite, number != 0 else { return .success(value) }
            if digits < 0 {
                // From here on a double has no digits behind the point.
                guard let whole = Int(exactly: number.rounded(.towardZero)) else {
                    return .success(value)
                }
                return tens(whole, fraction: number - number.rounded(.towardZero), -digits)
                    .map { .float(number.sign == .minus ? -abs(Double($0)) : Double($0)) }
            }
            return .success(.float(decimal(number, digits: digits)))
        case .bool, .null, .string, .other:
            return .failure(.overflow)
        }
    }

    /// The nearest multiple of a power of ten.
    private static func tens(
        _ number: Int,
        fraction: Double,
        _ places: Int
    ) -> Result<Int, ArithmeticFailure> {
        guard places < 19, let unit = power(10, places) else { return .success(0) }
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: unit)
        let half = unit / 2
        let distance = abs(rest) - half
        let isBeyond = distance > 0 || (distance == 0 && abs(fraction) > 0)
        let isMiddle = distance == 0 && fraction == 0
        let isUp = isBeyond || (isMiddle && quotient % 2 != 0)
        let step = number < 0 || fraction < 0 ? -1 : 1
        let (result, overflow) = (quotient + (isUp ? step : 0))
            .multipliedReportingOverflow(by: unit)
        return overflow ? .failure(.overflow) : .success(result)
    }

    /// The C library prints the exact double with so many digits, correctly rounded, and reads the
    /// nearest double back.
    private static func decimal(_ number: Double, digits: Int) -> Double {
        // 309 digits before the point at most, a sign and the point.
        var buffer = [CChar](repeating: 0, count: digits + 320)
        let count = buffer.count
        _ = withVaList([number]) { vsnprintf(&buffer, count, "%.\(digits)f", $0) }
        return strtod(buffer, nil)
    }
}

/// Why two numbers have no result.
enum ArithmeticFailure: Error {
    /// A division by zero.
    case zero
    /// A whole number beyond 64 bits.
    case overflow
    /// A number beyond all doubles.
    case infinite
    /// A number that is not real.
    case complex
}
