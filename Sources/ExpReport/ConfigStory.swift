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
            return .group(
                leaves,
                leaves.map { history(of: firstValue(at: $0.path))?.current?.origin }
            )
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

    /// Stories are kept of single values: a list's is told by its first.
    private func firstValue(at path: ConfigPath) -> ConfigPath {
        var path = path
        while let first = tree[path]?.sequence?.first {
            path = path.appending(0)
            if let key = first.mapping?.entries.first?.key { path = path.appending(key) }
        }
        return path
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
