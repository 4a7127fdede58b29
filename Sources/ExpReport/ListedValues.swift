import ExpYAML

extension ConfigPath {
    /// The single values at a path: of a list those in it, however deep; of anything else itself.
    ///
    /// Stories are kept of single values, of which an override may change one in a list.
    func singleValues(in tree: Node) -> [ConfigPath] {
        switch tree[self]?.content {
        case .sequence(let elements) where !elements.isEmpty:
            return elements.indices.flatMap { appending($0).singleValues(in: tree) }
        case .mapping(let mapping) where !mapping.isEmpty:
            return mapping.entries.flatMap { appending($0.key).singleValues(in: tree) }
        default:
            return [self]
        }
    }
}

extension [Origin?] {
    /// What to name as the origin of a list: what the command line changed in it, else where it
    /// begins.
    var ofList: Origin? {
        first { $0?.kind == .commandLine } ?? first ?? nil
    }
}
