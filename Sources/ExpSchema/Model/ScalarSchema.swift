package import ExpYAML

/// What one value may be.
package struct ScalarSchema: Sendable {
    /// The type.
    package enum Kind: Sendable {
        /// `true` or `false`.
        case boolean
        /// A whole number within the limits of its Swift type.
        case integer(ClosedRange<Int128>)
        /// Any number; the largest finite one bounds it.
        case number(greatest: Double)
        /// Text.
        case string
        /// Text with a unit: `90s`, `1h30m`, `500ms`.
        case duration
        /// The path of a file or folder.
        case path
        /// One of the named cases.
        case enumeration([EnumerationCase])
    }

    /// One case of an enumeration.
    package struct EnumerationCase: Hashable, Sendable {
        /// The value in a config; a string for a Swift enum.
        package var value: Scalar
        /// One sentence for help; may be empty.
        package var documentation: String

        /// Describes one case.
        package init(_ value: Scalar, documentation: String = "") {
            self.value = value
            self.documentation = documentation
        }

        /// The case as a config spells it.
        package var name: String {
            value.text
        }
    }

    /// The type.
    package var kind: Kind

    /// The declaring type as help names it: `Int`, `Double`, `Duration`, `Activation`.
    package var typeName: String

    /// The numbers allowed; seconds for a duration.
    package var range: NumberRange?

    /// The regular expression that the whole text must match.
    package var pattern: String?

    /// Whether the value is never shown and never recorded.
    package var isSecret: Bool

    /// Describes one value.
    package init(
        _ kind: Kind,
        typeName: String,
        range: NumberRange? = nil,
        pattern: String? = nil,
        isSecret: Bool = false
    ) {
        self.kind = kind
        self.typeName = typeName
        self.range = range
        self.pattern = pattern
        self.isSecret = isSecret
    }
}

extension ScalarSchema {
    /// A whole number of 64 bits.
    package static let integer = ScalarSchema(
        .integer(Int128(Int.min)...Int128(Int.max)),
        typeName: "Int"
    )
    /// A number of double precision.
    package static let number = ScalarSchema(
        .number(greatest: .greatestFiniteMagnitude),
        typeName: "Double"
    )
    /// `true` or `false`.
    package static let boolean = ScalarSchema(.boolean, typeName: "Bool")
    /// Text.
    package static let string = ScalarSchema(.string, typeName: "String")
    /// Text with a unit.
    package static let duration = ScalarSchema(.duration, typeName: "Duration")
    /// The path of a file or folder.
    package static let path = ScalarSchema(.path, typeName: "Path")
    /// A value that is never shown.
    package static let secret = ScalarSchema(.string, typeName: "Secret", isSecret: true)
}
