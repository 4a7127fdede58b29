import ExpDiagnostics
package import ExpYAML

/// What became of a key that an earlier version of a mapping had.
package struct KeyChange: Sendable {
    /// What happened to the key.
    package enum Outcome: Sendable {
        /// The value stands at another path of the mapping now, perhaps in another unit.
        case moved(to: ConfigPath, ValueConversion?)
        /// The value stands where it stood; old spellings of it are converted.
        case converted(ValueConversion)
        /// Nothing reads the value any more; values that differ from `allowed` are refused.
        case removed(reason: String, allowed: Node?)
    }

    /// The old path from the mapping; keys only.
    package var old: ConfigPath

    /// What happened to the key.
    package var outcome: Outcome

    /// Describes a change.
    package init(old: ConfigPath, _ outcome: Outcome) {
        self.old = old
        self.outcome = outcome
    }

    /// The path now; nil for a key that was removed.
    package var new: ConfigPath? {
        switch outcome {
        case .moved(let new, _): new
        case .converted: old
        case .removed: nil
        }
    }
}

extension Schema {
    /// What became of a path, change after change.
    ///
    /// - Parameters:
    ///   - path: A path as an earlier version had it; list indices count.
    ///   - node: This schema's value, whose tags say which cases of unions are chosen; where nil,
    ///     a path that leads into a case is not known, and has met no change.
    /// - Returns: The change that matters most, a removal or another unit before a move, and where
    ///   the path leads now, nil for a removed key; nil without a change. Conversions that leave
    ///   the path alone are no change.
    package func change(
        of path: ConfigPath,
        in node: Node?
    ) -> (change: KeyChange, new: ConfigPath?)? {
        guard var found = firstChange(of: path, in: node) else { return nil }
        // Each step leads to a key of today or into a type with changes of its own.
        for _ in path.components.indices {
            guard let new = found.new, let next = firstChange(of: new, in: node) else { break }
            let isPlain = if case .moved(_, nil) = next.change.outcome { true } else { false }
            found = (isPlain ? found.change : next.change, next.new)
        }
        if node == nil, let new = found.new, at(new, in: nil) == nil { return nil }
        return found
    }

    /// The outermost change that a path has met.
    ///
    /// - Parameters:
    ///   - path: A path as an earlier version had it; list indices count.
    ///   - node: This schema's value.
    /// - Returns: The change and where it leads.
    private func firstChange(
        of path: ConfigPath,
        in node: Node?
    ) -> (change: KeyChange, new: ConfigPath?)? {
        guard hasChanges else { return nil }
        var schema = self
        var node = node
        for (depth, component) in path.components.enumerated() {
            let mapping = schema.mapping ?? schema.union?.chosenCase(in: node)?.mapping
            let rest = ConfigPath(Array(path.components.dropFirst(depth)))
            for change in mapping?.changes ?? [] where change.old.isPrefix(of: rest) {
                if case .converted = change.outcome { continue }
                let above = ConfigPath(Array(path.components.prefix(depth)))
                let below = ConfigPath(
                    Array(rest.components.dropFirst(change.old.components.count))
                )
                return (change, change.new.map { above.appending($0).appending(below) })
            }
            guard let next = schema.child(component, in: node) else { return nil }
            schema = next
            node = node?[ConfigPath([component])]
        }
        return nil
    }
}

extension MappingSchema {
    /// What a mistyped key may have been meant as: a former key, told with the one of today.
    func formerKey(near key: String, at path: ConfigPath) -> String? {
        let former = changes.compactMap { change in
            change.old.components.count == 1 ? change.old.lastKey : nil
        }
        guard let old = Suggestion.nearest(to: key, among: former).first,
            let new = changes.first(where: { $0.old.lastKey == old })?.new
        else { return nil }
        return "did you mean `\(path.appending(new))`, which was `\(path.appending(old))` once?"
    }
}
