import ExpSystem

/// The folders in which the configs of a Hydra tree are looked for, in order.
///
/// A config is named by its path from such a folder without `.yaml`, a group by the path of its
/// folder; the first folder that has it wins. What Hydra brings itself comes before all of them.
struct HydraSearchPath {
    /// The config files.
    let files: ConfigFiles

    /// The folders, absolute: the config root, then those of `hydra.searchpath`.
    var folders: [FilePath]

    /// The file of a config; nil when no folder has it.
    func file(_ name: String) -> FilePath? {
        folders.lazy.map { place(name, in: $0) }.first(where: files.isFile)
    }

    /// Whether a group of this name exists.
    func hasGroup(_ group: String) -> Bool {
        HydraBuiltins.options(of: group) != nil
            || folders.contains { files.kind($0.appending(group).normalised) == .folder }
    }

    /// The names of the options of a group, sorted.
    func options(of group: String) -> [String] {
        let own = folders.flatMap { files.options(in: $0.appending(group).normalised) }
        return Set(own + (HydraBuiltins.options(of: group) ?? [])).sorted()
    }

    /// The names of the groups within a group, sorted; at the root with an empty name.
    func groups(in group: String = "") -> [String] {
        let names = folders.flatMap { folder in
            let place = group.isEmpty ? folder : folder.appending(group).normalised
            return files.names(in: place).filter {
                !$0.hasPrefix(".") && files.kind(place.appending($0)) == .folder
            }
        }
        return Set(names).sorted()
    }

    /// Where the file of a config would be in a folder.
    func place(_ name: String, in folder: FilePath) -> FilePath {
        folder.appending(name.hasSuffix(".yaml") ? name : name + ".yaml").normalised
    }
}
