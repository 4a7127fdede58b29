package import ExpYAML

/// What differs between two configs: options and values, each with its cause.
package struct ConfigDifference: Sendable {
    /// The config that the other is compared with.
    package let old: ConfigSide

    /// The config that is compared.
    package let new: ConfigSide

    /// The paths at which another option is used, in the order of the old config, then the new one.
    package let options: [OptionChange]

    /// The values that differ, in the order of the old config, then those that only the new one has.
    package let values: [ValueChange]

    /// Whether nothing differs.
    package var isEmpty: Bool {
        options.isEmpty && values.isEmpty
    }

    /// A path at which the sides use different options.
    package struct OptionChange: Hashable, Sendable {
        /// The path.
        package var path: ConfigPath
        /// The option of the old side; nil where it uses none.
        package var old: Named?
        /// The option of the new side; nil where it uses none.
        package var new: Named?
    }

    /// An option with what named it.
    package struct Named: Hashable, Sendable {
        /// The name as written.
        package var option: String
        /// What named it; nil when that was not recorded.
        package var origin: Origin?
    }

    /// A value that is not the same on both sides.
    package struct ValueChange: Sendable {
        /// Its path.
        package var path: ConfigPath
        /// The value on the old side; nil where there is none.
        package var old: Value?
        /// The value on the new side; nil where there is none.
        package var new: Value?
        /// Why it is another.
        package var reason: Reason
    }

    /// A value with its story.
    package struct Value: Sendable {
        /// The value.
        package var node: Node
        /// The value in YAML's flow form.
        package var text: String
        /// What set it; nil when that was not recorded.
        package var origin: Origin?
        /// Its whole story; nil for a list that has none of its own.
        package var history: ValueHistory?
    }

    /// Why a value is another.
    package enum Reason: Hashable, Sendable {
        /// It is written otherwise, at the places that set it.
        case written
        /// It came, or went away, with an option: that of this path.
        case option(ConfigPath)
        /// It is written the same, but what it reads has changed: these keys.
        case reads([String])
        /// It was taken out by this, as `~optimizer.momentum`.
        case removed(by: String)
    }

    /// Compares two configs.
    package init(from old: ConfigSide, to new: ConfigSide) {
        self.old = old
        self.new = new
        let hasRecord = old.isRecorded || new.isRecorded
        let options = Self.options(from: old, to: new)
        self.options = options
        let judge = ReasonFinder(old: old, new: new, options: options)
        values = TreeDiff.changes(
            from: old.comparable(withRecorded: hasRecord),
            to: new.comparable(withRecorded: hasRecord)
        ).compactMap { change in
            // The name of an option that stays in the tree is told with the option.
            if change.path.lastKey == "use", let parent = change.path.parent,
                options.contains(where: { $0.path == parent })
            {
                return nil
            }
            guard old.knows(change.path, change.old), new.knows(change.path, change.new) else {
                return nil
            }
            let before = change.old.map { Self.value($0, change.path, in: old) }
            let after = change.new.map { Self.value($0, change.path, in: new) }
            return ValueChange(
                path: change.path,
                old: before,
                new: after,
                reason: judge.reason(of: change.path, before, after)
            )
        }
    }

    private static func value(_ node: Node, _ path: ConfigPath, in side: ConfigSide) -> Value {
        let node = side.mask?(node, path) ?? node
        return Value(
            node: node,
            text: CanonicalWriter.flow(node),
            origin: side.origin(of: path),
            history: side.history(of: path)
        )
    }

    private static func options(from old: ConfigSide, to new: ConfigSide) -> [OptionChange] {
        var paths: [ConfigPath] = []
        for choice in old.choices + new.choices where !paths.contains(choice.path) {
            paths.append(choice.path)
        }
        var changes: [OptionChange] = []
        for path in paths {
            let before = old.choice(at: path)
            let after = new.choice(at: path)
            guard before?.option != after?.option else { continue }
            // What comes and goes within an option that changed is part of that change.
            let isInner = changes.contains { $0.path != path && $0.path.isPrefix(of: path) }
            if isInner, before == nil || after == nil { continue }
            changes.append(
                OptionChange(
                    path: path,
                    old: before.map { Named(option: $0.option, origin: $0.origin.map(old.named)) },
                    new: after.map { Named(option: $0.option, origin: $0.origin.map(new.named)) }
                )
            )
        }
        return changes
    }
}

extension ConfigDifference.ValueChange {
    /// What the new value replaced on its own side, where neither the old side nor a declaration
    /// tells it.
    package var replaced: ValueHistory.Step? {
        guard let step = new?.history?.replaced.first, step.droppedBy == nil,
            step.origin.kind != .schemaDefault
        else { return nil }
        if step.value == old?.text, step.origin.cause == old?.origin?.cause { return nil }
        return step
    }
}
