import ExpDiagnostics
import ExpSchema
import ExpYAML

extension Composer {
    /// `key+`: adds to the list that a state holds, or merges into the mapping.
    mutating func append(
        _ statement: Statement,
        to state: inout MergeState,
        at site: Site
    ) {
        var existing: Node?
        switch state {
        case .mapping(let open):
            if statement.node.mapping != nil {
                merge(statement, into: &state, at: site)
                return
            }
            let range = open.own.last?.node.range ?? open.choice?.name.range ?? open.range
            existing = Node(.mapping(Mapping()), range: range ?? statement.node.range)
        case .value(let value): existing = value
        case .absent: existing = site.fallback
        }
        if existing?.isFaulty == true || statement.node.isFaulty {
            state = .value(Node(.faulty, range: statement.node.range))
            return
        }
        guard let base = existing?.sequence, let added = statement.node.sequence else {
            bag.report(.invalidAppend(statement, at: site.path, existing: existing))
            state = .value(Node(.faulty, range: statement.node.range))
            return
        }
        let list = Node(.sequence(base + added), range: statement.node.range)
        state = .value(list.replacing(existing))
    }

    /// `key!`: puts a value in the place of a state, whole.
    mutating func replace(
        with statement: Statement,
        in state: inout MergeState,
        at site: Site
    ) {
        if case .absent = state, site.fallback == nil {
            bag.report(.invalidReplace(statement, at: site.path))
            state = .value(Node(.faulty, range: statement.node.range))
            return
        }
        let previous = composedValue(of: state, at: site) ?? site.fallback
        markReplaced(state, by: statement, at: site)
        state = .absent
        if statement.node.mapping == nil {
            state = .value(statement.node.replacing(previous))
        } else {
            merge(statement, into: &state, at: site)
            if case .mapping(var open) = state {
                open.replaced = previous
                state = .mapping(open)
            }
        }
    }
}
