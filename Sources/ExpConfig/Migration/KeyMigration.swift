import ExpDiagnostics
import ExpSchema
import ExpYAML

/// Brings mappings of an earlier version up to date: one statement of a layer at a time, before
/// it is merged, so that an old key counts for as much as the new one in its place would.
struct KeyMigration {
    /// The task whose config is read; empty without one.
    var task = ""

    /// Takes a warning for each old key, and an error where it cannot be brought up to date.
    var bag = DiagnosticBag()

    /// What was found.
    var found = FoundChanges()

    /// Brings a value and everything inside up to date.
    ///
    /// - Parameters:
    ///   - node: The value.
    ///   - schema: What it may be.
    ///   - path: Where it lies in the config.
    ///   - caseName: The case of the union that the value is, where that is known; else it is what
    ///     the value itself says, and without a word left for later.
    ///   - sibling: A composed tree of the same place, whose tags count where the value has none.
    /// - Returns: The value with today's keys, those that moved with a trace of their old key.
    mutating func migrated(
        _ node: Node,
        _ schema: Schema,
        at path: ConfigPath,
        caseName: String? = nil,
        beside sibling: Node? = nil
    ) -> Node {
        switch node.content {
        case .scalar, .faulty:
            return node
        case .sequence(let elements):
            guard let element = schema.element else { return node }
            let changed = elements.enumerated().map { index, value in
                migrated(
                    value,
                    element,
                    at: path.appending(index),
                    beside: sibling?[ConfigPath([.index(index)])]
                )
            }
            return node.with(.sequence(changed))
        case .mapping:
            break
        }
        var fields: MappingSchema?
        switch schema.shape {
        case .mapping(let mapping): fields = mapping
        case .union(let union):
            let chosen =
                caseName.flatMap(union.caseNamed) ?? union.chosenCase(in: node)
                ?? union.chosenCase(in: sibling)
            fields = chosen?.mapping
        case .dictionary, .any, .scalar, .list: break
        }
        var result = node
        if let fields {
            for change in fields.changes { apply(change, to: &result, fields, at: path) }
        }
        guard case .mapping(var mapping) = result.content else { return result }
        for place in mapping.entries.indices {
            let entry = mapping.entries[place]
            let key = entry.operatorKey ?? entry.key
            let child =
                fields.map { $0.field(key)?.schema ?? $0.additional } ?? schema.child(key, in: node)
            guard let child else { continue }
            if !child.hasChanges { continue }
            let value = migrated(
                entry.value,
                child,
                at: path.appending(key),
                beside: sibling?[key]
            )
            mapping.updateValue(at: place) { $0 = value }
        }
        result.content = .mapping(mapping)
        return result
    }

    // MARK: - One change

    /// Does to one mapping what a change says; nothing where it has no such key.
    mutating func apply(
        _ change: KeyChange,
        to node: inout Node,
        _ schema: MappingSchema,
        at path: ConfigPath
    ) {
        guard case .mapping(var mapping) = node.content,
            let place = FormerPlace(of: change.old, in: mapping)
        else { return }
        let entry = place.entry
        if entry.value.isFaulty { return }
        let site = ChangeSite(change: change, entry: entry, path: path)
        switch change.outcome {
        case .converted(let conversion):
            // A new value may look like an old one: each is converted once.
            guard !entry.value.isMarked(asWrittenUnder: site.old),
                let value = converted(entry.value, conversion, isOld: false, site)
            else { return }
            guard !value.isEqualValue(to: entry.value) else { return }
            note(site, node, schema, at: entry.value.range)
            bag.report(.changedUnit(site, to: value))
            let marked = value.marked(asWrittenUnder: site.old, as: entry.value)
            mapping.replace(place.keys[...], with: marked)
        case .removed(let reason, let allowed):
            note(site, node, schema, at: entry.keyRange)
            let isRefused =
                allowed.map { !$0.isEqualValue(to: entry.value) && !entry.value.isNull } ?? false
            bag.report(.removedKey(site, reason: reason, onlyAllowed: isRefused ? allowed : nil))
            mapping.take(place.keys[...]) { !schema.has($0) }
        case .moved(let target, let conversion):
            note(site, node, schema, at: entry.keyRange)
            move(entry, from: place, to: target, conversion, in: &mapping, schema, site)
        }
        node.content = .mapping(mapping)
    }

    private mutating func move(
        _ entry: Mapping.Entry,
        from place: FormerPlace,
        to target: ConfigPath,
        _ conversion: ValueConversion?,
        in mapping: inout Mapping,
        _ schema: MappingSchema,
        _ site: ChangeSite
    ) {
        let keys = target.keyTexts
        var moved = entry
        moved.key = (keys.last ?? "") + entry.operatorSign
        if let conversion {
            guard let value = converted(entry.value, conversion, isOld: true, site) else {
                bag.report(.inconvertibleValue(site))
                mapping.take(place.keys[...]) { !schema.has($0) }
                return
            }
            moved.value = value
        }
        moved.value = moved.value.marked(asWrittenUnder: site.old, as: entry.value)
        if place.keys.count == 1, keys.count == 1 {
            if let other = mapping.plainOrOperator(keys[0]) {
                bag.report(.conflictingKeys(site, with: other))
                mapping.remove(place.keys[0])
                return
            }
            bag.report(.renamedKey(site, value: conversion == nil ? nil : moved.value))
            mapping.rename(place.keys[0], to: moved)
            return
        }
        mapping.take(place.keys[...]) { !schema.has($0) }
        if let other = mapping.insert(moved, below: keys.dropLast()) {
            bag.report(.conflictingKeys(site, with: other))
            return
        }
        if entry.value.hasRelativeReference {
            bag.report(.movedRelativeReference(site))
            return
        }
        bag.report(.renamedKey(site, value: conversion == nil ? nil : moved.value))
    }

    /// The value in today's unit; nil where an old value cannot be converted, told by the caller.
    private func converted(
        _ node: Node,
        _ conversion: ValueConversion,
        isOld: Bool,
        _ site: ChangeSite
    ) -> Node? {
        switch node.content {
        case .scalar(let scalar):
            if node.isNull || scalar.mustBeGiven { return node }
            let isComputed = InterpolationParser.mayHoldInterpolation(scalar.text)
            if !isComputed, let new = conversion.convert(scalar) {
                return Node(.scalar(new), range: node.range, trace: node.trace)
            }
            if isOld, !isComputed, scalar.text == "0" { return node }
            return isOld ? nil : node
        case .sequence(let elements):
            let new = elements.compactMap { converted($0, conversion, isOld: isOld, site) }
            return new.count == elements.count ? node.with(.sequence(new)) : nil
        case .mapping(var mapping):
            for place in mapping.entries.indices {
                let value = mapping.entries[place].value
                guard let new = converted(value, conversion, isOld: isOld, site) else { return nil }
                mapping.updateValue(at: place) { $0 = new }
            }
            return node.with(.mapping(mapping))
        case .faulty:
            return node
        }
    }

    private mutating func note(
        _ site: ChangeSite,
        _ node: Node,
        _ schema: MappingSchema,
        at range: SourceRange
    ) {
        guard let mapping = FilePlace(node.range), let place = FilePlace(range) else { return }
        found.keys.insert(
            FoundChange(
                change: site.change,
                schema: schema,
                task: task,
                mapping: mapping,
                key: range,
                place: place
            )
        )
    }
}

/// One old key in its place, as messages speak of it.
struct ChangeSite {
    /// What became of the key.
    var change: KeyChange
    /// The key with its value.
    var entry: Mapping.Entry
    /// Where in the config the mapping lies that the change starts from.
    var path: ConfigPath

    /// The key in the config, as it was.
    var old: String {
        "\(path.appending(change.old))"
    }

    /// The key in the config today; nil for a removed one.
    var new: String? {
        change.new.map { "\(path.appending($0))" }
    }
}

extension MappingSchema {
    /// Whether the first step of a path is a field.
    fileprivate func has(_ key: String) -> Bool {
        additional != nil || field(key) != nil
    }
}

extension Node {
    /// The value with a note on each part that it was written under another key.
    fileprivate func marked(asWrittenUnder key: String, as written: Node) -> Node {
        var node = self
        if case .mapping(var mapping) = content, !mapping.isEmpty {
            for place in mapping.entries.indices {
                let inner = mapping.entries[place].key
                let innerKey = "\(key).\(ConfigPath.spelled(inner))"
                mapping.updateValue(at: place) {
                    $0 = $0.marked(asWrittenUnder: innerKey, as: written[inner] ?? $0)
                }
            }
            node.content = .mapping(mapping)
            return node
        }
        node.trace = Trace(.renamed(from: key), previous: written)
        return node
    }

    /// Whether nothing but its key makes the value another than the one written.
    var wasRenamed: Bool {
        guard case .renamed? = trace?.step else { return false }
        return trace?.previous?.trace == nil
    }

    /// Whether the value, or a part of it, has such a note.
    fileprivate func isMarked(asWrittenUnder key: String) -> Bool {
        if case .renamed(let old)? = trace?.step, old == key { return true }
        return mapping?.entries.contains { entry in
            entry.value.isMarked(asWrittenUnder: "\(key).\(ConfigPath.spelled(entry.key))")
        } ?? false
    }

    /// Whether a `${.x}` is in the value, which means another key in another place.
    var hasRelativeReference: Bool {
        switch content {
        case .scalar(let scalar):
            guard InterpolationParser.mayHoldInterpolation(scalar.text),
                let parts = try? InterpolationParser.parse(scalar.text).parts
            else { return false }
            return parts.contains { part in
                guard case .interpolation(let interpolation) = part,
                    case .reference(let reference) = interpolation.kind
                else { return false }
                return reference.dots > 0
            }
        case .sequence(let elements): return elements.contains(where: \.hasRelativeReference)
        case .mapping(let mapping):
            return mapping.entries.contains(where: \.value.hasRelativeReference)
        case .faulty: return false
        }
    }
}
