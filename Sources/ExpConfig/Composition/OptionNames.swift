package import ExpSchema
package import ExpSystem
package import ExpYAML

/// The options that an override may choose at the paths of a config: files in the folders where
/// composition looks for them, and union cases.
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

    private let config: LoadedConfig
    private let environment: ConfigEnvironment
    private let root: FilePath
    private let source: LayerSource

    /// Prepares to look.
    ///
    /// - Parameters:
    ///   - config: The config with the choices that it makes.
    ///   - environment: Where the names of its files start.
    package init(in config: LoadedConfig, _ environment: ConfigEnvironment) {
        self.config = config
        self.environment = environment
        root = config.path.map { Project.configRoot(of: $0) } ?? config.project.configRoot
        source = LayerSource(
            kind: .commandLine,
            folder: config.path?.parent ?? root,
            path: nil,
            mount: ConfigPath()
        )
    }

    /// The names that may be chosen at a path, the folder that wins first, cases last.
    ///
    /// - Parameters:
    ///   - path: Where the option would be used.
    ///   - schema: What the value there may be.
    ///   - text: The beginning of the name: with a slash it leads into folders.
    /// - Returns: Each name once.
    package func names(at path: ConfigPath, _ schema: Schema?, from text: String = "") -> [Name] {
        guard mayChoose(at: path, schema) else { return [] }
        var found: [Name] = []
        var seen: Set<String> = []
        let inner = text.lastIndex(of: "/").map { String(text[...$0]) } ?? ""
        for folder in folders(for: path, inner) {
            for entry in (try? FileSystem.list(folder)) ?? [] where !entry.name.hasPrefix(".") {
                let isFolder = entry.kind == .folder
                // A folder beside options holds those of a key within; who means it begins to
                // write its name.
                if isFolder ? text.isEmpty : !entry.name.hasSuffix(".yaml") { continue }
                let name = inner + (isFolder ? entry.name + "/" : String(entry.name.dropLast(5)))
                guard seen.insert(name).inserted else { continue }
                found.append(
                    Name(
                        text: name,
                        file: isFolder ? nil : folder.appending(entry.name),
                        documentation: schema?.union?.caseNamed(name)?.documentation ?? "",
                        isFolder: isFolder
                    )
                )
            }
        }
        for unionCase in schema?.union?.cases ?? [] where seen.insert(unionCase.name).inserted {
            found.append(
                Name(
                    text: unionCase.name,
                    file: nil,
                    documentation: unionCase.documentation,
                    isFolder: false
                )
            )
        }
        return found
    }

    /// Whether a string at a path is taken for the name of an option: where the schema or the config
    /// has keys, or where neither says what there is.
    private func mayChoose(at path: ConfigPath, _ schema: Schema?) -> Bool {
        if config.isRecorded { return false }
        if schema?.hasKeys == true || config.choices.contains(where: { $0.path == path }) {
            return true
        }
        if let schema {
            guard case .any = schema.shape else { return false }
        }
        guard let node = config.composed[path] else { return true }
        return node.mapping != nil || node.isNull
    }

    /// The folders directly under the config root, whose options `+NAME=option` adds.
    package var groups: [String] {
        ((try? FileSystem.list(root)) ?? [])
            .filter { $0.kind == .folder && !$0.name.hasPrefix(".") }.map(\.name)
    }

    private func folders(for path: ConfigPath, _ inner: String) -> [FilePath] {
        if inner.hasPrefix("/") { return [root.appending(String(inner.dropFirst())).normalised] }
        let used = config.choices.compactMap { choice in
            choice.file.map { file in
                UsedOption(
                    path: choice.path,
                    file: FilePath(file).absolute(in: environment.workingDirectory)
                )
            }
        }
        let above = used.filter { $0.path != path && $0.path.isPrefix(of: path) }
            .sorted { $0.path.components.count > $1.path.components.count }
        let lookup = OptionLookup(
            for: path,
            in: source,
            root: root,
            current: used.last { $0.path == path }?.folder,
            above: above
        )
        // What lies directly in the root are whole configs.
        return lookup.folders.filter { $0 != root.normalised || !inner.isEmpty }
            .map { $0.appending(inner).normalised }
    }
}

extension LoadedConfig {
    /// What the whole config may hold, the keys of every task included; nil without a task.
    package var rootSchema: Schema? {
        task.map { RootSchema.root(of: TaskDescription(name: $0, schema: schema)) }
    }
}
