import ExpYAML

/// Compares trees with what the cases of other projects say of them.
enum ConformanceData {
    /// Whether a tree is what the `…_typed` field of a case says: `i:1`, `f:1.0`, `s:x`.
    static func isEqual(_ node: Node, toTyped expected: Node) -> Bool {
        switch node.content {
        case .scalar(let scalar):
            guard let text = expected.string, let colon = text.firstIndex(of: ":") else {
                return false
            }
            let value = String(text[text.index(after: colon)...])
            switch (String(text[..<colon]), CoreSchema.value(of: scalar)) {
            case ("i", .int(let number)): return String(number) == value
            case ("i", .bigInt(let number)): return number == value
            case ("f", .float(let number)):
                guard let wanted = Double(value) else { return false }
                return wanted == number || (wanted.isNaN && number.isNaN)
            case ("s", .string(let string)): return string == value
            case ("b", .bool(let flag)): return String(flag) == value
            case ("n", .null): return true
            default: return false
            }
        case .sequence(let list):
            guard let wanted = expected.sequence, wanted.count == list.count else { return false }
            return zip(list, wanted).allSatisfy { isEqual($0, toTyped: $1) }
        case .mapping(let mapping):
            guard let wanted = typedEntries(expected), wanted.count == mapping.count else {
                return false
            }
            return wanted.allSatisfy { key, value in
                mapping.entries.contains { entry in
                    entry.key.lowercased() == key.lowercased()
                        && isEqual(entry.value, toTyped: value)
                }
            }
        case .faulty:
            return false
        }
    }

    /// The entries of a mapping, whose keys stand apart when they are no strings.
    private static func typedEntries(_ node: Node) -> [(String, Node)]? {
        if let pairs = node["$map"]?.sequence {
            return pairs.compactMap { pair in
                guard let list = pair.sequence, list.count == 2, let key = list[0].string else {
                    return nil
                }
                let text = key.firstIndex(of: ":").map { String(key[key.index(after: $0)...]) }
                let isNull = key.hasPrefix("n:")
                return (isNull ? "null" : text ?? key, list[1])
            }
        }
        return node.mapping?.entries.map { ($0.key, $0.value) }
    }
}
