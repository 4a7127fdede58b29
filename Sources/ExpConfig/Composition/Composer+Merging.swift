import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpYAML

/// What the layers judged so far make of a path.
enum MergeState {
    /// Nothing.
    case absent
    /// A scalar, a list, or something faulty.
    case value(Node)
    /// A mapping, still in the parts that the layers gave.
    case mapping(OpenMapping)
}

/// A mapping in the parts that layers gave.
struct OpenMapping {
    /// The option in force; nil for the schema's default case, or no option.
    var choice: ActiveChoice?
    /// What the layers say themselves, low to high, without `use`.
    var own: [Statement] = []
    /// The highest layer's text; nil until there is one.
    var range: SourceRange?
    /// A value that was replaced by this mapping.
    var replaced: Node?
}

/// An option in force with what it brings.
struct ActiveChoice {
    /// What the name was found to be.
    var target: OptionTarget
    /// The name with its place.
    var name: Node
    /// The name, with `${env:…}` and `${choice:…}` put in.
    var text: String
    /// The names from the one written down to the last that an option file itself uses.
    var names: [String]
    /// What the option says, low to high.
    var statements: [Statement]
    /// Its place among the parts.
    var part: Int
}

extension Composer {
    /// Judges statements in order.
    mutating func fold(_ statements: [Statement], at site: Site) -> MergeState {
        var state = MergeState.absent
        for statement in statements { apply(statement, to: &state, at: site) }
        choose(from: candidates.at(site.path), over: &state, at: site)
        return state
    }

    private mutating func apply(
        _ statement: Statement,
        to state: inout MergeState,
        at site: Site
    ) {
        switch statement.operation {
        case .merge:
            merge(statement, into: &state, at: site)
        case .append:
            append(statement, to: &state, at: site)
        case .replace:
            replace(with: statement, in: &state, at: site)
        }
    }

    mutating func merge(
        _ statement: Statement,
        into state: inout MergeState,
        at site: Site
    ) {
        let node = statement.node
        switch node.content {
        case .faulty:
            state = .value(node)
        case .mapping(let mapping):
            mergeMapping(mapping, of: statement, into: &state, at: site)
        case .sequence:
            if case .mapping(let open) = state {
                reportConflict(node, with: open, at: site)
                state = .value(Node(.faulty, range: node.range))
            } else if let value = value(of: state), group(behind: value, at: site)?.mapping != nil {
                let lower = Node(.mapping(Mapping()), range: value.range)
                bag.report(.mergeConflict(site.path, node, with: lower))
                state = .value(Node(.faulty, range: node.range))
            } else {
                state = .value(node.replacing(value(of: state)))
            }
        case .scalar(let scalar):
            mergeScalar(scalar, of: statement, into: &state, at: site)
        }
    }

    private mutating func mergeScalar(
        _ scalar: Scalar,
        of statement: Statement,
        into state: inout MergeState,
        at site: Site
    ) {
        let node = renamingReferences(in: statement.node, at: site.path)
        if scalar.mustBeGiven {
            // `???` never overwrites a value; a declared default it does, or nobody is asked.
            if case .absent = state { state = .value(node) }
            return
        }
        if language == .native, node.isChoiceName, isChosen(by: state, at: site) {
            if case .value(let value) = state, value.isFaulty { return }
            var open = openMapping(state)
            guard choose(node, in: statement.source, for: &open, at: site) else {
                state = .value(Node(.faulty, range: node.range))
                return
            }
            open.range = node.range
            state = .mapping(open)
            return
        }
        markReplaced(state, by: statement, at: site)
        state = .value(node.replacing(composedValue(of: state, at: site)))
    }

    /// Whether a string given here names an option: the path holds a mapping, or the schema says
    /// that it does.
    private func isChosen(by state: MergeState, at site: Site) -> Bool {
        if case .mapping = state { return true }
        return site.schema?.hasKeys ?? false
    }

    private mutating func mergeMapping(
        _ mapping: Mapping,
        of statement: Statement,
        into state: inout MergeState,
        at site: Site
    ) {
        var statement = statement
        var open: OpenMapping
        switch state {
        case .absent:
            open = OpenMapping()
        case .mapping(let existing):
            open = existing
        case .value(let value):
            if value.isFaulty { return }
            if value.sequence != nil {
                bag.report(.mergeConflict(site.path, statement.node, with: value))
                state = .value(Node(.faulty, range: statement.node.range))
                return
            }
            open = OpenMapping(replaced: value)
            expand(value, for: statement, into: &open, at: site)
        }
        open.range = statement.node.range
        var mapping = mapping
        if site.schema?.union == nil {
            statement = migrated(statement, at: site)
            mapping = statement.node.mapping ?? mapping
        }
        if let use = useEntry(of: mapping, at: site) {
            if exists(use.value, in: statement.source, for: open, at: site) {
                var own = mapping
                own.remove("use")
                if !choose(use.value, in: statement.source, for: &open, at: site) {
                    guard site.schema?.union == nil else {
                        state = .value(Node(.faulty, range: statement.node.range))
                        return
                    }
                    // What stands beside the name is judged all the same.
                    own.isIncomplete = true
                }
                statement.node.content = .mapping(own)
                statement.allowsOperators = true
            }
        }
        if site.schema?.union != nil {
            // Which keys are old, the case says.
            let caseName = caseName(of: open, for: statement, at: site)
            statement = migrated(statement, at: site, caseName: caseName)
        }
        open.own.append(statement)
        state = .mapping(open)
    }

    /// Starts from the mapping that `${x}` stands for, once a pass has found it.
    private mutating func expand(
        _ value: Node,
        for statement: Statement,
        into open: inout OpenMapping,
        at site: Site
    ) {
        guard let group = group(behind: value, at: site) else { return }
        if group.sequence != nil {
            let lower = Node(.sequence([]), range: value.range)
            bag.report(.mergeConflict(site.path, statement.node, with: lower))
        }
        guard group.mapping != nil else { return }
        var base = statement
        base.node = group
        open.own.append(base)
    }

    /// The mapping or list that `${x}` stands for, once a pass has found it.
    private mutating func group(behind value: Node, at site: Site) -> Node? {
        guard let text = value.scalar?.text, InterpolationParser.mayHoldInterpolation(text) else {
            return nil
        }
        wanted.expansions[site.path] = value
        return known.expansions[site.path]
    }

    // MARK: - States

    /// The mapping to which a choice is added.
    func openMapping(_ state: MergeState) -> OpenMapping {
        switch state {
        case .absent: OpenMapping()
        case .value(let value): OpenMapping(replaced: value)
        case .mapping(let open): open
        }
    }

    /// Notes that the option in force goes with the mapping that used it.
    mutating func markReplaced(
        _ state: MergeState,
        by statement: Statement,
        at site: Site
    ) {
        guard case .mapping(let open) = state, let choice = open.choice else { return }
        let text = "\(site.path)=\(CanonicalWriter.flow(statement.node))"
        parts.replace(choice.part, by: statement.node.range, text)
    }

    func value(of state: MergeState) -> Node? {
        guard case .value(let value) = state else { return nil }
        return value
    }

    /// What a state would be in the tree, for the story of a value that replaces it.
    func composedValue(of state: MergeState, at site: Site) -> Node? {
        switch state {
        case .absent: return nil
        case .value(let value): return value
        case .mapping:
            var scratch = self
            scratch.candidates = .none
            return scratch.finish(state, at: site)
        }
    }

    private mutating func reportConflict(_ node: Node, with open: OpenMapping, at site: Site) {
        let range = open.own.last?.node.range ?? open.choice?.name.range ?? node.range
        bag.report(.mergeConflict(site.path, node, with: Node(.mapping(Mapping()), range: range)))
    }
}
