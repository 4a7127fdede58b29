package import ExpSystem
package import ExpYAML

/// Tells where the values of a config came from: of one key, of all below it, of all there are.
package struct ConfigStory {
    private let tree: Node
    private let project: FilePath
    private let roles: [FileRole]
    private let mask: Provenance.SecretMask?

    /// Prepares to tell.
    ///
    /// - Parameters:
    ///   - tree: The config with its traces.
    ///   - project: The project folder: files inside are named relative to it.
    ///   - roles: Why each file took part.
    ///   - mask: Hides secrets; a record holds none.
    package init(
        _ tree: Node,
        project: FilePath,
        roles: [FileRole] = [],
        hiding mask: Provenance.SecretMask? = nil
    ) {
        self.tree = tree
        self.project = project
        self.roles = roles
        self.mask = mask
    }

    /// The story of a key: of one value, or of each value in what it holds.
    package enum Answer: Sendable {
        /// One value with all that it replaced.
        case value(ValueStory)
        /// Several, in the order of the config; keys that are gone follow those of their mapping.
        case group([ValueStory])

        /// The stories of all values.
        package var stories: [ValueStory] {
            switch self {
            case .value(let story): [story]
            case .group(let stories): stories
            }
        }
    }

    /// The story at a path; nil where nothing is or was.
    ///
    /// A number may be an index, as in an override: `layers.0` is `layers[0]`.
    package func tell(_ path: ConfigPath) -> Answer? {
        let path = path.indexed(in: tree)
        let told = stories(below: path)
        if told.count == 1, let story = told.first, story.path == path { return .value(story) }
        return told.isEmpty ? nil : .group(told)
    }

    /// The stories of all values.
    package var all: [ValueStory] {
        stories(below: ConfigPath())
    }

    /// All paths that a story can be told of, as text: of keys that are there or were, and of the
    /// elements of lists.
    package var paths: [String] {
        var found: [String] = []
        func visit(_ node: Node, _ path: ConfigPath) {
            if !path.components.isEmpty { found.append(path.description) }
            for entry in node.mapping?.entries ?? [] {
                visit(entry.value, path.appending(entry.key))
            }
            for key in node.mapping?.goneKeys ?? [] {
                found.append(path.appending(key).description)
            }
            for (index, element) in (node.sequence ?? []).enumerated() {
                visit(element, path.appending(index))
            }
        }
        visit(tree, ConfigPath())
        return found
    }

    // MARK: - Collecting

    /// The stories of the single values at and below a path.
    private func stories(below path: ConfigPath) -> [ValueStory] {
        guard let node = tree[path] else { return story(of: path).map { [$0] } ?? [] }
        switch node.content {
        case .mapping(let mapping) where !mapping.isEmpty || !mapping.goneKeys.isEmpty:
            let keys = mapping.keys + mapping.goneKeys
            return keys.flatMap { stories(below: path.appending($0)) }
        case .sequence(let elements) where elements.contains { $0.mapping?.isEmpty == false }:
            return self.elements(of: path).flatMap(stories)
        case .sequence where isChangedWithin(path):
            // The list's own story does not know of an override of one of its elements.
            return self.elements(of: path).flatMap(stories)
        case .mapping, .sequence, .scalar, .faulty:
            return story(of: path).map { [$0] } ?? []
        }
    }

    private func elements(of list: ConfigPath) -> [ConfigPath] {
        (tree[list]?.sequence ?? []).indices.map { list.appending($0) }
    }

    private func story(of path: ConfigPath) -> ValueStory? {
        guard let history = history(of: path) else { return nil }
        let steps = (history.current.map { [$0] } ?? []) + history.replaced
        return ValueStory(
            path: path,
            current: history.current.map { telling($0, at: path) },
            replaced: steps.dropFirst(history.current == nil ? 0 : 1).map { telling($0, at: path) }
        )
    }

    private func telling(_ step: ValueHistory.Step, at path: ConfigPath) -> ValueStory.Step {
        ValueStory.Step(
            step,
            role: roles.role(of: step.origin, at: path),
            readings: step.sources.map { reading($0, seen: [path]) }
        )
    }

    /// A value that another was computed from, with what that was computed from itself.
    private func reading(
        _ source: ValueHistory.Source,
        seen: Set<ConfigPath>
    ) -> ValueStory.Reading {
        var reading = ValueStory.Reading(source)
        guard let path = ConfigPath.parse(source.path), !seen.contains(path), tree[path] != nil,
            let step = history(of: path)?.current, let written = step.written
        else { return reading }
        reading.written = written
        reading.readings = step.sources.map { self.reading($0, seen: seen.union([path])) }
        return reading
    }

    private func history(of path: ConfigPath) -> ValueHistory? {
        Provenance.history(of: path, in: tree, relativeTo: project.string, hiding: mask)
    }

    /// Whether an override changed a value in a list that something else set.
    private func isChangedWithin(_ list: ConfigPath) -> Bool {
        history(of: list)?.current?.origin.kind != .commandLine
            && list.singleValues(in: tree).contains {
                history(of: $0)?.current?.origin.kind == .commandLine
            }
    }
}

extension Mapping {
    /// The keys that were here and are not any more, each once, the first that went first.
    fileprivate var goneKeys: [String] {
        var seen: Set<String> = []
        return removed.map(\.key).filter { self[$0] == nil && seen.insert($0).inserted }
    }
}

extension ConfigStory.Answer {
    /// One object: of a value its story, of several `{"values":[…]}`; for a recorded run `files`
    /// tells what became of them since.
    ///
    /// - Parameter changes: What became of the files; nil for a config that was just read.
    /// - Returns: What `exp explain --json` prints.
    package func json(_ changes: FileChanges?) -> Node {
        let files: [(key: String, value: Node?)] = changes.map { [("files", $0.json)] } ?? []
        switch self {
        case .value(let story):
            let entries = story.json.mapping?.entries.map {
                (key: $0.key, value: Optional($0.value))
            }
            return ReportNode.object((entries ?? []) + files)
        case .group(let stories):
            let values = ReportNode.list(stories.map(\.json))
            return ReportNode.object([("values", values)] + files)
        }
    }
}
