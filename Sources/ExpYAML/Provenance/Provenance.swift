import ExpDiagnostics

/// The stories of the values of a tree: told from the traces in it, written into a run's
/// `origins.json`, and put back on the tree that is read from its `config.yaml`.
///
/// `origins.json` is a mapping of key paths to stories (``ValueHistory/node``), one for each scalar,
/// each list and each empty mapping of the tree, and one for each key that is no longer there.
package enum Provenance {
    /// The story of the value at a path.
    ///
    /// - Parameters:
    ///   - path: The way from the root.
    ///   - root: The tree, with its traces.
    ///   - project: The absolute path of the project folder, for shorter names of files.
    /// - Returns: The story; nil when nothing is or was there.
    package static func history(
        of path: ConfigPath,
        in root: Node,
        relativeTo project: String? = nil
    ) -> ValueHistory? {
        var teller = HistoryTeller(project: project)
        teller.tell(path.components[...], in: root, isPast: false)
        guard teller.current != nil || !teller.past.isEmpty else { return nil }
        return ValueHistory(current: teller.current, replaced: teller.past)
    }

    /// The stories of all values, as `origins.json` holds them.
    package static func record(_ root: Node, relativeTo project: String? = nil) -> Node {
        let range = ValueHistory.recordRange
        var entries: [Mapping.Entry] = []
        for path in leaves(of: root) {
            guard let history = history(of: path, in: root, relativeTo: project) else { continue }
            entries.append(
                .init(
                    key: path.description,
                    isKeyQuoted: true,
                    keyRange: range,
                    value: history.node
                )
            )
        }
        return Node(.mapping(Mapping(entries)), range: range)
    }

    /// Puts recorded stories on the values of a tree, as traces.
    ///
    /// A story whose path is no longer in the tree becomes a removed key of its mapping. Entries
    /// that are no stories are passed over: they are for readers to come.
    package static func attach(_ origins: Node, to root: Node) -> Node {
        var root = root
        for entry in origins.mapping?.entries ?? [] {
            guard let path = ConfigPath.parse(entry.key), let history = ValueHistory(entry.value)
            else { continue }
            guard root[path] == nil else {
                root.update(path) { $0?.trace = Trace(.recorded(history)) }
                continue
            }
            guard let parent = path.parent, let key = path.lastKey, history.current == nil else {
                continue
            }
            let text = history.replaced.first?.value ?? "null"
            var last = Node(.scalar(Scalar(text)), range: entry.value.range)
            last.trace = Trace(.recorded(history))
            root.update(parent) { node in
                guard case .mapping(var mapping) = node?.content else { return }
                let removal = Mapping.Removal(key: key, keyRange: entry.keyRange, last: last)
                mapping.removed.append(removal)
                node?.content = .mapping(mapping)
            }
        }
        return root
    }

    /// The paths of all scalars, lists, empty mappings, faulty values and removed keys.
    ///
    /// A list is a value of its own, which a higher layer replaces whole; so are its elements, of
    /// which an override may change one.
    private static func leaves(of root: Node) -> [ConfigPath] {
        var paths: [ConfigPath] = []
        func walk(_ node: Node, _ path: ConfigPath) {
            switch node.content {
            case .mapping(let mapping):
                if mapping.isEmpty, mapping.removed.isEmpty { paths.append(path) }
                for entry in mapping.entries { walk(entry.value, path.appending(entry.key)) }
                for key in Set(mapping.removed.map(\.key)).sorted() where mapping[key] == nil {
                    paths.append(path.appending(key))
                }
            case .sequence(let elements):
                paths.append(path)
                for (index, element) in elements.enumerated() {
                    walk(element, path.appending(index))
                }
            case .scalar, .faulty:
                paths.append(path)
            }
        }
        walk(root, ConfigPath())
        return paths
    }
}

/// Collects the values that stood at a path, the newest first.
private struct HistoryTeller {
    let project: String?
    var current: ValueHistory.Step?
    var past: [ValueHistory.Step] = []

    init(project: String?) {
        self.project = project
    }

    /// Tells what stands at a path below a node, then what stood there.
    mutating func tell(
        _ path: ArraySlice<ConfigPath.Component>,
        in node: Node,
        isPast: Bool
    ) {
        guard let step = path.first else {
            tell(node, isPast: isPast)
            return
        }
        let rest = path.dropFirst()
        switch (step, node.content) {
        case (.key(let key), .mapping(let mapping)):
            if let value = mapping[key] { tell(rest, in: value, isPast: isPast) }
            for removal in mapping.removed.reversed() where removal.key == key {
                tell(rest, in: removal.last, isPast: true)
            }
        case (.index(let index), .sequence(let elements)) where elements.indices.contains(index):
            tell(rest, in: elements[index], isPast: isPast)
        default:
            break
        }
        // What stood in the place of a list or mapping that was replaced is the past of all in it.
        var trace = node.trace
        while let link = trace {
            if case .replaced = link.step {
                if let previous = link.previous { tell(path, in: previous, isPast: true) }
                return
            }
            trace = link.previous?.trace
        }
    }

    /// Tells a value and those that it came from and replaced.
    private mutating func tell(_ node: Node, isPast: Bool) {
        var told = ValueHistory.Step(
            value: CanonicalWriter.flow(node),
            origin: Origin(node, relativeTo: project)
        )
        var trace = node.trace
        while let link = trace {
            switch link.step {
            case .replaced, .refused:
                add(told, isPast: isPast)
                if let previous = link.previous { tell(previous, isPast: true) }
                return
            case .recorded(let history):
                add(history, isPast: isPast)
                return
            case .computed(let reads):
                told.written = told.written ?? link.previous.map(writtenText)
                told.sources += reads.map(source)
            case .chosen:
                // A case named by its own name was not written otherwise.
                let written = link.previous.map(writtenText)
                if written != told.value { told.written = told.written ?? written }
            case .renamed(let key):
                let written = link.previous.map(writtenText) ?? told.value
                told.written = told.written ?? "\(key): \(written)"
            case .dropped(_, let choice):
                told.droppedBy = choice
            case .removed(let range):
                told.droppedBy = Origin(range, relativeTo: project).text
                if told.droppedBy?.isEmpty ?? true { told.droppedBy = range.text }
            case .merged, .converted, .alias:
                break
            }
            trace = link.previous?.trace
        }
        add(told, isPast: isPast)
    }

    private mutating func add(_ step: ValueHistory.Step, isPast: Bool) {
        if isPast { past.append(step) } else { current = step }
    }

    private mutating func add(_ history: ValueHistory, isPast: Bool) {
        if let step = history.current { add(step, isPast: isPast) }
        past += history.replaced
    }

    private func writtenText(_ node: Node) -> String {
        node.scalar?.text ?? CanonicalWriter.flow(node)
    }

    private func source(_ read: Read) -> ValueHistory.Source {
        ValueHistory.Source(
            path: read.path?.description ?? read.text,
            value: read.node.map(CanonicalWriter.flow) ?? "",
            origin: read.node.map { Origin($0, relativeTo: project) }
                ?? Origin(kind: .interpolation, name: read.text)
        )
    }
}
