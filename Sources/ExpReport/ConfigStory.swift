package import ExpSystem
package import ExpYAML

/// Tells where the values of a config came from, of one key or of all below it.
package struct ConfigStory: Sendable {
    private let tree: Node
    private let project: FilePath

    /// Prepares to tell.
    ///
    /// - Parameters:
    ///   - tree: The config with its traces.
    ///   - project: The project folder: files inside are named relative to it.
    package init(_ tree: Node, project: FilePath) {
        self.tree = tree
        self.project = project
    }

    /// The story of a key: of a value its history, of a mapping the origin of each value in it.
    package enum Answer: Sendable {
        /// One value.
        case value(HistoryView)
        /// Several: path, value, origin.
        case group([ConfigLeaves.Leaf], [Origin?])
    }

    /// The story at a path; nil where nothing is or was.
    ///
    /// A number may be an index, as in an override: `layers.0` is `layers[0]`.
    package func tell(_ path: ConfigPath) -> Answer? {
        let path = path.indexed(in: tree)
        if let mapping = tree[path]?.mapping, !mapping.isEmpty {
            let leaves = ConfigLeaves(subtree: tree, at: path).leaves
            return .group(leaves, leaves.map { origins(below: $0.path).ofList })
        }
        if let elements = tree[path]?.sequence, isChangedWithin(path) {
            // The list's own story does not know of an override of one of its elements.
            let leaves = elements.enumerated().map { index, element in
                ConfigLeaves.Leaf(path: path.appending(index), value: element)
            }
            return .group(leaves, leaves.map { origins(below: $0.path).ofList })
        }
        return history(of: path).map { .value(HistoryView(path, $0)) }
    }

    /// All paths that a story can be told of, as text.
    package var paths: [String] {
        var found: [String] = []
        func visit(_ node: Node, _ path: ConfigPath) {
            for entry in node.mapping?.entries ?? [] {
                let next = path.appending(entry.key)
                found.append(next.description)
                visit(entry.value, next)
            }
        }
        visit(tree, ConfigPath())
        return found
    }

    private func history(of path: ConfigPath) -> ValueHistory? {
        Provenance.history(of: path, in: tree, relativeTo: project.string)
    }

    private func origins(below path: ConfigPath) -> [Origin?] {
        path.singleValues(in: tree).map { history(of: $0)?.current?.origin }
    }

    /// Whether an override changed a value in a list that something else set.
    private func isChangedWithin(_ list: ConfigPath) -> Bool {
        history(of: list)?.current?.origin.kind != .commandLine
            && origins(below: list).contains { $0?.kind == .commandLine }
    }
}

extension ConfigStory.Answer {
    /// The text, one string a line.
    package func lines(_ width: Int?) -> [String] {
        switch self {
        case .value(let view):
            return view.lines(width: width)
        case .group(let leaves, let origins):
            let rows = zip(leaves, origins).map { leaf, origin in
                [leaf.path.description, CanonicalWriter.flow(leaf.value), origin?.story ?? ""]
            }
            let columns = [TextTable.Column(""), .init("", narrowest: 12), .init("")]
            return TextTable(columns: columns, rows: rows).lines(width: width)
        }
    }

    /// One object for a value (``HistoryView/json``); for a group `{"values":[{"key":…,"value":…,
    /// "origin":…}]}`.
    package var json: String {
        switch self {
        case .value(let view):
            return view.json
        case .group(let leaves, let origins):
            let values = zip(leaves, origins).map { leaf, origin in
                ReportNode.object([
                    ("key", ReportNode.text(leaf.path.description)), ("value", leaf.value),
                    ("origin", ReportNode.optional(origin?.story)),
                ])
            }
            return JSONWriter.json(ReportNode.object([("values", ReportNode.list(values))]))
        }
    }
}
