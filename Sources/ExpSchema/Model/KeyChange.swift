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
    /// The change that a path from this schema's value has met.
    ///
    /// - Parameters:
    ///   - path: A path as an earlier version had it; list indices count.
    ///   - node: This schema's value, whose tags say which cases of unions are chosen; where nil,
    ///     keys of cases are not known.
    /// - Returns: The change and where the path leads now, nil for a removed key; nil without a
    ///   change. Conversions that leave the path alone are no change.
    package func change(
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
            let next: Schema?
            switch component {
            case .key(let key): next = schema.child(key, in: node)
            case .index: next = schema.element
            }
            guard let next else { return nil }
            schema = next
            node = node?[ConfigPath([component])]
        }
        return nil
    }
}
