/// A scalar as text together with its form, which decides what it means.
///
/// The text is never rewritten where only the type differs, so that a value nobody changed keeps
/// its spelling.
package struct Scalar: Hashable, Sendable {
    /// The text after unquoting and unescaping.
    package var text: String

    /// How it was written, or which type it was given.
    package var form: Form

    /// Makes a scalar from its text.
    package init(_ text: String, _ form: Form = .plain) {
        self.text = text
        self.form = form
    }

    /// How a scalar was written, or which type it was given since.
    package enum Form: UInt8, Hashable, Sendable {
        /// Without quotes: read by the YAML 1.2 core schema.
        case plain
        /// In single quotes, or tagged `!!str`: a string.
        case single
        /// In double quotes: a string.
        case double
        /// A block scalar, `|` or `>`: a string.
        case block
        /// Tagged `!!int`, `!!float`, `!!bool` or `!!null`: the text was checked against the tag.
        case taggedInt, taggedFloat, taggedBool, taggedNull
        /// Given its type by a schema or a cast, which checked the text: the integers `1_000`,
        /// `1e3` and `0x10`, the floats `1` and `inf`, the boolean `TRUE`, the string `5`.
        case typedInt, typedFloat, typedBool, typedString
        /// A string that holds `${run:…}` or `${secret:…}`, still to be filled in.
        case deferred
    }
}

extension Scalar.Form {
    /// Whether a scalar of this form is a string whatever its text is.
    package var isString: Bool {
        switch self {
        case .single, .double, .block, .typedString, .deferred: true
        case .plain, .taggedInt, .taggedFloat, .taggedBool, .taggedNull, .typedInt, .typedFloat,
            .typedBool:
            false
        }
    }
}

/// What a scalar means by the YAML 1.2 core schema (YAML 1.2.2 §10.3.2).
package enum ScalarValue: Hashable, Sendable {
    /// `null`, `~` or nothing.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number that fits 64 bits.
    case int(Int)
    /// A whole number beyond 64 bits, in decimal without a plus sign or leading zeros.
    case bigInt(String)
    /// Any other number, with infinities and NaN.
    case float(Double)
    /// Everything else.
    case string(String)
}
