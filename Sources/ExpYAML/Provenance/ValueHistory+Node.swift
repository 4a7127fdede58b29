import ExpDiagnostics

extension ValueHistory {
    /// Where the nodes of a record stand: in no text.
    static var recordRange: SourceRange {
        SourceFile(kind: .declaration, name: "record", bytes: []).range(0, 0)
    }

    /// The story as a mapping: `value`, `from`, and where there are any `written`, `sources`,
    /// `droppedBy` and their places of the value in force, then `replaced` with those before, newest first.
    package var node: Node {
        let range = Self.recordRange
        var mapping = current.map { Self.mapping($0, range) } ?? Mapping()
        if !replaced.isEmpty {
            let steps = replaced.map { Node(.mapping(Self.mapping($0, range)), range: range) }
            mapping.set("replaced", to: .sequence(steps, range))
        }
        return Node(.mapping(mapping), range: range)
    }

    /// Reads a story back; nil for a node that is none.
    package init?(_ node: Node) {
        guard let mapping = node.mapping else { return nil }
        let steps = mapping["replaced"]?.sequence ?? []
        let past = steps.compactMap { $0.mapping.flatMap(Self.step) }
        guard past.count == steps.count else { return nil }
        self.init(current: Self.step(mapping), replaced: past)
        guard current != nil || !replaced.isEmpty else { return nil }
    }

    private static func mapping(_ step: Step, _ range: SourceRange) -> Mapping {
        var mapping = Mapping()
        mapping.set("value", to: .string(step.value, range))
        mapping.set("from", to: step.origin.node(range))
        if let written = step.written { mapping.set("written", to: .string(written, range)) }
        if let place = step.writtenAt { mapping.set("writtenAt", to: place.node(range)) }
        if !step.sources.isEmpty {
            let sources = step.sources.map { source in
                Node.mapping(
                    [
                        "path": .string(source.path, range),
                        "value": .string(source.value, range),
                        "from": source.origin.node(range),
                    ],
                    range
                )
            }
            mapping.set("sources", to: .sequence(sources, range))
        }
        if let choice = step.droppedBy { mapping.set("droppedBy", to: .string(choice, range)) }
        if let place = step.droppedAt { mapping.set("droppedAt", to: place.node(range)) }
        return mapping
    }

    private static func step(_ mapping: Mapping) -> Step? {
        guard let value = mapping["value"]?.string,
            let origin = mapping["from"].flatMap(Origin.init(recorded:))
        else { return nil }
        let sources = (mapping["sources"]?.sequence ?? []).compactMap { node -> Source? in
            guard let path = node["path"]?.string, let value = node["value"]?.string,
                let origin = node["from"].flatMap(Origin.init(recorded:))
            else { return nil }
            return Source(path: path, value: value, origin: origin)
        }
        return Step(
            value: value,
            origin: origin,
            written: mapping["written"]?.string,
            writtenAt: mapping["writtenAt"].flatMap(Origin.init(recorded:)),
            sources: sources,
            droppedBy: mapping["droppedBy"]?.string,
            droppedAt: mapping["droppedAt"].flatMap(Origin.init(recorded:))
        )
    }
}

extension Origin {
    /// The origin as a mapping of what is known of it.
    func node(_ range: SourceRange) -> Node {
        var mapping = Mapping()
        mapping.set("kind", to: .string(kind.rawValue, range))
        mapping.set("name", to: .string(name, range))
        for (key, number) in [
            ("line", line), ("column", column), ("endLine", endLine), ("endColumn", endColumn),
        ] where number > 0 {
            mapping.set(key, to: .int(number, range))
        }
        if !text.isEmpty { mapping.set("text", to: .string(text, range)) }
        return Node(.mapping(mapping), range: range)
    }

    /// Reads an origin back; nil for a node that is none.
    init?(recorded node: Node) {
        guard let kind = node["kind"]?.string.flatMap(Kind.init), let name = node["name"]?.string
        else { return nil }
        self.init(
            kind: kind,
            name: name,
            line: node["line"]?.int ?? 0,
            column: node["column"]?.int ?? 0,
            endLine: node["endLine"]?.int ?? 0,
            endColumn: node["endColumn"]?.int ?? 0,
            text: node["text"]?.string ?? ""
        )
    }
}
