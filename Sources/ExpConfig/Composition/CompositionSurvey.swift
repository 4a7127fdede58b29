import ExpDiagnostics
import ExpSystem
package import ExpYAML

/// What each part of a composition gave, and what of that another part overrode.
///
/// A key is a value that layers replace as one: a scalar, a list, an empty mapping; an element of a
/// list counts of its own where something else than the list set it.
package struct CompositionSurvey: Sendable {
    /// A value that a part gave and that is not in force.
    package struct Overridden: Hashable, Sendable {
        /// Where it stood.
        package var path: ConfigPath
        /// What took its place: a file as shown, an override as typed, or a choice.
        package var by: String
        /// Whether it went away with an option, rather than being replaced.
        package var isDropped: Bool
    }

    /// A part with what it gave.
    package struct Entry: Sendable {
        /// The part.
        package var part: CompositionTree.Part
        /// How many keys it gives, overridden or not.
        package var keys = 0
        /// Those of them that are not in force, in the order of the config.
        package var overridden: [Overridden] = []
        /// What it brought along, low to high.
        package var children: [Entry]
    }

    /// The outermost parts, low to high.
    package private(set) var entries: [Entry]

    /// Surveys a loaded config.
    package init(_ config: LoadedConfig) {
        let project = config.project.folder.string
        var counter = Counter(config.parts, project: project)
        for path in Self.keys(of: config.composed) {
            guard
                let history = Provenance.history(
                    of: path,
                    in: config.composed,
                    relativeTo: project
                )
            else { continue }
            counter.count(history, at: path)
        }
        entries = counter.entries(config.parts.parts)
    }

    /// The paths of all keys, those that are no longer there included.
    private static func keys(of root: Node) -> [ConfigPath] {
        var paths: [ConfigPath] = []
        func visit(_ node: Node, _ path: ConfigPath) {
            switch node.content {
            case .mapping(let mapping):
                if mapping.isEmpty, mapping.removed.isEmpty { paths.append(path) }
                for entry in mapping.entries { visit(entry.value, path.appending(entry.key)) }
                var gone: Set<String> = []
                for removal in mapping.removed where mapping[removal.key] == nil {
                    if gone.insert(removal.key).inserted {
                        paths.append(path.appending(removal.key))
                    }
                }
            case .sequence(let elements):
                paths.append(path)
                for (index, element) in elements.enumerated()
                where element.range.file.kind != node.range.file.kind || element.mapping != nil {
                    visit(element, path.appending(index))
                }
            case .scalar, .faulty:
                paths.append(path)
            }
        }
        visit(root, ConfigPath())
        return paths
    }
}

/// Counts for each part, which is found by the origin of a value and the place of its top.
private struct Counter {
    private struct Key: Hashable {
        var kind: Origin.Kind
        var name: String
    }

    private struct Count {
        var mount: ConfigPath
        var keys = 0
        var overridden: [CompositionSurvey.Overridden] = []
    }

    private var counts: [Count] = []
    private var places: [Key: [Int]] = [:]
    private let project: String

    init(_ tree: CompositionTree, project: String) {
        self.project = project
        for part in tree.parts { add(part) }
    }

    private mutating func add(_ part: CompositionTree.Part) {
        if let key = key(of: part) { places[key, default: []].append(counts.count) }
        counts.append(Count(mount: part.mount))
        for child in part.children { add(child) }
    }

    private func key(of part: CompositionTree.Part) -> Key? {
        if case .schemaDefaults = part.role { return Key(kind: .schemaDefault, name: "") }
        if case .commandLine = part.role { return Key(kind: .commandLine, name: "") }
        guard let text = part.text else { return nil }
        let origin = Origin(text.range(0, 0), relativeTo: project)
        return Key(kind: origin.kind, name: origin.name)
    }

    mutating func count(_ history: ValueHistory, at path: ConfigPath) {
        let steps = (history.current.map { [$0] } ?? []) + history.replaced
        for (index, step) in steps.enumerated() {
            guard let place = place(of: step.origin, at: path) else { continue }
            counts[place].keys += 1
            if index == 0, history.current != nil { continue }
            let by = step.droppedBy ?? (index > 0 ? name(of: steps[index - 1].origin) : "")
            counts[place].overridden.append(
                .init(path: path, by: by, isDropped: step.droppedBy != nil)
            )
        }
    }

    /// The part that set a value: of those with its text, the one whose top lies nearest above.
    private func place(of origin: Origin, at path: ConfigPath) -> Int? {
        let isNamed = origin.kind == .file || origin.kind == .standardInput
        let key = Key(kind: origin.kind, name: isNamed ? origin.name : "")
        var best: Int?
        for place in places[key] ?? [] where counts[place].mount.isPrefix(of: path) {
            let depth = counts[place].mount.components.count
            if best.map({ counts[$0].mount.components.count < depth }) ?? true { best = place }
        }
        return best
    }

    private func name(of origin: Origin) -> String {
        switch origin.kind {
        case .commandLine where !origin.text.isEmpty: origin.text
        case .schemaDefault: ConfigMessages.declaredDefault
        default: origin.name
        }
    }

    /// The parts with their counts, in the order in which they were added.
    func entries(_ parts: [CompositionTree.Part]) -> [CompositionSurvey.Entry] {
        var next = 0
        func build(_ part: CompositionTree.Part) -> CompositionSurvey.Entry {
            let count = counts[next]
            next += 1
            return CompositionSurvey.Entry(
                part: part,
                keys: count.keys,
                overridden: count.overridden,
                children: part.children.map(build)
            )
        }
        return parts.map(build)
    }
}
