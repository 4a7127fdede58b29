import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpYAML

/// What the defaults lists of a Hydra tree come to.
struct HydraComposition {
    /// The configs that are merged, low to high, each at its package.
    var layers: [Layer]

    /// The options of the groups, outer ones first.
    var choices: [Choice]

    /// The option of every group by override key, as `${hydra:runtime.choices}` has them; nil where
    /// a group is given none.
    var chosen: [(key: String, option: String?)]

    /// The places of the arguments that are about groups, and so are done.
    var usedOverrides: Set<Int>

    /// The tree of configs, for showing.
    var part: CompositionTree.Part

    /// The folders in which configs were looked for.
    var search: HydraSearchPath

    /// The name of the primary config; nil without one.
    var configName: String?

    /// Tags in the files that YAML itself does not know.
    var tags: [TagUse]

    /// One config that is merged.
    struct Layer: Sendable {
        /// Its keys, within mappings for the keys of its package.
        var statement: Statement
        /// The name of the option that it is, and where that is chosen; nil for a plain config.
        var option: Node?
        /// Where its keys go.
        var mount: ConfigPath
    }

    /// What the layers say.
    ///
    /// - Parameter schema: What the whole may be. Where it has a union at an option's package, and
    ///   the option is called as a case is, that is the case; nil where nothing says.
    /// - Returns: A statement for each layer, low to high.
    func statements(_ schema: Schema?) -> [Statement] {
        layers.map { layer in
            var statement = layer.statement
            guard let option = layer.option, let name = option.string,
                let union = schema?.at(layer.mount, in: statement.node)?.union,
                union.caseNamed(name) != nil
            else { return statement }
            statement.node.update(layer.mount) { node in
                guard case .mapping(var mapping)? = node?.content, mapping[union.tagKey] == nil
                else { return }
                mapping.set(union.tagKey, to: option)
                node?.content = .mapping(mapping)
            }
            return statement
        }
    }
}

/// Makes layers of a primary config with a defaults list, by Hydra 1.3's rules.
struct HydraComposer {
    /// Where configs are looked for; the config root first.
    let search: HydraSearchPath

    /// The environment variables, for names that ask for one.
    let variables: [String: String]

    /// The arguments of the command line.
    let arguments: OverrideRoles

    /// The folder that relative folders of `hydra.searchpath` start from in a file.
    let folder: FilePath

    /// The folder that they start from on the command line.
    let workingDirectory: FilePath

    /// Takes the problems.
    var bag = DiagnosticBag()

    /// Expands the defaults list of a primary config.
    ///
    /// - Parameters:
    ///   - path: The primary config, absolute; nil for none.
    ///   - namedAt: The text that names it.
    /// - Returns: The layers; of a primary config that cannot be read those of Hydra alone.
    mutating func compose(_ path: FilePath?, namedAt: SourceRange?) -> HydraComposition {
        var reader = HydraConfigReader(search: search)
        let name = path.map { self.name(of: $0) }
        let primary = primaryNode(path, name, namedAt)
        if let path, let name {
            if case .config(let config) = reader.read(path, name: name, namedAt: namedAt) {
                reader.know(config)
                reader.search.folders += searchPath(of: config)
            }
        } else {
            reader.know(emptyPrimary)
            reader.search.folders += searchPath(of: nil)
        }

        var expansion = DefaultsExpansion(
            reader: reader,
            overrides: GroupOverrides(arguments, reader.search),
            variables: variables
        )
        let hydra = DefaultsNode(.hydra, in: nil)
        // The primary list may override the groups of Hydra's own.
        expansion.expand(primary)
        expansion.expand(hydra)
        bag.merge(expansion.reader.bag)
        bag.merge(expansion.bag)
        bag.merge(expansion.overrides.bag)
        let merged = merged(in: hydra) + merged(in: primary)
        let isWhole = !expansion.isIncomplete
        reportUnused(expansion.overrides, isWhole: isWhole, expansion.reader.search)
        reportDuplicates(merged)
        reportSearchPaths(merged)
        return HydraComposition(
            layers: layers(merged, isWhole: isWhole),
            choices: expansion.overrides.chosen.compactMap { choice($0.key, $0.node) },
            chosen: expansion.overrides.chosen.map { ($0.key, $0.node.optionName) },
            usedOverrides: expansion.overrides.usedArguments,
            part: part(primary),
            search: expansion.reader.search,
            configName: name,
            tags: merged.flatMap { $0.file?.tags ?? [] }
        )
    }

    // MARK: - The primary config

    /// The name of a config: its path below the config root.
    private func name(of path: FilePath) -> String {
        let root = search.folders.first ?? "/"
        let text = path.isInside(root) ? path.relative(to: root).string : path.name
        return text.hasSuffix(".yaml") ? String(text.dropLast(5)) : text
    }

    private func primaryNode(
        _ path: FilePath?,
        _ name: String?,
        _ namedAt: SourceRange?
    ) -> DefaultsNode {
        let nowhere = SourceFile(kind: .declaration, name: "--config", text: "").range(0, 0)
        let range = namedAt ?? nowhere
        let entry = DefaultsEntry(
            target: .config(name ?? Self.noPrimary),
            range: range,
            nameRange: range
        )
        return DefaultsNode(entry, in: nil, isPrimary: true)
    }

    /// The name of the empty config that the command line adds groups to where none is named.
    private static let noPrimary = " "

    private var emptyPrimary: HydraConfigFile {
        let file = SourceFile(kind: .declaration, name: "no config", text: "")
        let node = Node(.mapping(Mapping()), range: file.range(0, 0))
        return HydraConfigFile(name: Self.noPrimary, node: node, text: file)
    }

    // MARK: - Layers

    /// The nodes whose keys are merged, low to high.
    private func merged(in node: DefaultsNode) -> [DefaultsNode] {
        if node.absence != nil { return [] }
        if node.children.isEmpty { return [node] }
        return node.children.flatMap(merged)
    }

    private func layers(_ nodes: [DefaultsNode], isWhole: Bool) -> [HydraComposition.Layer] {
        nodes.compactMap { node in
            guard let file = node.file else { return nil }
            let source = LayerSource(
                kind: node.isPrimaryText ? .file : .option,
                folder: file.path?.parent ?? search.folders.first ?? "/",
                path: file.path,
                mount: node.mount
            )
            var root = embedded(file.node, at: node)
            if !isWhole, case .mapping(var mapping) = root.content {
                mapping.isIncomplete = true
                root.content = .mapping(mapping)
            }
            let group = node.entry.isOwn ? node.parent : node
            return HydraComposition.Layer(
                statement: Statement(node: root, source: source, allowsOperators: false),
                option: group?.overrideKey == nil
                    ? nil
                    : group?.optionName.map {
                        Node(.scalar(Scalar($0, .typedString)), range: node.groupRange)
                    },
                mount: node.mount
            )
        }
    }

    /// The keys of a config within mappings for the keys of its package.
    func embedded(_ node: Node, at place: DefaultsNode) -> Node {
        let keys = place.package.split(separator: ".").map(String.init)
        return keys.reversed().reduce(node) { value, key in
            let entry = Mapping.Entry(key: key, keyRange: place.choiceRange, value: value)
            return Node(.mapping(Mapping([entry])), range: value.range)
        }
    }

    private func choice(_ key: String, _ node: DefaultsNode) -> Choice? {
        guard let option = node.optionName, !key.hasPrefix("hydra/"), node.isInForce else {
            return nil
        }
        return Choice(
            path: ConfigPath(node.groupPath.split(separator: "/").map { .key(String($0)) }),
            name: option,
            range: node.choiceRange,
            file: node.file?.path.map(search.files.shown),
            filePath: node.file?.path,
            group: key
        )
    }
}

extension DefaultsEntry {
    /// Hydra's own config.
    fileprivate static let hydra = {
        let range = SourceFile(kind: .declaration, name: "Hydra", text: "").range(0, 0)
        return DefaultsEntry(
            target: .config(HydraBuiltins.config),
            range: range,
            nameRange: range
        )
    }()
}

extension DefaultsNode {
    /// Whether its keys are those of the config that the user named.
    var isPrimaryText: Bool {
        isPrimary || (entry.isOwn && parent?.isPrimary == true)
    }

    /// The text that chooses the option.
    fileprivate var groupRange: SourceRange {
        entry.isOwn ? parent?.choiceRange ?? choiceRange : choiceRange
    }

    /// Whether it is part of the config.
    fileprivate var isInForce: Bool {
        way.allSatisfy { $0.absence == nil }
    }
}
