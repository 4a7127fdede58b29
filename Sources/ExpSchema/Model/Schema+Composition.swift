package import ExpYAML

extension Schema {
    /// The tagged union that the value is; nil when it is none.
    package var union: UnionSchema? {
        guard case .union(let union) = shape else { return nil }
        return union
    }

    /// The named fields of the value; nil when it is no mapping of such.
    package var mapping: MappingSchema? {
        guard case .mapping(let mapping) = shape else { return nil }
        return mapping
    }

    /// What the value may be as one scalar; nil when it is none.
    package var scalar: ScalarSchema? {
        guard case .scalar(let scalar) = shape else { return nil }
        return scalar
    }

    /// Whether the value is made of keys: a mapping, a dictionary or a union.
    package var hasKeys: Bool {
        switch shape {
        case .mapping, .dictionary, .union: true
        case .any, .scalar, .list: false
        }
    }

    /// What the value of a key may be.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - node: The mapping that holds it, whose tag says which case of a union it is.
    /// - Returns: Nil where no such key may be.
    package func child(_ key: String, in node: Node? = nil) -> Schema? {
        switch shape {
        case .any: .anything
        case .scalar, .list: nil
        case .dictionary(let element): element
        case .mapping(let mapping): mapping.field(key)?.schema ?? mapping.additional
        case .union(let union):
            key == union.tagKey
                ? union.tagSchema : union.chosenCase(in: node)?.schema.child(key, in: node)
        }
    }

    /// What the elements of a list may be; nil when the value is no list.
    package var element: Schema? {
        switch shape {
        case .any: .anything
        case .list(let element, _): element
        case .scalar, .dictionary, .mapping, .union: nil
        }
    }

    /// What the value at a path may be.
    ///
    /// - Parameters:
    ///   - path: The way from this schema's value.
    ///   - node: This schema's value, whose tags say which cases of unions are chosen.
    /// - Returns: Nil where nothing may be.
    package func at(_ path: ConfigPath, in node: Node?) -> Schema? {
        var schema = self
        var node = node
        for component in path.components {
            guard let next = schema.child(component, in: node) else { return nil }
            schema = next
            node = node?[ConfigPath([component])]
        }
        return schema
    }

    /// What the value one step further may be; nil where nothing may be.
    func child(_ step: ConfigPath.Component, in node: Node?) -> Schema? {
        switch step {
        case .key(let key): child(key, in: node)
        case .index: element
        }
    }

    /// Whatever a value may be.
    package static let anything = Schema(.any, isOptional: true)

    /// Whether a config may leave out every key.
    var isWholeByDefault: Bool {
        guard let mapping else { return true }
        return mapping.fields.allSatisfy { field in
            switch field.presence {
            case .required: false
            case .optional: true
            case .defaulted(let node): node.isNull || field.schema.isComplete(node)
            }
        }
    }

    /// Whether a default holds everything that its own schema requires.
    private func isComplete(_ node: Node) -> Bool {
        let chosen = union.map { $0.chosenCase(in: node)?.schema } ?? self
        guard let fields = chosen?.mapping?.fields else { return true }
        return fields.allSatisfy { field in
            guard let value = node[field.name] else { return false }
            return value.isNull || field.schema.isComplete(value)
        }
    }

    /// Whether some config has a value at a path in the form that users write.
    func mayHold(_ text: String) -> Bool {
        ConfigPath.parse(text).map { !possible(at: $0).isEmpty } ?? false
    }

    /// What a value at a path may be in some config: one schema for each union case that has it.
    package func possible(at path: ConfigPath) -> [Schema] {
        path.components.reduce([self]) { schemas, component in
            schemas.flatMap { schema -> [Schema] in
                switch component {
                case .index: schema.element.map { [$0] } ?? []
                case .key(let key):
                    ([schema] + (schema.union?.cases.map(\.schema) ?? []))
                        .compactMap { $0.child(key) }
                }
            }
        }
    }
}

extension UnionSchema {
    /// The case that a mapping's tag names; nil when it has none or an unknown one.
    package func chosenCase(in node: Node?) -> Case? {
        guard case .scalar(let scalar) = node?[tagKey]?.content else { return nil }
        return caseNamed(scalar.text)
    }

    /// What the tag may be.
    package var tagSchema: Schema {
        let cases = cases.map {
            ScalarSchema.EnumerationCase(
                Scalar($0.name, .typedString),
                documentation: $0.documentation
            )
        }
        return Schema(.scalar(ScalarSchema(.enumeration(cases), typeName: typeName)))
    }
}
