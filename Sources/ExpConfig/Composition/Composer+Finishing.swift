import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpYAML

extension Composer {
    /// Makes the node that a state stands for, with everything inside composed.
    ///
    /// - Returns: nil where no layer says anything.
    mutating func finish(_ state: MergeState, at site: Site) -> Node? {
        switch state {
        case .absent:
            // The command line may choose options further down.
            guard !candidates.keys(below: site.path).isEmpty else { return nil }
            let made = finish(OpenMapping(), at: site)
            return made.mapping?.isEmpty == true ? nil : made
        case .value(let value):
            return finish(value, at: site)
        case .mapping(let open):
            return finish(open, at: site)
        }
    }

    private mutating func finish(_ value: Node, at site: Site) -> Node {
        var node = value
        if case .sequence(let elements) = value.content, hasChoices(elements, at: site) {
            node.content = .sequence(
                elements.enumerated().map { index, element in
                    compose(element: element, at: site.element(index))
                }
            )
        }
        let isAsWritten = node.trace == nil || node.wasRenamed
        if isAsWritten, let fallback = site.fallback, !node.isFaulty {
            node = node.replacing(fallback)
        }
        return node
    }

    /// Whether elements of a list can hold a `use`.
    private func hasChoices(_ elements: [Node], at site: Site) -> Bool {
        language == .native
            && elements.contains { element in
                if element.mapping != nil || element.sequence != nil { return true }
                return element.scalar != nil && site.schema?.element?.hasKeys == true
            } || !candidates.keys(below: site.path).isEmpty
    }

    /// A value of the command line with the options that it names put in place.
    mutating func composed(
        _ value: Node,
        at path: ConfigPath,
        _ schema: Schema?,
        above: [UsedOption]
    ) -> Node {
        let site = Site(path: path, schema: schema, above: above)
        let statement = Statement(node: value, source: commandLine, allowsOperators: false)
        return finish(fold([statement], at: site), at: site) ?? value
    }

    private mutating func compose(element: Node, at site: Site) -> Node {
        let source = sources.source(of: element.range.file, at: site.path) ?? commandLine
        let statement = Statement(node: element, source: source, allowsOperators: false)
        return finish(fold([statement], at: site), at: site) ?? element
    }

    private mutating func finish(_ open: OpenMapping, at site: Site) -> Node {
        var statements = (open.choice?.statements ?? []) + open.own
        var tag: Node?
        var option: FilePath?
        if let choice = open.choice {
            if case .file(let path) = choice.target { option = path }
            tag = self.tag(of: choice, at: site)
            record(choice, tag: tag, option: option, at: site)
        }
        let tagName = tag?.scalar?.text ?? literalTag(of: statements, at: site)
        if site.schema?.union != nil {
            statements = statements.map { migrated($0, at: site, caseName: tagName) }
        }
        var inner = site
        if statements.contains(where: { $0.node.mapping?.isIncomplete == true }) {
            inner.isIncomplete = true
        }

        var entries: [Mapping.Entry] = []
        if let tag, let union = site.schema?.union {
            entries.append(Mapping.Entry(key: union.tagKey, keyRange: tag.range, value: tag))
        }
        var parts = gather(statements, at: site)
        for key in candidates.keys(below: site.path) { parts.add(key) }
        for part in parts.inOrder {
            if tag != nil, part.key == site.schema?.union?.tagKey { continue }
            let child = inner.child(part.key, tag: tagName, option: option)
            guard let value = finish(fold(part.statements, at: child), at: child) else { continue }
            let last = part.statements.last
            entries.append(
                Mapping.Entry(
                    key: part.key,
                    isKeyQuoted: part.isQuoted,
                    keyRange: last?.keyRange ?? value.range,
                    value: value
                )
            )
        }
        var mapping = Mapping(entries)
        for statement in statements {
            guard let layer = statement.node.mapping else { continue }
            if !layer.removed.isEmpty { mapping.removed += layer.removed }
            if layer.isIncomplete { mapping.isIncomplete = true }
        }
        if inner.isIncomplete { mapping.isIncomplete = true }
        let range = open.range ?? statements.last?.node.range ?? open.choice?.name.range
        let file = SourceFile(kind: .declaration, name: "nothing", text: "")
        var node = Node(.mapping(mapping), range: range ?? file.range(0, 0))
        if statements.count > 1 { node.trace = Trace(.merged(statements.map(\.node.range))) }
        return node.replacing(open.replaced)
    }

    // MARK: - Tags

    /// The tag that a choice comes to: the last of its names that is a case.
    private func tag(of choice: ActiveChoice, at site: Site) -> Node? {
        guard let union = site.schema?.union,
            let name = choice.names.last(where: { union.caseNamed($0) != nil })
        else { return nil }
        let scalar = Scalar(name, .typedString)
        let trace = Trace(.chosen, previous: choice.name)
        return Node(.scalar(scalar), range: choice.name.range, trace: trace)
    }

    /// The case that a tag written out names, or that the default has.
    private func literalTag(of statements: [Statement], at site: Site) -> String? {
        guard let union = site.schema?.union else { return nil }
        for statement in statements.reversed() {
            if let text = statement.node[union.tagKey]?.scalar?.text { return text }
        }
        return site.fallback?[union.tagKey]?.scalar?.text
    }

    private mutating func record(
        _ choice: ActiveChoice,
        tag: Node?,
        option: FilePath?,
        at site: Site
    ) {
        choices.append(
            Choice(
                path: site.path,
                name: choice.text,
                range: choice.name.range,
                file: option.map(files.shown),
                filePath: option,
                caseName: tag?.scalar?.text
            )
        )
    }

    // MARK: - Keys

    /// What the layers say about each key of a mapping.
    private struct Parts {
        struct Part {
            var key: String
            var isQuoted = false
            var statements: [Statement] = []
        }

        private(set) var inOrder: [Part] = []
        private var places: [String: Int] = [:]

        var keys: [String] {
            inOrder.map(\.key)
        }

        func contains(_ key: String) -> Bool {
            places[key] != nil
        }

        mutating func add(_ key: String, isQuoted: Bool = false, _ statement: Statement? = nil) {
            if let place = places[key] {
                if let statement { inOrder[place].statements.append(statement) }
                return
            }
            places[key] = inOrder.count
            let statements = statement.map { [$0] } ?? []
            inOrder.append(Part(key: key, isQuoted: isQuoted, statements: statements))
        }
    }

    private mutating func gather(_ statements: [Statement], at site: Site) -> Parts {
        var parts = Parts()
        for (index, statement) in statements.enumerated() {
            guard let mapping = statement.node.mapping else { continue }
            if index > 0, !site.isTyped { suspect(mapping, of: statement, lower: parts, at: site) }
            for entry in mapping.entries {
                var child = Statement(
                    node: entry.value,
                    keyRange: entry.keyRange,
                    source: statement.source,
                    allowsOperators: statement.allowsOperators
                )
                guard language == .native, let key = entry.operatorKey else {
                    parts.add(entry.key, isQuoted: entry.isKeyQuoted, child)
                    continue
                }
                guard statement.allowsOperators else {
                    bag.report(.operatorWithoutLower(entry))
                    parts.add(entry.key, child)
                    continue
                }
                let other = entry.key.hasSuffix("+") ? key + "!" : key + "+"
                if let plain = mapping.entry(key) ?? mapping.entry(other) {
                    // Of `key+` and `key!` the later one is told.
                    if plain.key == key || plain.keyRange.start < entry.keyRange.start {
                        bag.report(.operatorBesidePlain(entry, plain))
                    }
                    continue
                }
                child.operation = entry.key.hasSuffix("+") ? .append : .replace
                parts.add(key, child)
            }
        }
        return parts
    }

    /// Warns about keys that look like another key of the layers below, mistyped.
    private mutating func suspect(
        _ mapping: Mapping,
        of statement: Statement,
        lower: Parts,
        at site: Site
    ) {
        // The comparison is with every key below: in mappings of thousands of keys, which no
        // person writes, it would take longer than everything else.
        guard language == .native, lower.inOrder.count <= 500, mapping.count <= 500 else { return }
        for entry in mapping.entries where !entry.isKeyQuoted && !lower.contains(entry.key) {
            guard entry.operatorKey == nil else { continue }
            let near = Suggestion.nearest(
                to: entry.key,
                among: lower.keys.filter { mapping.entry($0) == nil }
            )
            guard let nearest = near.first, Suggestion.distance(entry.key, nearest) <= 2 else {
                continue
            }
            bag.report(.suspectKey(entry, near: nearest, at: site.path))
        }
    }
}
