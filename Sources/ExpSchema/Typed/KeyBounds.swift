/// The values that a ``Key`` allows.
///
/// Ranges that Swift can write are given as such (`0...1`, `0..<1`, `1...`); these are for a lower
/// bound that is not itself allowed.
public struct KeyBounds<Bound: ConfigBound>: Sendable {
    let lower: Bound?
    let upper: Bound?
    let includesLower: Bool
    let includesUpper: Bool

    /// Every value above `lower`.
    public static func above(_ lower: Bound) -> KeyBounds {
        KeyBounds(lower: lower, upper: nil, includesLower: false, includesUpper: true)
    }

    /// Every value above `lower`, up to `upper` and `upper` itself.
    public static func above(_ lower: Bound, through upper: Bound) -> KeyBounds {
        KeyBounds(lower: lower, upper: upper, includesLower: false, includesUpper: true)
    }

    /// Every value above `lower` and below `upper`.
    public static func above(_ lower: Bound, below upper: Bound) -> KeyBounds {
        KeyBounds(lower: lower, upper: upper, includesLower: false, includesUpper: false)
    }

    init(lower: Bound?, upper: Bound?, includesLower: Bool, includesUpper: Bool) {
        self.lower = lower
        self.upper = upper
        self.includesLower = includesLower
        self.includesUpper = includesUpper
    }

    /// The bounds that a range of the standard library states.
    init<Expression: RangeExpression<Bound>>(_ range: Expression) {
        var lower: Bound?
        var upper: Bound?
        var includesUpper = true
        switch range {
        case let range as ClosedRange<Bound>:
            lower = range.lowerBound
            upper = range.upperBound
        case let range as Range<Bound>:
            lower = range.lowerBound
            upper = range.upperBound
            includesUpper = false
        case let range as PartialRangeFrom<Bound>:
            lower = range.lowerBound
        case let range as PartialRangeThrough<Bound>:
            upper = range.upperBound
        case let range as PartialRangeUpTo<Bound>:
            upper = range.upperBound
            includesUpper = false
        default:
            preconditionFailure("\(Expression.self) is no range of the standard library")
        }
        self.init(
            lower: lower,
            upper: upper,
            includesLower: true,
            includesUpper: includesUpper
        )
    }
}

/// A value that can bound a range: the numbers and ``ConfigDuration``.
public protocol ConfigBound: Comparable, Sendable {
    /// The bound as a number; seconds for a duration.
    var boundValue: Double { get }
}

/// A value that a range can hold for: a number, a ``ConfigDuration``, or arrays, optionals and
/// dictionaries of them, where it holds for each element.
public protocol BoundedValue: ConfigValue {
    /// The type of the range's bounds.
    associatedtype Bound: ConfigBound
}

extension NumberRange {
    init(_ bounds: KeyBounds<some ConfigBound>) {
        self.init(
            lower: bounds.lower?.boundValue,
            upper: bounds.upper?.boundValue,
            includesLower: bounds.includesLower,
            includesUpper: bounds.includesUpper
        )
    }
}
