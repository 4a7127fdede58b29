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
