import ExpDiagnostics
import ExpSchema
import ExpYAML

extension Composer {
    /// Takes away what lower layers set about an option that a higher layer changes.
    ///
    /// A value stays where the old and the new option agree on its key: the same composed value,
    /// schema defaults included, or both without it.
    mutating func dropOutdated(
        from open: inout OpenMapping,
        for choice: ActiveChoice,
        at site: Site
    ) {
        let hasValues = open.own.contains { ($0.node.mapping?.isEmpty ?? true) == false }
        guard hasValues else { return }
        if open.choice == nil, isDefaultCase(choice.target, at: site) { return }
        let comparison = Comparison(
            old: composed(open.choice, at: site),
            new: composed(choice, at: site),
            choice: Choice(
                path: site.path,
                name: choice.text,
                range: choice.name.range
            )
        )
        for index in open.own.indices {
            guard case .mapping(let mapping) = open.own[index].node.content else { continue }
            let kept = keep(
                mapping,
                old: comparison.old.root,
                new: comparison.new.root,
                at: site.path,
                comparison
            )
            open.own[index].node.content = .mapping(kept)
        }
    }

    /// An option composed alone, with the choices inside.
    private typealias Composed = (root: Node?, choices: [ConfigPath: String])

    private struct Comparison {
        var old: Composed
        var new: Composed
        var choice: Choice
    }

    private func isDefaultCase(_ target: OptionTarget, at site: Site) -> Bool {
        guard case .unionCase(let name) = target, let union = site.schema?.union else {
            return false
        }
        return site.fallback?[union.tagKey]?.scalar?.text == name
    }

    private func composed(_ choice: ActiveChoice?, at site: Site) -> Composed {
        var scratch = self
        scratch.candidates = .none
        scratch.choices = []
        let open = OpenMapping(choice: choice, range: choice?.name.range)
        let file = SourceFile(kind: .declaration, name: "no option", text: "")
        let empty = Node(.mapping(Mapping()), range: file.range(0, 0))
        var node = scratch.finish(.mapping(open), at: site) ?? empty
        if let schema = site.schema {
            node = schema.underlay(node, default: site.fallback)
        }
        let choices = scratch.choices.map { ($0.path, $0.name) }
        return (node, Dictionary(choices, uniquingKeysWith: { $1 }))
    }

    private mutating func keep(
        _ mapping: Mapping,
        old: Node?,
        new: Node?,
        at path: ConfigPath,
        _ comparison: Comparison
    ) -> Mapping {
        var kept = mapping
        for entry in mapping.entries {
            let key = entry.operatorKey ?? entry.key
            let child = path.appending(key)
            let (before, after) = (old?[key], new?[key])
            if before == nil, after == nil { continue }
            if entry.operatorKey == nil, let inner = entry.value.mapping,
                before?.mapping != nil || after?.mapping != nil,
                inner["use"] == nil
                    || comparison.old.choices[child] == comparison.new.choices[child]
            {
                let rest = keep(inner, old: before, new: after, at: child, comparison)
                var node = entry.value
                node.content = .mapping(rest)
                kept.set(entry.key, to: node)
                continue
            }
            if let before, let after, before.isEqualValue(to: after) { continue }
            kept.remove(entry.key)
            kept.removed.append(
                Mapping.Removal(
                    key: key,
                    keyRange: entry.keyRange,
                    last: drop(entry.value, at: child, for: comparison.choice)
                )
            )
        }
        return kept
    }

    /// Notes that a value went away; returns it with that in its story.
    private mutating func drop(_ node: Node, at path: ConfigPath, for choice: Choice) -> Node {
        guard var mapping = node.mapping, !mapping.isEmpty else {
            dropped.append(DroppedValue(path: path, node: node, choice: choice))
            let trace = Trace(.dropped(by: choice.range, choice: choice.text), previous: node)
            return Node(node.content, range: node.range, trace: trace)
        }
        for (place, entry) in mapping.entries.enumerated() {
            let value = drop(entry.value, at: path.appending(entry.key), for: choice)
            mapping.updateValue(at: place) { $0 = value }
        }
        return node.with(.mapping(mapping))
    }
}

extension Mapping.Entry {
    /// The key without the `+` or `!` at its end; nil for a quoted key, or one without.
    var operatorKey: String? {
        guard !isKeyQuoted, key.utf8.count > 1, let last = key.utf8.last,
            last == UInt8(ascii: "+") || last == UInt8(ascii: "!")
        else { return nil }
        return String(key.dropLast())
    }
}
