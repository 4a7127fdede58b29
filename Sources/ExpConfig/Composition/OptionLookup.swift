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
        if let nearest = above.first {
            add(nearest.folder, Self.keys(of: path, below: nearest.path))
        }
        // 3. The key path from the folder of the file that says it; 4. from the config root.
        let own = Self.keys(of: path, below: source.mount)
        let all = Self.keys(of: path, below: ConfigPath())
        add(source.folder, own)
        add(root, all)
        // 5. As 3 and 4 without the last key.
        if !own.isEmpty { add(source.folder, own.dropLast()) }
        if !all.isEmpty { add(root, all.dropLast()) }
    }

    /// The file for a name in each folder, in order; a leading `/` starts at the config root.
    func files(named name: String) -> [FilePath] {
        if name.hasPrefix("/") {
            return [root.appending(String(name.dropFirst()) + ".yaml").normalised]
        }
        return folders.map { $0.appending(name + ".yaml").normalised }
    }

    private mutating func add(_ folder: FilePath, _ keys: some Sequence<String> = []) {
        let path = keys.reduce(folder) { $0.appending($1) }.normalised
        if !folders.contains(path) { folders.append(path) }
    }

    /// The keys of a path below another, list indices dropped.
    private static func keys(of path: ConfigPath, below mount: ConfigPath) -> [String] {
        path.components.dropFirst(mount.components.count).compactMap { component in
            guard case .key(let key) = component else { return nil }
            return key
        }
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
