/// A text with `${…}` in it, taken apart.
struct InterpolatedText: Sendable {
    /// The parts from left to right.
    var parts: [Part]

    /// A part of a text.
    enum Part: Sendable {
        /// Characters that stand for themselves, escapes undone.
        case text(String)
        /// A `${…}`.
        case interpolation(Interpolation)
    }

    /// The interpolation that is the whole text: its value keeps its type.
    var whole: Interpolation? {
        guard parts.count == 1, case .interpolation(let interpolation) = parts[0] else {
            return nil
        }
        return interpolation
    }

    /// Whether any part is an interpolation.
    var hasInterpolation: Bool {
        parts.contains {
            guard case .interpolation = $0 else { return false }
            return true
        }
    }
}

/// One `${…}`.
struct Interpolation: Sendable {
    /// What it asks for.
    indirect enum Kind: Sendable {
        /// `${a.b}`, `${..x}`: the value of another key.
        case reference(Reference)
        /// `${env:HOME,none}`: what a resolver makes of its arguments.
        case call(ResolverCall)
        /// `${= 2 * lr}`: what an expression comes to.
        case arithmetic(ArithmeticExpression)
    }

    /// What it asks for.
    var kind: Kind

    /// Where it stands in the text, `${` and `}` included.
    var bytes: Range<Int>
}

/// The way to another key.
struct Reference: Sendable {
    /// The number of dots in front: 0 from the root, 1 for a key beside this one, 2 one level up.
    var dots: Int

    /// The steps.
    var steps: [Step]

    /// One step.
    struct Step: Sendable {
        /// The key's text or the list index, itself with interpolations perhaps.
        var text: InterpolatedText
        /// Whether it stands in brackets.
        var isBracketed: Bool
        /// Where it stands in the text.
        var bytes: Range<Int>
    }
}

/// A resolver with what it is given.
struct ResolverCall: Sendable {
    /// The resolver's name, as `env` or `oc.env`.
    var name: InterpolatedText

    /// Where the name stands in the text.
    var nameBytes: Range<Int>

    /// What it is given.
    var arguments: [Argument]

    /// One argument.
    struct Argument: Sendable {
        /// What is written.
        var value: Value
        /// Where it stands in the text.
        var bytes: Range<Int>
    }

    /// The forms of an argument.
    indirect enum Value: Sendable {
        /// Text without quotes: a number, a boolean, null or a string.
        case plain(InterpolatedText)
        /// Text in quotes.
        case quoted(InterpolatedText)
        /// A list.
        case list([Argument])
        /// A dictionary.
        case dictionary([(key: String, value: Argument)])
    }
}

/// What is wrong with a `${…}`; ``ConfigMessages`` has the words.
struct InterpolationFault: Error, Sendable {
    /// The kinds of faults.
    enum Kind: Sendable {
        /// `${` is never closed.
        case unclosed
        /// `${}` without a key.
        case empty
        /// A key is missing between two dots or within brackets.
        case missingKey
        /// A character that cannot stand here.
        case unexpectedCharacter
        /// A quote or bracket within is never closed.
        case unclosedBracket(String)
        /// Interpolations or brackets nested deeper than any config.
        case tooDeep
        /// An expression that cannot be read.
        case invalidExpression(ExpressionMistake)
    }

    /// What is wrong.
    var kind: Kind

    /// Where in the text.
    var bytes: Range<Int>
}
