import ExpDiagnostics
import ExpYAML

extension DeclarationReader {
    /// The default as a config would hold it; nil after reporting why it cannot.
    mutating func node(of value: Any, at place: Place) -> Node? {
        switch TypeKind(type(of: value)) {
        case .optional(let type):
            guard let wrapped = cast(value, to: type)?.wrapped else { return .null(range) }
            return node(of: wrapped, at: place)
        case .scalar(let type):
            if type == Secret.self {
                report(.secretDefault, place)
                return nil
            }
            return cast(value, to: type).map { Node(.scalar($0.scalar), range: range) }
        case .list(let type):
            let elements = cast(value, to: type)?.elements.compactMap { node(of: $0, at: place) }
            return elements.map { Node(.sequence($0), range: range) }
        case .dictionary(let type):
            return cast(value, to: type).map { dictionary in
                mapping(dictionary.pairs.map { ($0.key, $0.value) }, at: place)
            }
        case .union(let type):
            return cast(value, to: type).flatMap { union($0, at: place) }
        case .config(let type):
            return cast(value, to: type).flatMap { group($0, tag: nil, at: place) }
        case .other:
            guard let value = value as? any RawRepresentable<String> else {
                preconditionFailure("a value of a type without schema has no default")
            }
            return Node(.scalar(Scalar(value.rawValue, .typedString)), range: range)
        }
    }

    private mutating func union(_ value: any UnionConfig, at place: Place) -> Node? {
        let (caseName, payload) = value.declaredCase
        let variants = type(of: value).declaredVariants
        guard let variant = variants.first(where: { $0.caseName == caseName }) else {
            report(.unlistedCase(caseName), type: type(of: value), property: nil)
            return nil
        }
        let settings = variant.payload.flatMap { type in payload.flatMap { cast($0, to: type) } }
        guard let payload = settings else {
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
