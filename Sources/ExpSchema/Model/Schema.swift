/// What a config value may be.
///
/// Composition asks it which keys hold choices, validation checks against it, help and completion
/// print it.
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

    /// One sentence about every value of the schema; may be empty.
    package let documentation: String

    /// Describes a value.
    package init(_ shape: Shape, isOptional: Bool = false, documentation: String = "") {
        self.shape = shape
        self.isOptional = isOptional
        self.documentation = documentation
    }
}
