import ExpSystem
import ExpYAML

/// An option that a name was found to be.
enum OptionTarget: Hashable, Sendable {
    /// A file, by absolute path.
    case file(FilePath)
    /// A case of the union at the path.
    case unionCase(String)
}

/// Where the options for one path are looked for, in order; the first folder that holds the name
/// wins.
struct OptionLookup {
    /// The config root, absolute.
    let root: FilePath

    /// The folders, best first, each once.
    private(set) var folders: [FilePath] = []

    /// Those of the folders that are not for this path alone: the ones of rule 5.
    private(set) var sharedFolders: Set<FilePath> = []

    /// Collects the folders of the five rules.
    ///
    /// - Parameters:
    ///   - path: The path that the option is for.
    ///   - source: The layer that names it.
    ///   - root: The config root.
    ///   - current: The folder of the option that a lower layer chose at this path.
    ///   - above: The options used by the mappings above, nearest first, with their paths.
    init(
        for path: ConfigPath,
        in source: LayerSource,
        root: FilePath,
        current: FilePath?,
        above: [UsedOption]
    ) {
        self.root = root
        // 1. The folder of the option that a lower layer chose here.
        if let current { add(current) }
        // 2. Beside the option that the nearest mapping above uses.
        var own: Set<FilePath> = []
        if let nearest = above.first {
            own.insert(add(nearest.folder, Self.keys(of: path, below: nearest.path)))
        }
        // 3. The key path from the folder of the file that says it; 4. from the config root.
        let keys = Self.keys(of: path, below: source.mount)
        let all = Self.keys(of: path, below: ConfigPath())
        own.insert(add(source.folder, keys))
        own.insert(add(root, all))
        // 5. As 3 and 4 without the last key.
        if !keys.isEmpty { sharedFolders.insert(add(source.folder, keys.dropLast())) }
        if !all.isEmpty { sharedFolders.insert(add(root, all.dropLast())) }
        sharedFolders.subtract(own)
    }

    /// The file for a name in each folder, in order; a leading `/` starts at the config root.
    func files(named name: String) -> [FilePath] {
        if name.hasPrefix("/") {
            return [root.appending(String(name.dropFirst()) + ".yaml").normalised]
        }
        return folders.map { $0.appending(name + ".yaml").normalised }
    }

    @discardableResult
    private mutating func add(
        _ folder: FilePath,
        _ keys: some Sequence<String> = []
    ) -> FilePath {
        let path = keys.reduce(folder) { $0.appending($1) }.normalised
        if !folders.contains(path) { folders.append(path) }
        return path
    }

    /// The keys of a path below another, list indices dropped.
    private static func keys(of path: ConfigPath, below mount: ConfigPath) -> [String] {
        ConfigPath(Array(path.components.dropFirst(mount.components.count))).keys
    }
}

/// An option in use at a path.
struct UsedOption: Sendable {
    /// The mapping that uses it.
    var path: ConfigPath
    /// The option's file, absolute.
    var file: FilePath

    /// The folder that the option lies in.
    var folder: FilePath {
        file.parent ?? "/"
    }
}
