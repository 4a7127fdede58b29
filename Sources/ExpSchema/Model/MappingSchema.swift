package import ExpYAML

/// A mapping of named fields.
package struct MappingSchema: Sendable {
    /// The fields in the order declared.
    package let fields: [Field]

    /// What the values of other keys may be; nil when there may be no other keys.
    package var additional: Schema?

    /// The name of the declaring type, for messages.
    package var typeName: String

    /// What became of the keys that earlier versions had.
    package let changes: [KeyChange]

    /// The place of each field in ``fields``.
    private let places: [String: Int]

    /// Describes a mapping of fields whose names differ.
    package init(
        fields: [Field],
        additional: Schema? = nil,
        typeName: String,
        changes: [KeyChange] = []
    ) {
        self.fields = fields
        self.additional = additional
        self.typeName = typeName
        self.changes = changes
        places = Dictionary(
            fields.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The field of a key; nil when none is declared.
    package func field(_ name: String) -> Field? {
        places[name].map { fields[$0] }
    }

    /// One named field.
    package struct Field: Sendable {
        /// The key.
        package var name: String
        /// One sentence for help; may be empty.
        package var documentation: String
        /// What the value may be.
        package var schema: Schema
        /// Whether a config must give the value, and what stands when it does not.
        package var presence: Presence

        /// Describes a field.
        package init(
            name: String,
            documentation: String = "",
            schema: Schema,
            presence: Presence
        ) {
            self.name = name
            self.documentation = documentation
            self.schema = schema
            self.presence = presence
        }

        /// The declared default; nil when there is none.
        package var defaultValue: Node? {
            guard case .defaulted(let node) = presence else { return nil }
            return node
        }
    }

    /// Whether a config must give a field's value.
    package enum Presence: Sendable {
        /// It must.
        case required
        /// It may leave the key out.
        case optional
        /// It may leave the key out, which means this value; its range lies in a `declaration`
        /// file.
        case defaulted(Node)
    }
}
