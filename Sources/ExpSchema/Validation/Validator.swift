package import ExpDiagnostics
package import ExpYAML

/// Checks a resolved config against a schema and tells everything that is wrong, each at its place.
///
/// Faulty parts are skipped: their reason was told before. Defaults are not added here,
/// ``Schema/underlay(_:)`` does that before.
package enum Validator {
    /// Checks a value.
    ///
    /// - Parameters:
    ///   - node: The value, with defaults underneath.
    ///   - schema: What it may be.
    ///   - path: Where the value is, for messages.
    ///   - declarer: Who declares the schema, as messages say it: ``task `digits` ``.
    ///   - bag: Takes `unknown-key`, `missing-value`, `type-mismatch`, `out-of-range`,
    ///     `pattern-mismatch`, `unknown-case` and `secret-literal`.
    /// - Returns: The value with its fields in the order of the schema, a tag first; scalars typed
    ///   by their form where the plain reading is of another type; what is wrong is faulty.
    package static func validate(
        _ node: Node,
        against schema: Schema,
        at path: ConfigPath = ConfigPath(),
        declaredBy declarer: String,
        into bag: inout DiagnosticBag
    ) -> Node {
        validate(
            node,
            against: schema,
            at: path,
            declaredBy: declarer,
            isRequiringEverything: true,
            into: &bag
        )
    }

    /// The same; a default need not hold what a config must give.
    static func validate(
        _ node: Node,
        against schema: Schema,
        at path: ConfigPath,
        declaredBy declarer: String,
        isRequiringEverything: Bool,
        into bag: inout DiagnosticBag
    ) -> Node {
        var validation = Validation(
            declarer: declarer,
            isRequiringEverything: isRequiringEverything,
            bag: bag
        )
        let site = Site(path: path, range: SourceRange(startOf: node.range))
        let result = validation.checked(node, schema, site)
        bag = validation.bag
        return result
    }
}

/// Where a value is.
struct Site {
    var path: ConfigPath

    /// What to mark when something inside the value is missing: its key, or the nearest one above
    /// that a user wrote.
    var range: SourceRange

    func key(_ entry: Mapping.Entry) -> Site {
        let isWritten = entry.keyRange.file.kind != .declaration
        return Site(path: path.appending(entry.key), range: isWritten ? entry.keyRange : range)
    }

    func element(_ index: Int, _ node: Node) -> Site {
        let isWritten = node.range.file.kind != .declaration
        let range = isWritten ? SourceRange(startOf: node.range) : range
        return Site(path: path.appending(index), range: range)
    }
}

/// One pass over a tree.
struct Validation {
    let declarer: String
    let isRequiringEverything: Bool
    var bag: DiagnosticBag
    private var patterns: [String: TextPattern] = [:]

    init(declarer: String, isRequiringEverything: Bool, bag: DiagnosticBag) {
        self.declarer = declarer
        self.isRequiringEverything = isRequiringEverything
        self.bag = bag
    }

    mutating func checked(_ node: Node, _ schema: Schema, _ site: Site) -> Node {
        if node.isFaulty { return node }
        if case .any = schema.shape { return node }
        if node.isNull, schema.isOptional { return node }
        switch schema.shape {
        case .any:
            return node
        case .scalar(let scalar):
            return checked(node, scalar, of: schema, site)
        case .list(let element, let count):
            return checkedList(node, element, count, of: schema, site)
        case .dictionary(let element):
            guard case .mapping(var mapping) = node.content else {
                return mismatch(node, schema, site)
            }
            for place in mapping.entries.indices {
                let entrySite = site.key(mapping.entries[place])
                mapping.updateValue(at: place) { $0 = checked($0, element, entrySite) }
            }
            return node.holding(mapping)
        case .mapping(let fields):
            guard case .mapping(let mapping) = node.content else {
                return mismatch(node, schema, site)
            }
            return node.holding(checked(mapping, fields, tag: nil, in: node, site))
        case .union(let union):
            return checkedUnion(node, union, of: schema, site)
        }
    }

    mutating func mismatch(_ node: Node, _ schema: Schema, _ site: Site) -> Node {
        fail(node, .typeMismatch(node, schema, site.path, declarer))
    }

    /// Reports a value and marks it as faulty.
    mutating func fail(_ node: Node, _ diagnostic: Diagnostic) -> Node {
        bag.report(diagnostic)
        var node = node
        node.content = .faulty
        return node
    }

    /// The pattern, compiled once a pass; nil for a text that is none.
    mutating func pattern(_ text: String) -> TextPattern? {
        if let known = patterns[text] { return known }
        let pattern = TextPattern(text)
        patterns[text] = pattern
        return pattern
    }

    private mutating func checkedList(
        _ node: Node,
        _ element: Schema,
        _ count: ClosedRange<Int>?,
        of schema: Schema,
        _ site: Site
    ) -> Node {
        guard case .sequence(let elements) = node.content else {
            return mismatch(node, schema, site)
        }
        if let count, !count.contains(elements.count) {
            bag.report(.wrongCount(node, schema, site.path, declarer))
        }
        var node = node
        node.content = .sequence(
            elements.enumerated().map { index, value in
                checked(value, element, site.element(index, value))
            }
        )
        return node
    }

    // MARK: Keys

    /// Checks the keys of a mapping.
    ///
    /// - Parameters:
    ///   - mapping: The keys with their values.
    ///   - schema: What they may be.
    ///   - tag: The union whose case this is; its key is checked already.
    ///   - node: The node that holds the mapping.
    ///   - site: Where it is.
    /// - Returns: The mapping in the order of the schema.
    mutating func checked(
        _ mapping: Mapping,
        _ schema: MappingSchema,
        tag: UnionSchema?,
        in node: Node,
        _ site: Site
    ) -> Mapping {
        var result = mapping
        var suspected: Set<String> = []
        let names = schema.fields.map(\.name)
        for place in mapping.entries.indices {
            let entry = mapping.entries[place]
            if entry.key == tag?.tagKey { continue }
            if let inner = schema.field(entry.key)?.schema ?? schema.additional {
                let entrySite = site.key(entry)
                result.updateValue(at: place) { $0 = checked($0, inner, entrySite) }
                continue
            }
            let near = Suggestion.nearest(to: entry.key, among: names)
            suspected.formUnion(near)
            // A mistyped secret is one still.
            let isSecret = near.contains { schema.field($0)?.schema.scalar?.isSecret == true }
            if isSecret { bag.redact(entry.value.range) }
            let unknown = UnknownKey(entry: entry, schema: schema, union: tag)
            if !entry.value.isFaulty {
                bag.report(.unknownKey(unknown, in: node, at: site.path))
            }
            result.updateValue(at: place) { $0.content = .faulty }
        }
        if isRequiringEverything, !mapping.isIncomplete {
            for field in schema.fields where mapping.position(of: field.name) == nil {
                // A mistyped key is one mistake, not two.
                guard case .required = field.presence, !suspected.contains(field.name) else {
                    continue
                }
                bag.report(.missingValue(field, at: site, declarer))
            }
        }
        result.order(by: (tag.map { [$0.tagKey] } ?? []) + names)
        return result
    }

    private mutating func checkedUnion(
        _ node: Node,
        _ union: UnionSchema,
        of schema: Schema,
        _ site: Site
    ) -> Node {
        guard case .mapping(let mapping) = node.content else {
            return mismatch(node, schema, site)
        }
        guard let entry = mapping.entry(union.tagKey) else {
            if isRequiringEverything, !mapping.isIncomplete {
                bag.report(.missingCase(of: union, at: site, declarer))
            }
            var node = node
            node.content = .faulty
            return node
        }
        let tag = checked(entry.value, union.tagSchema, site.key(entry))
        guard !tag.isFaulty, let chosen = union.chosenCase(in: node) else {
            // Without its case nothing can be said about the other keys.
            var node = node
            node.content = .faulty
            return node
        }
        var keys = checked(mapping, chosen.mapping, tag: union, in: node, site)
        keys.set(union.tagKey, to: tag)
        return node.holding(keys)
    }
}

extension Node {
    func holding(_ mapping: Mapping) -> Node {
        var node = self
        node.content = .mapping(mapping)
        return node
    }
}

extension SourceRange {
    /// The empty range at the start of another.
    init(startOf range: SourceRange) {
        self.init(file: range.file, start: range.start, end: range.start)
    }
}
