package import ExpDiagnostics
package import ExpYAML

extension Schema {
    /// Puts the declared defaults underneath a value: in mappings, in the chosen case of unions, in
    /// the elements of lists and the values of dictionaries.
    ///
    /// What the value holds stays as it is; a key that was taken out of a dictionary stays out, and
    /// a dictionary that replaced another whole gets none. Applied twice it does no more than once.
    /// A union without a tag becomes the case of its default; defaults of other cases never appear.
    package func underlay(_ node: Node) -> Node {
        filled(node, default: nil)
    }

    /// Puts the declared defaults underneath a value that a field with a default of its own holds.
    ///
    /// - Parameters:
    ///   - node: What the layers gave.
    ///   - fallback: The field's default; nil for none.
    /// - Returns: The value, its own parts unchanged.
    package func underlay(_ node: Node, default fallback: Node?) -> Node {
        filled(node, default: fallback)
    }

    /// The value with defaults underneath.
    ///
    /// - Parameters:
    ///   - node: What the layers gave.
    ///   - fallback: The default that the field holding the value declares; it stands above the
    ///     defaults that the fields inside declare.
    /// - Returns: The value, its own parts unchanged.
    fileprivate func filled(_ node: Node, default fallback: Node?) -> Node {
        var node = node
        switch (shape, node.content) {
        case (.mapping(let schema), .mapping(let mapping)):
            node.content = .mapping(schema.filled(mapping, default: fallback))
        case (.dictionary(let element), .mapping(var mapping)):
            for place in mapping.entries.indices {
                let inherited = fallback?[mapping.entries[place].key]
                mapping.fillValue(at: place, element, default: inherited)
            }
            let defaults = node.isReplacement ? nil : fallback?.mapping
            for entry in defaults?.entries ?? [] where mapping.isMissing(entry.key) {
                mapping.set(entry)
            }
            node.content = .mapping(mapping)
        case (.list(let element, _), .sequence(let elements)) where element.holdsDefaults:
            node.content = .sequence(elements.map { element.underlay($0) })
        case (.union(let union), .mapping(let mapping)):
            node.content = .mapping(union.filled(mapping, default: fallback))
        default:
            break
        }
        return node
    }

    /// Whether a value given by a config can lack defaults inside.
    fileprivate var holdsDefaults: Bool {
        switch shape {
        case .any, .scalar: false
        case .list, .dictionary, .mapping, .union: true
        }
    }
}

extension MappingSchema {
    fileprivate func filled(_ mapping: Mapping, default fallback: Node?) -> Mapping {
        var result = mapping
        for field in fields {
            let inherited = fallback?[field.name] ?? field.defaultValue
            if let place = result.position(of: field.name) {
                result.fillValue(at: place, field.schema, default: inherited)
            } else if let inherited {
                let value = field.schema.filled(inherited, default: nil)
                result.set(field.name, to: value)
            }
        }
        if let additional {
            for place in result.entries.indices where field(result.entries[place].key) == nil {
                result.fillValue(at: place, additional, default: nil)
            }
        }
        return result
    }
}

extension UnionSchema {
    fileprivate func filled(_ mapping: Mapping, default fallback: Node?) -> Mapping {
        var result = mapping
        let defaultTag = fallback?[tagKey]
        if let defaultTag, result.position(of: tagKey) == nil {
            result.set(tagKey, to: defaultTag)
        }
        guard let tag = result[tagKey]?.scalar?.text, let chosen = caseNamed(tag) else {
            return result
        }
        // The default's settings are about its own case only.
        let isDefaultCase = defaultTag?.scalar?.text == tag
        return chosen.mapping.filled(result, default: isDefaultCase ? fallback : nil)
    }

    /// The value of a case of which a config gives only the name: tag and defaults.
    ///
    /// - Parameters:
    ///   - name: The case.
    ///   - fallback: The default of the field that holds the union.
    ///   - range: Where the name was chosen.
    /// - Returns: Nil for an unknown name.
    package func defaultNode(
        ofCase name: String,
        fieldDefault fallback: Node?,
        at range: SourceRange
    ) -> Node? {
        guard caseNamed(name) != nil else { return nil }
        let tag = Node(.scalar(Scalar(name, .typedString)), range: range)
        let mapping = Mapping([Mapping.Entry(key: tagKey, keyRange: range, value: tag)])
        return Node(.mapping(filled(mapping, default: fallback)), range: range)
    }
}

extension Node {
    /// Whether the value took the place of another as a whole.
    fileprivate var isReplacement: Bool {
        guard case .replaced = trace?.step else { return false }
        return true
    }
}

extension Mapping {
    fileprivate mutating func fillValue(
        at place: Int,
        _ schema: Schema,
        default fallback: Node?
    ) {
        guard schema.holdsDefaults else { return }
        updateValue(at: place) { $0 = schema.filled($0, default: fallback) }
    }

    /// Whether a key is not there and was not taken out on purpose.
    fileprivate func isMissing(_ key: String) -> Bool {
        position(of: key) == nil
            && !removed.contains { removal in
                guard case .removed = removal.last.trace?.step else { return false }
                return removal.key == key
            }
    }
}
