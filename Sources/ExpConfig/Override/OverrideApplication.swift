import ExpDiagnostics
import ExpSchema
import ExpYAML

/// Applies one override to a composed tree.
struct OverrideApplication {
    /// The override.
    let override: Override

    /// Whether composition took the names of options out of it.
    let isChoiceTaken: Bool

    /// What a path typed on the command line means.
    let paths: PathValues

    /// Takes the problems.
    var bag = DiagnosticBag()

    /// The key that the override names and that is not there.
    private var missing: MissingKey?

    /// Prepares one override.
    init(_ override: Override, isChoiceTaken: Bool, paths: PathValues) {
        self.override = override
        self.isChoiceTaken = isChoiceTaken
        self.paths = paths
    }

    /// Changes the tree.
    ///
    /// - Parameters:
    ///   - root: The tree.
    ///   - schema: What it may be; nil where nothing says.
    mutating func apply(to root: inout Node, schema: Schema?) {
        change(&root, step: 0, at: ConfigPath(), schema)
        // Where else the key stands is known once the tree is whole again.
        guard let missing else { return }
        let elsewhere = root.paths(endingIn: override.path)
        bag.report(.unknownOverrideKey(override, missing, elsewhere: elsewhere))
    }

    /// A key that is not there.
    struct MissingKey {
        /// Its place in the path of the override.
        var step: Int
        /// The mapping that lacks it.
        var parent: ConfigPath
        /// The keys that the mapping has.
        var keys: [String]
        /// Whether it stands within the value of the override.
        var isWithinValue = false
    }

    private func isLast(_ step: Int) -> Bool {
        step == override.path.components.count - 1
    }

    private mutating func change(
        _ node: inout Node,
        step: Int,
        at path: ConfigPath,
        _ schema: Schema?
    ) {
        switch node.content {
        case .faulty:
            return
        case .sequence(var elements):
            changeElement(&elements, of: node, step: step, at: path, schema)
            node.content = .sequence(elements)
        case .mapping(var mapping):
            node.content = .faulty
            changeKey(&mapping, step: step, at: path, schema, node)
            node.content = .mapping(mapping)
        case .scalar:
            let mayHaveKeys =
                override.operation == .forceAdd
                || (node.isNull && (override.operation == .add || schema?.hasKeys == true))
            guard mayHaveKeys, override.operation != .delete else {
                bag.report(.overrideBelowValue(override, step: step, path: path, existing: node))
                return
            }
            var mapping = Mapping()
            changeKey(&mapping, step: step, at: path, schema, node)
            node = Node(.mapping(mapping), range: override.range).replacing(node)
        }
    }

    // MARK: - Lists

    private mutating func changeElement(
        _ elements: inout [Node],
        of node: Node,
        step: Int,
        at path: ConfigPath,
        _ schema: Schema?
    ) {
        guard let index = index(step), elements.indices.contains(index) else {
            bag.report(
                .overrideIndexOutside(
                    override,
                    step: step,
                    path: path,
                    list: node,
                    count: elements.count
                )
            )
            return
        }
        let child = path.appending(index)
        guard isLast(step) else {
            change(&elements[index], step: step + 1, at: child, schema?.element)
            return
        }
        if override.operation == .delete {
            if isOther(elements[index]) { return }
            elements.remove(at: index)
        } else {
            elements[index] = result(over: elements[index], at: child, schema?.element)
        }
    }

    private func index(_ step: Int) -> Int? {
        switch override.path.components[step] {
        case .index(let index): index
        case .key(let key): Int(key)
        }
    }

    // MARK: - Keys

    private mutating func changeKey(
        _ mapping: inout Mapping,
        step: Int,
        at path: ConfigPath,
        _ schema: Schema?,
        _ holder: Node
    ) {
        let key = key(step)
        let child = path.appending(key)
        // The mapping itself tells which case of a union is in force.
        let below = schema?.child(key, in: Node(.mapping(mapping), range: holder.range))
        if let place = mapping.position(of: key) {
            if isLast(step) {
                changeLast(&mapping, place, key, at: child, schema, below)
            } else {
                var value = mapping.entries[place].value
                change(&value, step: step + 1, at: child, below)
                mapping.set(key, to: value)
            }
            return
        }
        guard override.operation != .delete else {
            if mapping.isIncomplete { return }
            bag.report(
                .overrideRemovesMissing(override, step: step, in: path, keys: mapping.keys)
            )
            return
        }
        guard mayAdd(key, to: schema) else {
            if mapping.isIncomplete { return }
            missing = MissingKey(step: step, parent: path, keys: mapping.keys)
            return
        }
        suspect(key, step: step, beside: mapping.keys, at: path, schema)
        let range = override.pathRanges[step]
        if isLast(step) {
            if override.operation == .append {
                bag.report(.overrideCannotAppend(override, existing: nil))
                return
            }
            guard let value = given(below) else { return }
            mapping.set(key, to: value, keyRange: range)
            return
        }
        var value = Node(.mapping(Mapping()), range: override.range)
        // A key that the schema does not know is told by the check of the whole; what would stand
        // below it is no mistake of its own.
        if below != nil || schema?.hasKeys != true {
            change(&value, step: step + 1, at: child, below)
        }
        mapping.set(key, to: value, keyRange: range)
    }

    /// Warns of a key that is added and looks like one beside it, where nothing says which keys
    /// there may be.
    private mutating func suspect(
        _ key: String,
        step: Int,
        beside keys: [String],
        at path: ConfigPath,
        _ schema: Schema?
    ) {
        let isOpen = if case .any? = schema?.shape { true } else { schema == nil }
        guard isOpen, keys.count <= 500,
            let near = Suggestion.nearest(to: key, among: keys).first,
            Suggestion.distance(key, near) <= 2
        else { return }
        bag.report(.suspectOverrideKey(override, step: step, near: near, in: path))
    }

    private func key(_ step: Int) -> String {
        switch override.path.components[step] {
        case .key(let key): key
        case .index(let index): String(index)
        }
    }

    /// Whether a key may come into a mapping: `+` and `++` add it, and a schema that names every
    /// key tells of a wrong one itself.
    func mayAdd(_ key: String, to schema: Schema?) -> Bool {
        if override.operation == .add || override.operation == .forceAdd { return true }
        switch schema?.shape {
        case .mapping(let mapping): return mapping.additional == nil || mapping.field(key) != nil
        case .union: return true
        case nil, .any, .dictionary, .scalar, .list: return false
        }
    }

    private mutating func changeLast(
        _ mapping: inout Mapping,
        _ place: Int,
        _ key: String,
        at path: ConfigPath,
        _ holder: Schema?,
        _ schema: Schema?
    ) {
        let existing = mapping.entries[place].value
        if override.operation == .delete {
            if isOther(existing) { return }
            let range = override.keyRange
            let removal = Trace(.removed(by: override.range), previous: existing)
            let last = Node(existing.content, range: existing.range, trace: removal)
            mapping.remove(key)
            mapping.removed.append(Mapping.Removal(key: key, keyRange: range, last: last))
            return
        }
        if override.operation == .add, !isNamed(key, by: holder), !isChoiceTaken {
            bag.report(.overrideAddsExisting(override, existing: existing))
            return
        }
        let value = result(over: existing, at: path, schema)
        mapping.set(key, to: value)
    }

    private func isNamed(_ key: String, by schema: Schema?) -> Bool {
        switch schema?.shape {
        case .mapping(let mapping): mapping.field(key) != nil
        case .union: true
        case nil, .any, .dictionary, .scalar, .list: false
        }
    }

    /// Whether `~key=value` names another value than the one there, which is then told.
    private mutating func isOther(_ existing: Node) -> Bool {
        guard let wanted = given(nil), !wanted.isEqualValue(to: existing) else { return false }
        bag.report(.overrideRemovesOther(override, existing: existing))
        return true
    }
}

extension Node {
    /// The paths in this tree that end in a path and begin elsewhere, at most three.
    fileprivate func paths(endingIn end: ConfigPath) -> [ConfigPath] {
        var found: [ConfigPath] = []
        func visit(_ node: Node, _ path: ConfigPath) {
            guard found.count < 3 else { return }
            for entry in node.mapping?.entries ?? [] {
                let inner = path.appending(entry.key)
                if entry.value[end] != nil {
                    found.append(ConfigPath(inner.components + end.components))
                }
                visit(entry.value, inner)
            }
        }
        visit(self, ConfigPath())
        return found
    }
}
