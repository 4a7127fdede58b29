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

    /// Whether an earlier version of the value, or of anything inside, had other keys.
    package let hasChanges: Bool

    /// Describes a value.
    package init(_ shape: Shape, isOptional: Bool = false, documentation: String = "") {
        self.shape = shape
        hasChanges =
            switch shape {
            case .any, .scalar: false
            case .list(let element, _), .dictionary(let element): element.hasChanges
            case .mapping(let mapping):
                !mapping.changes.isEmpty || mapping.additional?.hasChanges == true
                    || mapping.fields.contains { $0.schema.hasChanges }
            case .union(let union): union.cases.contains { $0.schema.hasChanges }
            }
        self.isOptional = isOptional
        self.documentation = documentation
    }
}
