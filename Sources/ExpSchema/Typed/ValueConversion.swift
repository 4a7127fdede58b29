package import ExpYAML

/// How a value of an earlier version of a config becomes one of today's.
///
/// It holds for one value, and for each element of a list or dictionary. Null stays null.
public struct ValueConversion: Sendable {
    /// What the new key must hold.
    enum Target {
        /// A ``ConfigDuration``.
        case duration
        /// A number.
        case number
        /// Anything.
        case any
    }

    /// What the new key must hold.
    let target: Target

    /// Whether an old value can be told from a new one, so that the key may stay the same.
    let isRecognising: Bool

    /// Today's spelling; nil for a value that is none of the old ones.
    package let convert: @Sendable (Scalar) -> Scalar?

    /// A number of milliseconds becomes a ``ConfigDuration``: `500` is `500ms`.
    public static let milliseconds = duration("ms", seconds: 0.001)
    /// A number of seconds becomes a ``ConfigDuration``: `90` is `90s`.
    public static let seconds = duration("s", seconds: 1)
    /// A number of minutes becomes a ``ConfigDuration``: `5` is `5m`.
    public static let minutes = duration("m", seconds: 60)
    /// A number of hours becomes a ``ConfigDuration``: `1.5` is `1.5h`.
    public static let hours = duration("h", seconds: 3600)

    /// Multiplies a number: `.factor(0.01)` makes a fraction of a percentage.
    ///
    /// Which of two units a number has cannot be seen, so the old key has another name.
    public static func factor(_ factor: Double) -> ValueConversion {
        // 35 / 100 is the nearest number to 0.35; 35 * 0.01 is not.
        let inverse = (1 / factor).rounded()
        let isExact = inverse * factor == 1
        return ValueConversion(target: .number, isRecognising: false) { scalar in
            number(scalar).map { spelled(isExact ? $0 / inverse : $0 * factor, like: scalar) }
        }
    }

    /// Computes a number from a number.
    ///
    /// - Parameter convert: The new number; nil for one that is none of the old unit.
    /// - Returns: The conversion.
    public static func number(
        _ convert: @escaping @Sendable (Double) -> Double?
    ) -> ValueConversion {
        ValueConversion(target: .number, isRecognising: true) { scalar in
            number(scalar).flatMap(convert).map { spelled($0, like: scalar) }
        }
    }

    /// Computes a text, as a config would spell the new value, from the old text.
    ///
    /// - Parameter convert: The new text; nil for one that is no old spelling.
    /// - Returns: The conversion.
    public static func text(
        _ convert: @escaping @Sendable (String) -> String?
    ) -> ValueConversion {
        ValueConversion(target: .any, isRecognising: true) { scalar in
            convert(scalar.text).map { Scalar($0, scalar.form == .plain ? .plain : .double) }
        }
    }

    private static func duration(_ unit: String, seconds: Double) -> ValueConversion {
        ValueConversion(target: .duration, isRecognising: true) { scalar in
            // `0` is a duration as it stands.
            guard let value = number(scalar), value.isFinite, value > 0 else { return nil }
            let written = scalar.text.filter { $0 != "_" } + unit
            if ConfigDuration(text: written) != nil { return Scalar(written) }
            guard value * seconds < 1e15 else { return nil }
            return Scalar(ConfigDuration.seconds(value * seconds).description)
        }
    }

    /// The number that a plain scalar is, with or without `_` between its digits.
    private static func number(_ scalar: Scalar) -> Double? {
        guard !scalar.form.isString else { return nil }
        var scalar = scalar
        scalar.text.removeAll { $0 == "_" }
        switch CoreSchema.value(of: scalar) {
        case .int(let value): return Double(value)
        case .float(let value): return value
        case .null, .bool, .bigInt, .string: return nil
        }
    }

    /// A number as a config spells it; a whole one as it stood, with or without a point.
    private static func spelled(_ value: Double, like old: Scalar) -> Scalar {
        let isWhole = value == value.rounded() && abs(value) < 1e15
        if isWhole, !old.text.contains(".") { return Scalar(String(Int(value))) }
        return Scalar(ScalarSpelling.float(value))
    }
}
