/// A scalar as text together with how it was written, which decides what it means.
///
/// The text is kept so that a number nobody changed keeps its spelling.
package struct Scalar: Hashable, Sendable {
    /// The text after unquoting and unescaping.
    package var text: String

    /// How it was written.
    package var form: Form

    /// Makes a scalar from its text.
    package init(_ text: String, _ form: Form = .plain) {
        self.text = text
        self.form = form
    }

    /// How a scalar was written.
    package enum Form: UInt8, Hashable, Sendable {
        /// Without quotes: read by the YAML 1.2 core schema.
        case plain
        /// In single or double quotes, or tagged `!!str`: a string.
        case quoted
        /// A block scalar, `|` or `>`: a string.
        case block
        /// Tagged `!!int`, `!!float`, `!!bool` or `!!null`: the text was checked against the tag.
        case taggedInt, taggedFloat, taggedBool, taggedNull
        /// Typed by a schema: the text keeps its spelling.
        case typedInt, typedFloat, typedBool, typedString
        /// Holds a reference that is read only when the run starts.
        case deferred
    }
}

/// What a scalar means by the YAML 1.2 core schema (YAML 1.2.2 §10.3.2).
package enum ScalarValue: Hashable, Sendable {
    /// `null`, `~` or nothing.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number that fits 64 bits; one that does not is a float.
    case int(Int)
    /// Any other number, with infinities and NaN.
    case float(Double)
    /// Everything else.
    case string(String)
}
