import ExpSchema
package import ExpSystem
package import ExpYAML

/// An option that a path of a config may be given.
package struct AvailableOption: Hashable, Sendable {
    /// The name that chooses it there.
    package var name: String

    /// Its file, absolute; nil for a union case without one.
    package var file: FilePath?

    /// Whether its folder holds the options of several keys, so that it need not be meant for this
    /// one: `callbacks/stop.yaml` at `callbacks.checkpoint`.
    package var isShared: Bool
}

extension PreparedConfig {
    /// The options that `PATH=NAME` could choose on the command line: the files of the folders that
    /// a name is looked for in, then the cases of the schema's union.
    ///
    /// Of several files of one name the first is given, which is the one that the name chooses.
    /// Files directly in the config root are whole configs and no options. In a Hydra tree they
    /// are the options of the group that lies at the path.
    ///
    /// - Parameters:
    ///   - path: Where the option would be used.
    ///   - variant: The variant whose other choices hold; nil for the base.
    /// - Returns: The options, the best folder first, sorted by name within a folder.
    package func options(
        at path: ConfigPath,
        in variant: LoadedConfig? = nil
    ) -> [AvailableOption] {
        if let search = base.hydra?.search { return Self.options(of: path, search) }
        var found: [AvailableOption] = []
        var names: Set<String> = []
        let lookup = read.composer.lookup(at: path, among: variant?.choices ?? choices)
        for folder in lookup.folders where folder != read.root {
            let isShared = lookup.sharedFolders.contains(folder)
            for name in load.files.options(in: folder) where names.insert(name).inserted {
                let file = folder.appending(name + ".yaml")
                found.append(AvailableOption(name: name, file: file, isShared: isShared))
            }
        }
        let tree = variant?.composed ?? composed
        for name in schema?.at(path, in: tree)?.union?.caseNames ?? []
        where names.insert(name).inserted {
            found.append(AvailableOption(name: name, file: nil, isShared: false))
        }
        return found
    }

    /// The slots that the config declares and a variant leaves empty, as choices of nothing.
    func emptySlots(of variant: LoadedConfig) -> [Choice] {
        let filled = Set(variant.choices.filter(\.isSlot).map(\.path))
        return base.composer.declaredSlots.compactMap { declared in
            let path = ConfigPath(declared.slot.split(separator: "/").map { .key(String($0)) })
            guard !filled.contains(path) else { return nil }
            return Choice(path: path, name: "null", range: declared.value.range, isSlot: true)
        }
    }

    private static func options(
        of path: ConfigPath,
        _ search: HydraSearchPath
    ) -> [AvailableOption] {
        let group = path.keys.joined(separator: "/")
        return search.options(of: group).map { name in
            AvailableOption(name: name, file: search.file("\(group)/\(name)"), isShared: false)
        }
    }
}

extension Composer {
    /// Where the command line looks for an option at a path, given the choices that are made.
    func lookup(at path: ConfigPath, among choices: [Choice]) -> OptionLookup {
        let above = choices.filter { choice in
            choice.path.isPrefix(of: path) && choice.path != path
        }
        .compactMap { choice in
            choice.filePath.map { UsedOption(path: choice.path, file: $0) }
        }
        .sorted { $0.path.components.count > $1.path.components.count }
        return OptionLookup(
            for: path,
            in: commandLine,
            root: configRoot,
            current: choices.last { $0.path == path }?.filePath?.parent,
            above: above
        )
    }
}
