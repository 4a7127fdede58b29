package import ExpYAML

/// What a config value may be.
///
/// Composition asks it which keys hold choices, validation checks
/// against it, help and completion print it.
package final class Schema: Sendable {
    /// What the value is made of.
    package enum Shape: Sendable {
        /// Anything.
        case any
        /// One value.
        case scalar(ScalarSchema)
        /// A list of values of one schema; `count` bounds its length.
        case list(of: Schema, count: ClosedRange<Int>?)
        /// Free keys with values of one schema.
        case dictionary(of: Schema)
        /// Named fields.
        case mapping(MappingSchema)
        /// One of several mappings, told apart by a tag.
        case union(UnionSchema)
    }

    /// What the value is made of.
    package let shape: Shape

    /// Whether null is allowed.
    package let isOptional: Bool

    /// Describes a value.
    package init(_ shape: Shape, isOptional: Bool = false) {
        self.shape = shape
        self.isOptional = isOptional
    }
}

/// What one value may be.
package struct ScalarSchema: Sendable {
    /// The type.
    package enum Kind: Sendable {
        /// `true` or `false`.
        case boolean
        /// A whole number.
        case integer
        /// Any number.
        case number
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
        /// The name in a config.
        package var name: String

        /// Names one case.
        package init(name: String) {
            self.name = name
        }
    }

    /// The type.
    package var kind: Kind

    /// The numbers allowed; seconds for a duration.
    package var range: NumberRange?

    /// The regular expression that the whole text must match.
    package var pattern: String?

    /// Whether the value is never shown and never recorded.
    package var isSecret: Bool

    /// Describes one value.
    package init(
        _ kind: Kind,
        range: NumberRange? = nil,
        pattern: String? = nil,
        isSecret: Bool = false
    ) {
        self.kind = kind
        self.range = range
        self.pattern = pattern
        self.isSecret = isSecret
    }
}

/// The numbers that a value may take.
package struct NumberRange: Hashable, Sendable {
    /// The lower bound, itself allowed.
    package var lower: Double?
    /// The upper bound.
    package var upper: Double?
    /// Whether the upper bound itself is allowed.
    package var includesUpper: Bool

    /// Describes a range; a missing bound is infinite.
    package init(lower: Double? = nil, upper: Double? = nil, includesUpper: Bool = true) {
        self.lower = lower
        self.upper = upper
        self.includesUpper = includesUpper
    }
}

/// A mapping of named fields.
package struct MappingSchema: Sendable {
    /// The fields in the order declared.
    package var fields: [Field]

    /// Whether other keys are allowed too.
    package var isOpen: Bool

    /// The name of the declaring type, for messages.
    package var typeName: String

    /// Describes a mapping.
    package init(fields: [Field], isOpen: Bool = false, typeName: String) {
        self.fields = fields
        self.isOpen = isOpen
        self.typeName = typeName
    }

    /// One named field.
    package struct Field: Sendable {
        /// The key.
        package var name: String
        /// One sentence for help; may be empty.
        package var documentation: String
        /// What the value may be.
        package var schema: Schema
        /// The declared default; nil when a config must give the value.
        ///
        /// Its range lies in a `declaration` file.
        package var defaultValue: Node?

        /// Describes a field.
        package init(
            name: String,
            documentation: String = "",
            schema: Schema,
            defaultValue: Node?
        ) {
            self.name = name
            self.documentation = documentation
            self.schema = schema
            self.defaultValue = defaultValue
        }
    }
}

/// One of several mappings, told apart by the string under a tag key.
package struct UnionSchema: Sendable {
    /// One case.
    package struct Case: Sendable {
        /// The tag's value.
        package var name: String
        /// One sentence for help; may be empty.
        package var documentation: String
        /// The case's own fields, without the tag.
        package var mapping: MappingSchema

        /// Describes a case.
        package init(name: String, documentation: String = "", mapping: MappingSchema) {
            self.name = name
            self.documentation = documentation
            self.mapping = mapping
        }
    }

    /// The key that holds the tag: `use` for a Swift enum.
    package var tagKey: String

    /// The cases in the order declared.
    package var cases: [Case]

    /// The case of the default instance; nil when a config must choose.
    package var defaultCase: String?

    /// The name of the declaring type, for messages.
    package var typeName: String

    /// Describes a union.
    package init(tagKey: String = "use", cases: [Case], defaultCase: String?, typeName: String) {
        self.tagKey = tagKey
        self.cases = cases
        self.defaultCase = defaultCase
        self.typeName = typeName
    }
}
