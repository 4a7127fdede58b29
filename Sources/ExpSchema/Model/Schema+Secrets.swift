package import ExpYAML

extension Schema {
    /// A value with all in it hidden that is secret in some config.
    ///
    /// A reference (`${secret:NAME}`) names a secret and holds none; it stays. What the value was
    /// before checks is taken as secret by its place alone.
    ///
    /// - Parameters:
    ///   - node: The value, of any stage.
    ///   - path: Where it stands, from this schema's value.
    /// - Returns: Nil where nothing had to be hidden.
    package func hidingSecrets(in node: Node, at path: ConfigPath) -> Node? {
        var result = node
        var isChanged = false
        for schema in possible(at: path) {
            guard let hidden = schema.hidingSecrets(in: result) else { continue }
            result = hidden
            isChanged = true
        }
        return isChanged ? result : nil
    }

    /// Whether a secret can be anywhere in the value.
    package var holdsSecrets: Bool {
        switch shape {
        case .any: false
        case .scalar(let scalar): scalar.isSecret
        case .list(let element, _), .dictionary(let element): element.holdsSecrets
        case .mapping(let mapping):
            mapping.fields.contains { $0.schema.holdsSecrets }
                || mapping.additional?.holdsSecrets ?? false
        case .union(let union): union.cases.contains { $0.schema.holdsSecrets }
        }
    }

    private func hidingSecrets(in node: Node) -> Node? {
        if let scalar, scalar.isSecret {
            return node.isNull || node.isReference ? nil : node.hidden
        }
        var node = node
        var isChanged = false
        switch node.content {
        case .scalar:
            return nil
        case .faulty:
            // What was refused may have been anything.
            return holdsSecrets ? node.hidden : nil
        case .sequence(var elements):
            for index in elements.indices {
                guard let hidden = element?.hidingSecrets(in: elements[index]) else { continue }
                elements[index] = hidden
                isChanged = true
            }
            node.content = .sequence(elements)
        case .mapping(var mapping):
            for (place, entry) in mapping.entries.enumerated() {
                let hidden = hidingSecrets(
                    in: entry.value,
                    at: ConfigPath([.key(entry.key)])
                )
                guard let hidden else { continue }
                mapping.updateValue(at: place) { $0 = hidden }
                isChanged = true
            }
            node.content = .mapping(mapping)
        }
        return isChanged ? node : nil
    }
}

extension Node {
    fileprivate var hidden: Node {
        Node(.scalar(Scalar(Secret.placeholder)), range: range, trace: trace)
    }

    /// Whether the value is one interpolation and nothing beside it.
    fileprivate var isReference: Bool {
        guard let text = scalar?.text else { return false }
        if case .scalar(let scalar) = content, scalar.form == .deferred { return true }
        return text.hasPrefix("${") && text.firstIndex(of: "}") == text.indices.last
    }
}
