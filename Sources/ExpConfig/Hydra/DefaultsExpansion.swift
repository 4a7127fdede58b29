import ExpDiagnostics
import ExpSystem
import ExpYAML

/// Expands defaults lists to a tree: reads every config that they name, and the lists in those.
///
/// A list is worked through from its last element to its first, so that what a later element
/// overrides is known where an earlier one is read; names made of other choices come last. Source:
/// "The Defaults List" and "Extending Configs" of Hydra 1.3's documentation.
struct DefaultsExpansion {
    /// Reads the configs.
    var reader: HydraConfigReader

    /// What overrides say of groups.
    var overrides: GroupOverrides

    /// The environment variables, for names that ask for one.
    let variables: [String: String]

    /// Takes the problems.
    var bag = DiagnosticBag()

    /// Whether a config is missing or broken, so that the result is not whole.
    private(set) var isIncomplete = false

    private var count = 0

    /// As often a config may lie within itself, in other packages; and as many elements there may
    /// be in all.
    private static let limits = (nesting: 4, elements: 20_000)

    /// Prepares an expansion.
    init(
        reader: HydraConfigReader,
        overrides: GroupOverrides,
        variables: [String: String]
    ) {
        self.reader = reader
        self.overrides = overrides
        self.variables = variables
    }

    /// Reads the config of a node and expands its list.
    ///
    /// - Parameters:
    ///   - node: The node, its choice made.
    ///   - isWithinInterpolated: Whether a name on the way was made of other choices.
    mutating func expand(_ node: DefaultsNode, isWithinInterpolated: Bool = false) {
        count += 1
        if node.configName != nil, !node.isMissing, !isCircle(node) { load(node) }
        if overrides.delete(node) { return }
        overrides.note(node)
        if case .broken? = node.absence {
            isIncomplete = true
            return
        }
        guard let name = node.configName else {
            node.absence = .nothing
            return
        }
        if node.isMissing {
            report(.groupNotGiven(node, reader.search), at: node)
            return
        }
        guard let file = node.file else {
            reportMissing(name, node)
            return
        }
        var entries = file.defaults ?? []
        if node.isPrimary { entries += overrides.appended }
        guard !entries.isEmpty else { return }
        if !entries.contains(where: \.isOwn) {
            entries.insert(.own(at: file.node.range), at: (file.defaults ?? []).count)
        }
        let children = entries.map { DefaultsNode($0, in: node) }
        for child in children where child.entry.isOverride {
            if isWithinInterpolated {
                report(.overrideWithinInterpolated(child), at: child)
            } else {
                overrides.add(child)
            }
        }
        node.children = expanded(
            children.filter { !$0.entry.isOverride },
            isWithinInterpolated: isWithinInterpolated
        )
    }

    private mutating func expanded(
        _ children: [DefaultsNode],
        isWithinInterpolated: Bool
    ) -> [DefaultsNode] {
        var result: [DefaultsNode] = []
        var waiting: [DefaultsNode] = []
        for child in children.reversed() {
            if child.entry.isOwn {
                child.file = child.parent?.file
                result.append(child)
                continue
            }
            overrides.override(child)
            if case .options(let options)? = child.choice {
                for option in options.reversed() {
                    guard let single = single(option, of: child) else { continue }
                    expand(single, isWithinInterpolated: isWithinInterpolated)
                    result.append(single)
                }
                continue
            }
            if child.isInterpolated {
                waiting.append(child)
            } else {
                expand(child, isWithinInterpolated: isWithinInterpolated)
            }
            result.append(child)
        }
        for child in waiting {
            guard let name = resolvedName(of: child, among: children) else { continue }
            child.resolve(to: name)
            expand(child, isWithinInterpolated: true)
        }
        return result.reversed()
    }

    /// One of several options of a group, as an element of its own.
    private mutating func single(
        _ option: (name: String, range: SourceRange),
        of node: DefaultsNode
    ) -> DefaultsNode? {
        guard case .group(let group, _) = node.entry.target else { return nil }
        guard !option.name.contains("${") else {
            report(.interpolatedOptionInList(option.range), at: node)
            return nil
        }
        var entry = node.entry
        entry.target = .config(group + "/" + option.name)
        entry.nameRange = option.range
        return DefaultsNode(entry, in: node.parent)
    }

    // MARK: - Reading

    private mutating func load(_ node: DefaultsNode) {
        guard let name = node.configName else { return }
        switch reader.read(name, namedAt: node.choiceRange) {
        case .config(let file):
            node.file = file
            if let header = file.header, header.name.contains("_group_") || header.name == "_name_"
            {
                bag.report(.retiredHeader(header))
            }
            if file.node.mapping == nil, file.node.sequence != nil, node.package.isEmpty {
                report(.rootIsNoMapping(file.node), at: node)
            }
        case .broken:
            node.absence = .broken
            isIncomplete = true
        case .missing:
            break
        }
    }

    private mutating func reportMissing(_ name: String, _ node: DefaultsNode) {
        if node.entry.isOptional {
            node.absence = .missingOptional
            return
        }
        report(.missingDefault(name, node, reader.search), at: node)
    }

    /// Whether a node would be read within itself without an end; this is then reported.
    private mutating func isCircle(_ node: DefaultsNode) -> Bool {
        let same = node.way.dropLast().filter { $0.configName == node.configName }
        let isSame = same.contains { $0.package == node.package }
        guard isSame || same.count > Self.limits.nesting || count > Self.limits.elements else {
            return false
        }
        report(.defaultsCycle(node, reader.search.files), at: node)
        return true
    }

    private mutating func report(_ diagnostic: Diagnostic, at node: DefaultsNode) {
        bag.report(diagnostic)
        node.absence = .broken
        isIncomplete = true
    }

    // MARK: - Names made of other choices

    /// The name of a config with the choices put in that it asks for; nil for an unknown one, which
    /// is then reported.
    private mutating func resolvedName(
        of node: DefaultsNode,
        among children: [DefaultsNode]
    ) -> String? {
        let text = node.interpolatedText
        let range = node.choiceRange
        var known = Mapping()
        for (key, chosen) in overrides.chosen {
            known.set(key, to: chosen.optionName.map { .string($0, range) } ?? .null(range))
        }
        guard !text.contains("${defaults.") else {
            report(.indexedDefault(node), at: node)
            return nil
        }
        known.set(Self.place, to: Node(.scalar(Scalar(text, .typedString)), range: range))
        var resolution = Resolution(
            root: Node(.mapping(known), range: range),
            choices: [:],
            variables: variables,
            requiresEverything: false
        )
        let resolved = resolution.resolve(at: ConfigPath(keys: Self.place))
        guard let name = resolved?.scalar?.text, resolved?.isNull == false else {
            let names = overrides.chosen.map(\.key)
            let reason = resolution.bag.diagnostics.first
            report(.unresolvedDefault(node, known: names, because: reason), at: node)
            return nil
        }
        return name
    }

    /// The key of the name to be resolved, which is no group's.
    private static let place = " "
}

extension DefaultsNode {
    /// Whether the option must be given and is not.
    var isMissing: Bool {
        optionName == "???"
    }

    /// The name as written, for putting interpolations in.
    fileprivate var interpolatedText: String {
        if case .config(let path) = entry.target { return path }
        if case .option(let name)? = choice { return name }
        return ""
    }
}
