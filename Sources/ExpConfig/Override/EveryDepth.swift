import ExpDiagnostics
import ExpSchema
import ExpYAML

/// Sets every key whose path ends as `**.dropout` says, declared defaults included.
///
/// What an exact override set stays: the exact one says more. Reserved keys at the top and the
/// names of options are no keys of a task, and are left alone.
struct EveryDepth {
    /// The override.
    let override: Override

    /// The overrides that name their keys, all of them applied already.
    let exact: [Override]

    /// Keys at the top that are not meant.
    let reserved: [String]

    /// What a path typed on the command line means.
    let paths: PathValues

    /// Takes the note of what was set, and the problems.
    private(set) var bag = DiagnosticBag()

    /// Prepares one override.
    init(_ override: Override, exact: [Override], reserved: [String], paths: PathValues) {
        self.override = override
        self.exact = exact
        self.reserved = reserved
        self.paths = paths
    }

    /// Changes the tree.
    ///
    /// - Parameters:
    ///   - root: The tree, declared defaults underneath.
    ///   - schema: What it may be; nil where nothing says.
    mutating func apply(to root: inout Node, schema: Schema?) {
        var search = Search(wanted: override.path.texts, reserved: reserved)
        search.visit(root, at: ConfigPath())
        let matches = search.matches.filter { !isSetExactly($0, in: root) }
        guard !search.matches.isEmpty else {
            if !search.isIncomplete { bag.report(.noKeyAtAnyDepth(override, search.paths)) }
            return
        }
        if case .element(let value)? = override.value, value.mapping == nil {
            let mappings = matches.filter { root[$0]?.mapping != nil }
            guard mappings.isEmpty else {
                bag.report(.everyDepthMeetsMapping(override, mappings))
                return
            }
        }
        for match in matches {
            var single = override
            single.isEveryDepth = false
            single.path = match
            single.pathRanges = match.components.map { _ in override.keyRange }
            var application = OverrideApplication(single, isChoiceTaken: false, paths: paths)
            application.apply(to: &root, schema: schema)
            bag.merge(application.bag)
        }
        bag.report(.matchedKeys(override, matches, left: search.matches.count - matches.count))
    }

    /// Whether an exact override gave the value at a path.
    private func isSetExactly(_ path: ConfigPath, in root: Node) -> Bool {
        let texts = path.texts
        return exact.contains { override in
            let own = override.path.texts
            guard texts.starts(with: own) else { return false }
            if own.count == texts.count { return true }
            guard case .element(let value)? = override.value, override.operation != .delete,
                let range = root[path]?.range
            else { return false }
            return range.file === value.range.file && range.start >= value.range.start
                && range.end <= value.range.end
        }
    }
}

/// Walks through a tree for keys.
private struct Search {
    let wanted: [String]
    let reserved: [String]

    /// The paths that end as wanted, in the order of the tree.
    var matches: [ConfigPath] = []

    /// All paths, for suggestions.
    var paths: [ConfigPath] = []

    /// Whether keys may be missing somewhere because a file could not be read.
    var isIncomplete = false

    init(wanted: [String], reserved: [String]) {
        self.wanted = wanted
        self.reserved = reserved
    }

    mutating func visit(_ node: Node, at path: ConfigPath) {
        switch node.content {
        case .mapping(let mapping):
            isIncomplete = isIncomplete || mapping.isIncomplete
            for entry in mapping.entries {
                if path.components.isEmpty, reserved.contains(entry.key) { continue }
                enter(entry.value, at: path.appending(entry.key))
            }
        case .sequence(let elements):
            for (index, element) in elements.enumerated() {
                enter(element, at: path.appending(index))
            }
        case .faulty:
            isIncomplete = true
        case .scalar:
            return
        }
    }

    private mutating func enter(_ node: Node, at path: ConfigPath) {
        paths.append(path)
        if path.texts.suffix(wanted.count) == wanted[...] { matches.append(path) }
        visit(node, at: path)
    }
}

extension ConfigPath {
    /// The steps as text: the command line does not tell a key `0` from an index.
    fileprivate var texts: [String] {
        components.map { component in
            switch component {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
    }
}
