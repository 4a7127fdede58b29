import ExpDiagnostics
import ExpSchema
import ExpYAML

extension OverrideApplication {
    /// What comes in the place of a value.
    mutating func result(
        over existing: Node,
        at path: ConfigPath,
        _ schema: Schema?
    ) -> Node {
        guard let given = given(schema) else { return existing }
        if existing.isFaulty { return existing }
        switch override.operation {
        case .append:
            return appended(given, to: existing, at: path, schema)
        case .replace:
            return given.replacing(existing)
        case .change, .add, .forceAdd, .delete:
            return merged(given, over: existing, at: path, schema)
        }
    }

    private mutating func appended(
        _ given: Node,
        to existing: Node,
        at path: ConfigPath,
        _ schema: Schema?
    ) -> Node {
        if case .sequence(let list) = existing.content {
            let added = given.sequence ?? [given]
            return Node(.sequence(list + added), range: given.range).replacing(existing)
        }
        guard existing.mapping != nil, given.mapping != nil else {
            bag.report(.overrideCannotAppend(override, existing: existing))
            return existing
        }
        return merged(given, over: existing, at: path, schema)
    }

    private mutating func merged(
        _ given: Node,
        over existing: Node,
        at path: ConfigPath,
        _ schema: Schema?
    ) -> Node {
        switch (given.content, existing.content) {
        case (.mapping(let added), .mapping(var mapping)):
            for entry in added.entries {
                if isChoiceTaken, entry.key == "use" { continue }
                let child = path.appending(entry.key)
                let below = schema?.child(entry.key, in: existing)
                if let place = mapping.position(of: entry.key) {
                    let old = mapping.entries[place].value
                    mapping.set(entry.key, to: merged(entry.value, over: old, at: child, below))
                } else if mayAdd(entry.key, to: schema) {
                    mapping.set(entry)
                } else if !mapping.isIncomplete {
                    var inner = override
                    inner.path = child
                    inner.pathRanges = Array(
                        repeating: entry.keyRange,
                        count: child.components.count
                    )
                    let last = child.components.count - 1
                    bag.report(
                        .unknownOverrideKey(
                            inner,
                            MissingKey(
                                step: last,
                                parent: path,
                                keys: mapping.keys,
                                isWithinValue: true
                            )
                        )
                    )
                }
            }
            return existing.with(.mapping(mapping))
        case (.mapping, .sequence), (.sequence, .mapping):
            guard override.operation != .forceAdd else { return given.replacing(existing) }
            bag.report(.overrideConflict(override, existing: existing, given: given))
            return Node(.faulty, range: given.range)
        default:
            return given.replacing(existing)
        }
    }

    /// The value given: as text where a schema will read it, else as Hydra reads it.
    func given(_ schema: Schema?) -> Node? {
        guard case .element(let node)? = override.value else { return nil }
        return read(node, schema)
    }

    private func read(_ node: Node, _ schema: Schema?) -> Node {
        // What an option brought is read as every file is.
        guard node.range.file.kind == .commandLine else { return node }
        switch node.content {
        case .scalar(let scalar):
            if case .path? = schema?.scalar?.kind, !node.isNull, !scalar.text.isEmpty,
                !InterpolationParser.mayHoldInterpolation(scalar.text)
            {
                let text = paths.fromCommandLine(scalar.text)
                let trace = Trace(.converted, previous: node)
                return Node(.scalar(Scalar(text, .typedString)), range: node.range, trace: trace)
            }
            if schema?.scalar != nil { return node }
            return node.with(.scalar(OverrideReading.untyped(scalar)))
        case .sequence(let list):
            return node.with(.sequence(list.map { read($0, schema?.element) }))
        case .mapping(var mapping):
            for (place, entry) in mapping.entries.enumerated() {
                let value = read(entry.value, schema?.child(entry.key, in: node))
                mapping.updateValue(at: place) { $0 = value }
            }
            return node.with(.mapping(mapping))
        case .faulty:
            return node
        }
    }
}
