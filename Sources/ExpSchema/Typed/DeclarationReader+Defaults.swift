import ExpDiagnostics
import ExpYAML

extension DeclarationReader {
    /// The default as a config would hold it; nil after reporting why it cannot.
    mutating func node(of value: Any, at place: Place) -> Node? {
        switch value {
        case let value as any OptionalValue:
            guard let wrapped = value.wrapped else { return .null(range) }
            return node(of: wrapped, at: place)
        case is Secret:
            report(.secretDefault, place)
            return nil
        case let value as any ScalarConfigValue:
            return Node(.scalar(value.scalar), range: range)
        case let value as any ListValue:
            let elements = value.elements.compactMap { node(of: $0, at: place) }
            return Node(.sequence(elements), range: range)
        case let value as any DictionaryValue:
            return mapping(value.pairs.map { ($0.key, $0.value) }, at: place)
        case let value as any UnionConfig:
            return union(value, at: place)
        case let value as any TaskConfig:
            return group(value, tag: nil, at: place)
        case let value as any RawRepresentable<String>:
            return Node(.scalar(Scalar(value.rawValue, .typedString)), range: range)
        default:
            preconditionFailure("a value of a type without schema has no default")
        }
    }

    private mutating func union(_ value: any UnionConfig, at place: Place) -> Node? {
        let (caseName, payload) = value.declaredCase
        let variants = type(of: value).declaredVariants
        guard let variant = variants.first(where: { $0.caseName == caseName }) else {
            report(.unlistedCase(caseName), type: type(of: value), property: nil)
            return nil
        }
        guard let payload = payload as? any TaskConfig else {
            return mapping([("use", variant.name)], at: place)
        }
        return group(payload, tag: variant.name, at: place)
    }

    private mutating func group(_ value: any TaskConfig, tag: String?, at place: Place) -> Node? {
        var pairs: [(String, Any)] = tag.map { [("use", $0)] } ?? []
        for property in DeclaredProperty.all(of: value) {
            if let value = property.value { pairs.append((property.key, value)) }
        }
        return mapping(pairs, at: place)
    }

    private mutating func mapping(_ pairs: [(String, Any)], at place: Place) -> Node {
        var entries: [Mapping.Entry] = []
        for (key, value) in pairs {
            guard let node = node(of: value, at: place) else { continue }
            entries.append(Mapping.Entry(key: key, keyRange: range, value: node))
        }
        return Node(.mapping(Mapping(entries)), range: range)
    }
}
