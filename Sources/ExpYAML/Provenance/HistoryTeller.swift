import ExpDiagnostics

/// Collects the values that stood at a path, the newest first.
struct HistoryTeller {
    /// The path whose story is told.
    let path: ConfigPath
    /// The absolute path of the project folder, for shorter names of files.
    let project: String?
    /// Hides what is secret.
    let mask: Provenance.SecretMask?

    /// The value in force.
    private(set) var current: ValueHistory.Step?
    /// The values before.
    private(set) var past: [ValueHistory.Step] = []

    init(path: ConfigPath, project: String?, mask: Provenance.SecretMask?) {
        self.path = path
        self.project = project
        self.mask = mask
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
        let (value, origin) = shown(node, at: path)
        var told = ValueHistory.Step(value: CanonicalWriter.flow(value), origin: origin)
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
                if let previous = link.previous, told.written == nil { write(previous, &told) }
                told.sources += reads.map(source)
            case .chosen:
                // A case named by its own name was not written otherwise.
                if let previous = link.previous, told.written == nil,
                    writtenText(previous) != told.value
                {
                    write(previous, &told)
                }
            case .renamed(let key):
                let written = link.previous.map(writtenText) ?? told.value
                told.written = told.written ?? "\(key): \(written)"
            case .dropped(let range, let choice):
                told.droppedBy = choice
                told.droppedAt = place(range)
            case .removed(let range):
                let origin = self.origin(of: range)
                told.droppedBy = origin.text.isEmpty ? range.text : origin.text
                told.droppedAt = place(range)
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

    /// Notes what a value was computed from or chosen by.
    private func write(_ previous: Node, _ told: inout ValueHistory.Step) {
        told.written = writtenText(previous)
        let place = shown(previous, at: path).origin
        if !place.isSamePlace(as: told.origin) { told.writtenAt = place }
    }

    private func writtenText(_ node: Node) -> String {
        let shown = shown(node, at: path).value
        return shown.scalar?.text ?? CanonicalWriter.flow(shown)
    }

    /// The place of a range in a text; nil where there is no text.
    private func place(_ range: SourceRange) -> Origin? {
        range.file.hasText ? origin(of: range) : nil
    }

    /// The origin of a text; of an override that may hold a secret beside it only the key is told.
    private func origin(of range: SourceRange) -> Origin {
        let origin = Origin(range, relativeTo: project)
        guard mask != nil, origin.kind == .commandLine, let sign = origin.text.firstIndex(of: "="),
            origin.text[origin.text.index(after: sign)...] != range.text
        else { return origin }
        return origin.hidingValue(as: "…")
    }

    /// A value and its origin as they may be shown.
    private func shown(_ node: Node, at path: ConfigPath?) -> (value: Node, origin: Origin) {
        let origin = origin(of: node.range)
        guard let path, let masked = mask?(node, path) else { return (node, origin) }
        return (masked, origin.hidingValue())
    }

    private func source(_ read: Read) -> ValueHistory.Source {
        let told = read.node.map { shown($0, at: read.path) }
        return ValueHistory.Source(
            path: read.path?.description ?? read.text,
            value: told.map { CanonicalWriter.flow($0.value) } ?? "",
            origin: told?.origin ?? Origin(kind: .interpolation, name: read.text)
        )
    }
}

extension Origin {
    /// Whether the other begins where this one does.
    fileprivate func isSamePlace(as other: Origin) -> Bool {
        kind == other.kind && name == other.name && line == other.line && column == other.column
    }
}
