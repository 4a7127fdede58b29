/// The numbers that a value may take.
package struct NumberRange: Hashable, Sendable {
    /// The lower bound.
    package var lower: Double?
    /// The upper bound.
    package var upper: Double?
    /// Whether the lower bound itself is allowed.
    package var includesLower: Bool
    /// Whether the upper bound itself is allowed.
    package var includesUpper: Bool

    /// Describes a range; a missing bound is infinite.
    package init(
        lower: Double? = nil,
        upper: Double? = nil,
        includesLower: Bool = true,
        includesUpper: Bool = true
    ) {
        self.lower = lower
        self.upper = upper
        self.includesLower = includesLower
        self.includesUpper = includesUpper
    }

    /// Whether a number is allowed; NaN is only where there is no bound.
    package func contains(_ number: Double) -> Bool {
        if let lower {
            guard number > lower || (includesLower && number == lower) else { return false }
        }
        if let upper {
            guard number < upper || (includesUpper && number == upper) else { return false }
        }
        return true
    }

    /// Whether no number is allowed at all.
    package var isEmpty: Bool {
        guard let lower, let upper else { return false }
        return lower > upper || (lower == upper && !(includesLower && includesUpper))
    }
}
