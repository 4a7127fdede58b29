/// The way to a value from the root of a config: keys and list indices.
package struct ConfigPath: Hashable, Sendable {
    /// One step of the way.
    package enum Component: Hashable, Sendable {
        /// A key of a mapping.
        case key(String)
        /// A place in a list, from zero.
        case index(Int)
    }

    /// The steps from the root; empty for the root itself.
    package var components: [Component]

    /// A path of steps.
    package init(_ components: [Component] = []) {
        self.components = components
    }

    /// A path of keys.
    package init(keys: String...) {
        components = keys.map(Component.key)
    }

    /// The path one key further.
    package func appending(_ key: String) -> ConfigPath {
        ConfigPath(components + [.key(key)])
    }

    /// The path one list index further.
    package func appending(_ index: Int) -> ConfigPath {
        ConfigPath(components + [.index(index)])
    }

    /// The path with indices in the place of numbers that lead into lists of a tree: an override
    /// may say `layers.0` for `layers[0]`.
    package func indexed(in root: Node) -> ConfigPath {
        var meant = ConfigPath()
        for component in components {
            if case .key(let key) = component, let index = Int(key), root[meant]?.sequence != nil {
                meant.components.append(.index(index))
            } else {
                meant.components.append(component)
            }
        }
        return meant
    }
}
