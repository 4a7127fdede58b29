import ExpDiagnostics
import ExpSystem
import ExpYAML

extension HydraComposer {
    // MARK: - hydra.searchpath

    /// The folders that the primary config or the command line adds to the search path.
    ///
    /// Of the command line the first `hydra.searchpath=` counts, and replaces the config's.
    mutating func searchPath(of primary: HydraConfigFile?) -> [FilePath] {
        let path = ConfigPath(keys: "hydra", "searchpath")
        let argument = arguments.overrides.first {
            $0.path == path && !$0.isGroup && $0.operation == .change && $0.value != nil
        }
        var value = primary?.node["hydra"]?["searchpath"]
        var base = folder
        if case .element(let node)? = argument?.value {
            value = node
            base = workingDirectory
        }
        guard let value, !value.isNull, !value.isFaulty else { return [] }
        guard let list = value.sequence else {
            bag.report(.invalidSearchPath(value))
            return []
        }
        return list.compactMap { element in
            guard element.scalar != nil, let text = text(of: element, in: primary) else {
                if !element.isFaulty { bag.report(.invalidSearchPath(element)) }
                return nil
            }
            return searchFolder(text, element, in: base)
        }
    }

    private mutating func searchFolder(
        _ text: String,
        _ node: Node,
        in base: FilePath
    ) -> FilePath? {
        var path = text
        if let scheme = text.firstRange(of: "://") {
            guard text[..<scheme.lowerBound] == "file" else {
                bag.report(.unsupportedSearchPath(node, text))
                return nil
            }
            path = String(text[scheme.upperBound...])
        }
        let folder = FilePath(path).absolute(in: base).normalised
        if search.files.kind(folder) != .folder {
            bag.report(.missingSearchFolder(node, folder, search.files))
        }
        return folder
    }

    /// A text with the interpolations put in that the primary config alone answers.
    private mutating func text(of node: Node, in primary: HydraConfigFile?) -> String? {
        guard let scalar = node.scalar, InterpolationParser.mayHoldInterpolation(scalar.text) else {
            return node.string
        }
        var root = Mapping()
        root = primary?.node.mapping ?? root
        root.set(" ", to: node)
        var resolution = Resolution(
            root: Node(.mapping(root), range: node.range),
            choices: [:],
            variables: variables,
            requiresEverything: false
        )
        let text = resolution.resolve(at: ConfigPath(keys: " "))?.scalar?.text
        bag.merge(resolution.bag)
        return text
    }

    // MARK: - The list as a whole

    /// Tells which overrides no list had a group for.
    mutating func reportUnused(
        _ overrides: GroupOverrides,
        isWhole: Bool,
        _ search: HydraSearchPath
    ) {
        // What is missing might have brought the group.
        guard isWhole, !bag.hasErrors else { return }
        for key in overrides.keys {
            guard let override = overrides.overrides[key], !override.isUsed else { continue }
            bag.report(.unusedGroupOverride(key, override, overrides))
        }
        for (key, deletion) in overrides.deletions.sorted(by: { $0.key < $1.key })
        where !deletion.isUsed {
            bag.report(.unusedDeletion(key, deletion, overrides))
        }
    }

    /// Tells which group stands twice in the finished list.
    mutating func reportDuplicates(_ nodes: [DefaultsNode]) {
        var first: [String: DefaultsNode] = [:]
        for node in nodes {
            guard let key = node.overrideKey else { continue }
            if let other = first[key] {
                bag.report(.duplicateDefault(key, node, first: other, search.files))
            } else {
                first[key] = node
            }
        }
    }

    /// Tells which config other than the primary one sets the search path, which is too late there.
    mutating func reportSearchPaths(_ nodes: [DefaultsNode]) {
        for node in nodes where !node.isPrimaryText && node.file?.path != nil {
            guard let file = node.file,
                let value = embedded(file.node, at: node)["hydra"]?["searchpath"], !value.isNull
            else { continue }
            bag.report(.searchPathOutsidePrimary(value))
        }
    }
}
