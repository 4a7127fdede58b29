package import ExpYAML

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
