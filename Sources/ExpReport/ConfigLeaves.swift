package import ExpYAML

/// The values of a recorded config by key path, lists whole: what is compared and listed.
package struct ConfigLeaves: Sendable {
    /// One value.
    package struct Leaf: Sendable {
        /// Where it stands.
        package var path: ConfigPath
        /// What it is: a scalar, a list, or an empty mapping.
        package var value: Node
    }

    /// The values in the order of the config.
    package private(set) var leaves: [Leaf] = []

    private var positions: [ConfigPath: Int] = [:]

    /// Takes a config apart.
    ///
    /// - Parameter config: The recorded tree; `task` and `exp` are left out: they are no part of
    ///   what a run computes. Nil has no values.
    package init(_ config: Node?) {
        guard let mapping = config?.mapping else { return }
        for entry in mapping.entries where entry.key != "task" && entry.key != "exp" {
            collect(entry.value, at: ConfigPath(keys: entry.key))
        }
        for (position, leaf) in leaves.enumerated() { positions[leaf.path] = position }
    }

    /// Takes a part of a tree apart, with paths from the root.
    package init(subtree tree: Node, at path: ConfigPath) {
        if let node = tree[path] { collect(node, at: path) }
        for (position, leaf) in leaves.enumerated() { positions[leaf.path] = position }
    }

    /// The value at a path; nil where none is.
    package subscript(path: ConfigPath) -> Node? {
        positions[path].map { leaves[$0].value }
    }

    private mutating func collect(_ node: Node, at path: ConfigPath) {
        guard let mapping = node.mapping, !mapping.isEmpty else {
            leaves.append(Leaf(path: path, value: node))
            return
        }
        for entry in mapping.entries { collect(entry.value, at: path.appending(entry.key)) }
    }

    /// The paths whose values are not the same in all configs, in the order of the first config
    /// that has them; one that some lack counts as different there.
    package static func differing(among configs: [ConfigLeaves]) -> [ConfigPath] {
        var seen: Set<ConfigPath> = []
        var found: [ConfigPath] = []
        for config in configs {
            for leaf in config.leaves where seen.insert(leaf.path).inserted {
                let isSame = configs.allSatisfy {
                    $0[leaf.path]?.isEqualValue(to: leaf.value) == true
                }
                if !isSame { found.append(leaf.path) }
            }
        }
        return found
    }
}
