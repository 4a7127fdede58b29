import ExpConfig
import ExpDiagnostics
import ExpReport
import ExpStore
import ExpSystem
import ExpYAML

extension ConfigSide {
    /// A config that was loaded.
    ///
    /// - Parameters:
    ///   - name: What the user calls it.
    ///   - config: The config.
    ///   - revision: The revision whose files were read.
    init(_ name: String, _ config: LoadedConfig, revision: String? = nil) {
        let project = config.project.folder.string
        self.init(
            name: name,
            tree: config.isRecorded ? config.recorded : config.resolved,
            revision: revision,
            project: project,
            isRecorded: config.isRecorded,
            mask: config.secretMask
        )
        choices = config.choices.map { choice in
            Choice(
                path: choice.path,
                option: choice.name,
                origin: Origin(choice.range, relativeTo: project),
                files: Set(
                    config.texts(of: choice).map {
                        named(Origin($0.range(0, 0), relativeTo: project)).name
                    }
                )
            )
        }
    }

    /// A recorded run; nil when its config was not recorded.
    init?(_ run: ReportedRun) {
        guard let tree = RunProvenance(run).tree ?? run.config else { return nil }
        let roles = run.origins.map(FileRole.recorded) ?? []
        self.init(
            name: run.labels.name.map { "\(run.shortName) (\($0))" } ?? run.shortName,
            tree: tree,
            choices: (run.record?.choices ?? []).compactMap { choice in
                ConfigPath.parse(choice.path).map { path in
                    let role = roles.last { $0.kind != .base && $0.mount == path }
                    return Choice(
                        path: path,
                        option: choice.option,
                        origin: role?.namedAt,
                        files: role.map { [$0.file] }
                    )
                }
            },
            isRecorded: true
        )
    }
}

extension LoadedConfig {
    /// The texts that an option is made of: its file, and those that it extends or uses.
    fileprivate func texts(of choice: ExpConfig.Choice) -> [SourceFile] {
        var texts: [SourceFile] = []
        func collect(_ part: CompositionTree.Part, isInside: Bool) {
            let isMeant = isInside || part.isOption(at: choice.path) && part.state.isInForce
            if isMeant, let text = part.text { texts.append(text) }
            for child in part.children { collect(child, isInside: isMeant) }
        }
        for part in parts.parts { collect(part, isInside: false) }
        // An option within the value of an override is no part of its own.
        return texts.isEmpty ? files.filter { $0.path == choice.filePath?.string } : texts
    }
}

extension CompositionTree.Part {
    /// Whether it is the option that is used at a path.
    fileprivate func isOption(at path: ConfigPath) -> Bool {
        switch role {
        case .option(let place): place == path
        case .slot(let name): ConfigPath([.key(name)]) == path
        case .default(let group, _): group.flatMap(ConfigPath.parse) == path
        case .config, .base, .schemaDefaults, .commandLine: false
        }
    }
}

extension CompositionTree.State {
    /// Whether the part was merged.
    fileprivate var isInForce: Bool {
        if case .inForce = self { return true }
        return false
    }
}
