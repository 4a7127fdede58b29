package import ExpYAML

/// A tree as plain values in which every scalar says its type, as the conformance data write it.
package indirect enum TypedReading: Equatable {
    case scalar(String)
    case list([TypedReading])
    case mapping([String: TypedReading])

    /// What a node that was read holds.
    package static func of(_ node: Node) -> TypedReading {
        switch node.content {
        case .mapping(let mapping):
            let pairs = mapping.entries.map { (name($0.key), of($0.value)) }
            return .mapping(Dictionary(pairs) { first, _ in first })
        case .sequence(let elements):
            return .list(elements.map(of))
        case .faulty:
            return .scalar("faulty")
        case .scalar(let scalar):
            return .scalar(typed(scalar))
        }
    }

    private static func typed(_ scalar: Scalar) -> String {
        switch CoreSchema.value(of: scalar) {
        case .null: "n:"
        case .bool(let value): "b:\(value)"
        case .int(let value): "i:\(value)"
        case .bigInt(let digits): "i:\(digits)"
        case .float(let value): "f:" + word(value)
        case .string(let text): "s:\(text)"
        }
    }

    private static func word(_ value: Double) -> String {
        value.isNaN ? "nan" : value.isInfinite ? (value < 0 ? "-inf" : "inf") : "\(value)"
    }

    /// What the data expect: strings that begin with their type; `$map` lists the entries of a
    /// mapping with keys that are no strings.
    package static func expected(_ node: Node) -> TypedReading {
        switch node.content {
        case .sequence(let elements):
            return .list(elements.map(expected))
        case .mapping(let mapping):
            if let pairs = mapping["$map"]?.sequence, mapping.count == 1 {
                return .mapping(
                    Dictionary(
                        pairs.map { pair in
                            (key(pair.sequence?.first), expected(pair.sequence?.last ?? pair))
                        }
                    ) { first, _ in first }
                )
            }
            let pairs = mapping.entries.map { (name($0.key), expected($0.value)) }
            return .mapping(Dictionary(pairs) { first, _ in first })
        case .scalar(let scalar):
            guard scalar.text.hasPrefix("f:") else { return .scalar(scalar.text) }
            let value = Double(scalar.text.dropFirst(2)) ?? .nan
            return .scalar("f:" + word(value))
        case .faulty:
            return .scalar("faulty")
        }
    }

    /// Keys are text: the typed spelling of a key is its text.
    private static func key(_ node: Node?) -> String {
        guard let text = node?.scalar?.text else { return "" }
        let isTyped = ["s:", "i:", "f:", "b:", "n:"].contains { text.hasPrefix($0) }
        return name(isTyped ? String(text.dropFirst(2)) : text)
    }

    /// One name for the spellings of a boolean or null key, which other readers take for a value.
    private static func name(_ key: String) -> String {
        let word = key.lowercased()
        if word == "null" { return "" }
        return ["true", "false"].contains(word) ? word : key
    }
}
