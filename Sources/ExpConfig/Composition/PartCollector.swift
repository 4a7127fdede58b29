import ExpDiagnostics
import ExpYAML

/// Gathers the parts of a ``CompositionTree`` while layers are read and options chosen.
///
/// Parts are noted in a flat list, each with the layer that named it, and made a tree at the end.
/// A composition that is made only to compare works on a copy, whose parts go with it.
struct PartCollector {
    /// A part that is about to be noted.
    struct Draft {
        var role: CompositionTree.Role
        var name: String
        var file: String?
        var state = CompositionTree.State.inForce
        /// The layer that names it; nil for the config itself.
        var parent: LayerSource?

        init(
            _ role: CompositionTree.Role,
            name: String,
            file: String? = nil,
            parent: LayerSource?
        ) {
            self.role = role
            self.name = name
            self.file = file
            self.parent = parent
        }
    }

    private struct Entry {
        var part: CompositionTree.Part
        var parent: LayerSource?
        var source: LayerSource?
    }

    private var entries: [Entry] = []

    /// The number of parts noted, which is the place of the next.
    var count: Int {
        entries.count
    }

    /// Notes a part.
    ///
    /// - Parameters:
    ///   - draft: What it is.
    ///   - source: The layer that it is itself; nil for what has no text.
    ///   - text: Its text.
    ///   - range: The text that named it.
    mutating func add(
        _ draft: Draft,
        _ source: LayerSource?,
        _ text: SourceFile?,
        named range: SourceRange?
    ) {
        let part = CompositionTree.Part(
            draft.role,
            name: draft.name,
            file: draft.file,
            text: text,
            mount: source?.mount ?? ConfigPath(),
            namedAt: range,
            state: draft.state
        )
        entries.append(Entry(part: part, parent: draft.parent, source: source))
    }

    /// Notes that another choice took the place of a part.
    mutating func replace(_ place: Int, by range: SourceRange, _ text: String) {
        guard entries.indices.contains(place) else { return }
        entries[place].part.state = .replaced(by: range, text: text)
    }

    /// Notes that a value took the place of everything at a path, the options there included.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - count: How many parts were noted before; later ones are of the value itself.
    ///   - range: The text that gives the value.
    mutating func replace(below path: ConfigPath, before count: Int, by range: SourceRange) {
        for place in entries.indices.prefix(count) where entries[place].part.state == .inForce {
            guard case .option(let used) = entries[place].part.role, path.isPrefix(of: used) else {
                continue
            }
            entries[place].part.state = .replaced(by: range, text: range.text)
        }
    }

    /// The parts as a tree.
    ///
    /// - Parameter commandLine: The layer of the overrides with its text; nil without any.
    /// - Returns: The config with what it brought along, then the command line.
    func tree(commandLine: (source: LayerSource, text: SourceFile)?) -> CompositionTree {
        var children: [ObjectIdentifier?: [Entry]] = [:]
        for entry in entries {
            children[entry.parent.map(ObjectIdentifier.init), default: []].append(entry)
        }
        func build(_ entry: Entry) -> CompositionTree.Part {
            var part = entry.part
            guard let source = entry.source, part.state == .inForce else { return part }
            part.children = below(source)
            return part
        }
        func below(_ source: LayerSource) -> [CompositionTree.Part] {
            let found = (children[ObjectIdentifier(source)] ?? []).map(build)
            // Options lie below everything, what a file extends below the options of its slots.
            let ranks = found.map(\.role.rank)
            return Array(zip(ranks, found).enumerated())
                .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
                .map(\.element.1)
        }
        var parts = (children[nil] ?? []).map(build)
        if let commandLine {
            parts.append(
                CompositionTree.Part(
                    .commandLine,
                    name: commandLine.text.name,
                    text: commandLine.text,
                    children: below(commandLine.source)
                )
            )
        }
        return CompositionTree(parts)
    }
}

extension CompositionTree.Role {
    /// The order of what one layer names, low to high.
    fileprivate var rank: Int {
        switch self {
        case .schemaDefaults: 0
        case .option: 1
        case .base, .default: 2
        case .slot: 3
        case .config: 4
        case .commandLine: 5
        }
    }
}
