/// One of several mappings, told apart by the string under a tag key.
///
/// Which case stands when a config names none is said by the tag in the default of the field that
/// holds the union.
package struct UnionSchema: Sendable {
    /// One case.
    package struct Case: Sendable {
        /// The tag's value.
        package var name: String
        /// One sentence for help; may be empty.
        package var documentation: String
        /// The case's own fields, without the tag.
        package var schema: Schema

        /// Describes a case; its schema is a mapping's.
        package init(name: String, documentation: String = "", mapping: MappingSchema) {
            self.name = name
            self.documentation = documentation
            schema = Schema(.mapping(mapping))
        }

        /// The case's own fields, without the tag.
        package var mapping: MappingSchema {
            guard case .mapping(let mapping) = schema.shape else {
                preconditionFailure("a union case is a mapping")
            }
            return mapping
        }
    }

    /// The key that holds the tag: `use` for a Swift enum.
    package var tagKey: String

    /// The cases in the order declared.
    package var cases: [Case]

    /// The name of the declaring type, for messages.
    package var typeName: String

    /// Describes a union.
    package init(tagKey: String = "use", cases: [Case], typeName: String) {
        self.tagKey = tagKey
        self.cases = cases
        self.typeName = typeName
    }

    /// The case of a name; nil when there is none.
    package func caseNamed(_ name: String) -> Case? {
        cases.first { $0.name == name }
    }

    /// The names of the cases in the order declared.
    package var caseNames: [String] {
        cases.map(\.name)
    }
}
