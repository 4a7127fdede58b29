import ExpSchema
package import ExpSystem
package import ExpYAML

/// The options that an override may choose at the paths of a config, as they are named while somebody
/// types: also those in folders, and the groups of Hydra trees.
package struct OptionNames {
    /// One name that may be chosen.
    package struct Name: Hashable, Sendable {
        /// The name as an override would write it.
        package var text: String
        /// The option's file, absolute; nil for a union case without one, and for a folder.
        package var file: FilePath?
        /// What a union case is for; may be empty.
        package var documentation: String
        /// Whether the name is that of a folder in which there are more.
        package var isFolder: Bool
    }

    private let config: PreparedConfig

    /// Prepares to look, where a config with the choices that it makes would.
    package init(in config: PreparedConfig) {
        self.config = config
    }

    /// The names that may be chosen at a path, the folder that wins first, cases last.
    ///
    /// - Parameters:
    ///   - path: Where the option would be used.
    ///   - text: The beginning of the name: with a slash it leads into folders.
    /// - Returns: Each name once.
    package func names(at path: ConfigPath, from text: String = "") -> [Name] {
        guard mayChoose(at: path) else { return [] }
        if let slash = text.lastIndex(of: "/") {
            return names(at: path, in: String(text[...slash]))
        }
        let union = config.schema?.at(path, in: config.composed)?.union
        return config.options(at: path).map { option in
            Name(
                text: option.name,
                file: option.file,
                documentation: union?.caseNamed(option.name)?.documentation ?? "",
                isFolder: false
            )
        }
    }

    /// The names of the options in a group of a Hydra tree: `db`, `server/db`, `db@backup`.
    package func names(inGroup group: String) -> [String] {
        let folder = config.configRoot.appending(String(group.prefix { $0 != "@" }))
        return config.load.files.options(in: folder.normalised)
    }

    /// The folders directly under the config root, whose options `+NAME=option` adds.
    package var groups: [String] {
        folders(in: config.configRoot)
    }

    /// The options and folders in a folder below those that a name is looked for in.
    private func names(at path: ConfigPath, in inner: String) -> [Name] {
        let lookup = config.read.composer.lookup(at: path, among: config.choices)
        let starts = inner.hasPrefix("/") ? [config.configRoot] : lookup.folders
        let below = String(inner.drop { $0 == "/" })
        var found: [Name] = []
        for folder in starts.map({ $0.appending(below).normalised }) {
            for name in config.load.files.options(in: folder) {
                let file = folder.appending(name + ".yaml")
                found.append(
                    Name(text: inner + name, file: file, documentation: "", isFolder: false)
                )
            }
            for name in folders(in: folder) {
                let text = "\(inner)\(name)/"
                found.append(Name(text: text, file: nil, documentation: "", isFolder: true))
            }
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0.text).inserted }
    }

    private func folders(in folder: FilePath) -> [String] {
        config.load.files.names(in: folder).filter {
            !$0.hasPrefix(".") && config.load.files.kind(folder.appending($0)) == .folder
        }
    }

    /// Whether a string at a path is taken for the name of an option: where the schema or the config
    /// has keys, or where neither says what there is.
    private func mayChoose(at path: ConfigPath) -> Bool {
        if config.isRecorded { return false }
        let schema = config.schema?.at(path, in: config.composed)
        if schema?.hasKeys == true || config.choices.contains(where: { $0.path == path }) {
            return true
        }
        if let schema {
            guard case .any = schema.shape else { return false }
        }
        guard let node = config.composed[path] else { return true }
        return node.mapping != nil || node.isNull
    }
}
