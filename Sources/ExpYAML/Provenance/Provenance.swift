import ExpDiagnostics

/// The stories of the values of a tree: told from the traces in it, written into a run's
/// `origins.json`, and put back on the tree that is read from its `config.yaml`.
///
/// `origins.json` is a mapping of key paths to stories (``ValueHistory/node``), one for each scalar,
/// each list and each empty mapping of the tree, and one for each key that is no longer there. Under
/// `[files]`, which is no key path, it tells why each file took part.
package enum Provenance {
    /// Hides what is secret in a value at a path; nil where nothing is.
    package typealias SecretMask = @Sendable (_ node: Node, _ path: ConfigPath) -> Node?

    /// The story of the value at a path.
    ///
    /// - Parameters:
    ///   - path: The way from the root.
    ///   - root: The tree, with its traces.
    ///   - project: The absolute path of the project folder, for shorter names of files.
    ///   - mask: Hides secrets; lower layers may hold some that no check ever saw.
    /// - Returns: The story; nil when nothing is or was there.
    package static func history(
        of path: ConfigPath,
        in root: Node,
        relativeTo project: String? = nil,
        hiding mask: SecretMask? = nil
    ) -> ValueHistory? {
        var teller = HistoryTeller(path: path, project: project, mask: mask)
        teller.tell(path.components[...], in: root, isPast: false)
        guard teller.current != nil || !teller.past.isEmpty else { return nil }
        return ValueHistory(current: teller.current, replaced: teller.past)
    }

    /// The stories of all values, as `origins.json` holds them.
    ///
    /// - Parameters:
    ///   - root: The tree, with its traces.
    ///   - project: The absolute path of the project folder, for shorter names of files.
    ///   - files: Why each file took part.
    ///   - mask: Hides secrets.
    /// - Returns: A mapping.
    package static func record(
        _ root: Node,
        relativeTo project: String? = nil,
        files: [FileRole] = [],
        hiding mask: SecretMask? = nil
    ) -> Node {
        let range = ValueHistory.recordRange
        var entries: [Mapping.Entry] = []
        if !files.isEmpty {
            let node = Node.sequence(files.map(\.node), range)
            entries.append(
                .init(key: FileRole.recordKey, isKeyQuoted: true, keyRange: range, value: node)
            )
        }
        for path in leaves(of: root) {
            let history = history(of: path, in: root, relativeTo: project, hiding: mask)
            guard let history else { continue }
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
