import ExpDiagnostics
import ExpSchema
import ExpYAML

/// Lets overrides that name old keys change the keys that hold the values today.
struct OverrideMigration {
    /// What the whole config may be.
    let schema: Schema

    /// The composed config, whose tags say which cases of unions are chosen; nil before there is
    /// one: then old keys of cases stay for later.
    let root: Node?

    /// Takes a warning for each old key.
    var bag = DiagnosticBag()

    init(schema: Schema, root: Node?) {
        self.schema = schema
        self.root = root
    }

    /// Gives overrides today's keys; those of removed keys are refused.
    mutating func migrate(_ overrides: inout OverrideRoles) {
        guard schema.hasChanges else { return }
        let given = overrides.overrides
        for (index, override) in overrides.having(.value) {
            if let new = migrated(override, among: given) {
                overrides.replace(index, by: new)
            } else {
                overrides[index] = .refused
            }
        }
    }

    /// The override with today's keys; nil where it sets a removed one, and where another gives the
    /// key of today.
    mutating func migrated(_ override: Override, among overrides: [Override]) -> Override? {
        let told = bag
        guard let new = migrated(override) else { return nil }
        if new.path != override.path, let other = overrides.first(where: { $0.path == new.path }) {
            bag = told
            bag.report(.conflictingOverrides(override, with: other))
            return nil
        }
        return new
    }

    private mutating func migrated(_ override: Override) -> Override? {
        guard schema.hasChanges else { return override }
        let path = root.map(override.path.indexed) ?? override.path
        guard let (change, new) = schema.change(of: path, in: root) else {
            return withMigratedValue(override, at: path)
        }
        let site = OverrideSite(override: override, old: path, change: change)
        guard let new else {
            guard case .removed(let reason, let allowed) = change.outcome else { return override }
            var refused: Node?
            if let allowed, case .element(let node)? = override.value,
                override.operation != .delete,
                !reading(node).isEqualValue(to: allowed)
            {
                refused = allowed
            }
            bag.report(.removedKey(site, reason: reason, onlyAllowed: refused))
            return nil
        }
        var result = override
        if case .moved(_, let conversion?) = change.outcome,
            case .element(let node)? = override.value, !node.isNull
        {
            guard case .scalar(let scalar) = reading(node).content,
                let converted = conversion.convert(scalar)
            else {
                bag.report(.inconvertibleValue(site))
                return nil
            }
            result.value = .element(node.with(.scalar(converted)))
            bag.report(.renamedKey(site, new: "\(new)", value: converted.text))
        } else {
            bag.report(.renamedKey(site, new: "\(new)", value: nil))
        }
        result.path = new
        // Each step of the new path is told at the last step of the old one that it replaces.
        let ranges = override.pathRanges
        let kept = max(0, path.components.count - new.components.count)
        result.pathRanges = new.components.indices.map { index in
            ranges[min(index + kept, ranges.count - 1)]
        }
        return withMigratedValue(result, at: new)
    }

    private mutating func withMigratedValue(_ override: Override, at path: ConfigPath) -> Override {
        guard case .element(let node)? = override.value, let inner = schema.at(path, in: root)
        else { return override }
        var migration = KeyMigration()
        var result = override
        if inner.hasChanges {
            let value = migration.migrated(node, inner, at: path, beside: root?[path])
            result.value = .element(value)
        } else if let converted = convertedInPlace(node, at: path) {
            result.value = .element(converted)
        }
        bag.merge(migration.bag)
        return result
    }

    /// The value in today's spelling where its key is still the same; nil where it is already.
    private mutating func convertedInPlace(_ node: Node, at path: ConfigPath) -> Node? {
        guard let parent = path.parent, let holder = schema.at(parent, in: root) else { return nil }
        let node = reading(node)
        guard let key = path.lastKey else { return nil }
        // One entry in a mapping of its own: what the rules say of a file they say of it.
        let entry = Mapping.Entry(key: key, keyRange: node.range, value: node)
        let mapping = Node(.mapping(Mapping([entry])), range: node.range)
        var migration = KeyMigration()
        let result = migration.migrated(mapping, holder, at: parent, beside: root?[parent])
        bag.merge(migration.bag)
        guard let value = result[key], !value.isEqualValue(to: node) else { return nil }
        return value
    }

    /// A value of the command line as Hydra reads it.
    private func reading(_ node: Node) -> Node {
        guard case .scalar(let scalar) = node.content else { return node }
        return node.with(.scalar(OverrideReading.untyped(scalar)))
    }
}

/// An old key on the command line.
struct OverrideSite {
    /// The override that names it.
    var override: Override
    /// The key, list indices told from keys where the config is known.
    var old: ConfigPath
    /// What became of the key.
    var change: KeyChange
}
