package import ExpDiagnostics

extension Node {
    /// What a scalar means by the core schema; nil for a list, a mapping and a faulty value.
    package var scalarValue: ScalarValue? {
        guard case .scalar(let scalar) = content else { return nil }
        return CoreSchema.value(of: scalar)
    }

    /// The scalar as written; nil for a list, a mapping and a faulty value.
    package var scalar: Scalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    /// The text of a string; nil for every other value, a number included.
    package var string: String? {
        guard case .string(let text) = scalarValue else { return nil }
        return text
    }

    /// The value of an integer; nil for every other value, a float included.
    package var int: Int? {
        guard case .int(let value) = scalarValue else { return nil }
        return value
    }

    /// The value of a float or of an integer; nil for every other value.
    package var double: Double? {
        switch scalarValue {
        case .float(let value): value
        case .int(let value): Double(value)
        case .bigInt(let digits): Double(digits)
        case .null, .bool, .string, nil: nil
        }
    }

    /// The value of a boolean; nil for every other value.
    package var bool: Bool? {
        guard case .bool(let value) = scalarValue else { return nil }
        return value
    }

    /// Whether the value is null.
    package var isNull: Bool {
        scalarValue == .null
    }

    /// Whether a problem with this value was reported already, so that nobody reports it again.
    package var isFaulty: Bool {
        guard case .faulty = content else { return false }
        return true
    }

    /// The entries of a mapping; nil for every other value.
    package var mapping: Mapping? {
        guard case .mapping(let mapping) = content else { return nil }
        return mapping
    }

    /// The elements of a list; nil for every other value.
    package var sequence: [Node]? {
        guard case .sequence(let elements) = content else { return nil }
        return elements
    }

    /// The value of a key; nil when this is no mapping or has no such key.
    package subscript(key: String) -> Node? {
        guard case .mapping(let mapping) = content else { return nil }
        return mapping[key]
    }

    /// The value at a path below this one; nil when there is none.
    ///
    /// A step by index goes into lists only, a step by key into mappings only.
    package subscript(path: ConfigPath) -> Node? {
        var node = self
        for component in path.components {
            switch (component, node.content) {
            case (.key(let key), .mapping(let mapping)):
                guard let next = mapping[key] else { return nil }
                node = next
            case (.index(let index), .sequence(let elements)):
                guard elements.indices.contains(index) else { return nil }
                node = elements[index]
            default:
                return nil
            }
        }
        return node
    }

    /// Whether both hold the same value.
    ///
    /// The integer 1 and the float 1.0 differ, as do 0.0 and -0.0; NaN equals NaN; the order of
    /// keys, ranges, spelling and history do not count. A faulty value equals a faulty value.
    package func isEqualValue(to other: Node) -> Bool {
        switch (content, other.content) {
        case (.scalar(let left), .scalar(let right)):
            return CoreSchema.value(of: left).isEqualValue(to: CoreSchema.value(of: right))
        case (.sequence(let left), .sequence(let right)):
            return left.count == right.count
                && zip(left, right).allSatisfy { $0.isEqualValue(to: $1) }
        case (.mapping(let left), .mapping(let right)):
            return left.count == right.count
                && left.entries.allSatisfy { entry in
                    right[entry.key].map(entry.value.isEqualValue) ?? false
                }
        case (.faulty, .faulty):
            return true
        default:
            return false
        }
    }
}

extension ScalarValue {
    /// Whether both are the same value: as `==`, but NaN equals NaN, and 0.0 is not -0.0.
    package func isEqualValue(to other: ScalarValue) -> Bool {
        if case .float(let left) = self, case .float(let right) = other {
            return left.bitPattern == right.bitPattern || (left.isNaN && right.isNaN)
        }
        return self == other
    }
}

extension Node {
    /// Makes a null that stands, or would stand, at a range.
    package static func null(_ range: SourceRange) -> Node {
        Node(.scalar(Scalar("null")), range: range)
    }

    /// Makes a string; quoted where it would read as something else.
    package static func string(_ text: String, _ range: SourceRange) -> Node {
        Node(.scalar(Scalar(text, .double)), range: range)
    }

    /// Makes an integer.
    package static func int(_ value: Int, _ range: SourceRange) -> Node {
        Node(.scalar(Scalar(String(value))), range: range)
    }

    /// Makes a float in the shortest spelling that reads back as the same double.
    package static func float(_ value: Double, _ range: SourceRange) -> Node {
        Node(.scalar(Scalar(ScalarSpelling.float(value))), range: range)
    }

    /// Makes a boolean.
    package static func bool(_ value: Bool, _ range: SourceRange) -> Node {
        Node(.scalar(Scalar(value ? "true" : "false")), range: range)
    }

    /// Makes a list.
    package static func sequence(_ elements: [Node], _ range: SourceRange) -> Node {
        Node(.sequence(elements), range: range)
    }

    /// Makes a mapping of keys that differ; the keys stand at the same range.
    package static func mapping(
        _ entries: KeyValuePairs<String, Node>,
        _ range: SourceRange
    ) -> Node {
        let all = entries.map { Mapping.Entry(key: $0.key, keyRange: range, value: $0.value) }
        return Node(.mapping(Mapping(all)), range: range)
    }

    /// Makes a scalar of a value, in canonical spelling.
    package static func scalar(_ value: ScalarValue, _ range: SourceRange) -> Node {
        switch value {
        case .null: null(range)
        case .bool(let value): bool(value, range)
        case .int(let value): int(value, range)
        case .bigInt(let digits): Node(.scalar(Scalar(digits)), range: range)
        case .float(let value): float(value, range)
        case .string(let text): string(text, range)
        }
    }
}
