package import ExpDiagnostics
package import ExpSystem
import ExpYAML

/// Finds the keys of earlier versions in the config files of a project, by loading its configs
/// with every option of each choice that they make.
///
/// What a key means depends on the config that uses its file: the task, the place where an option
/// is put, the case of a union. So nothing is found in a file that no config uses.
package struct MigrationSurvey {
    private let loader: ConfigLoader
    private let source = DiskSource()
    /// The task of configs that name none.
    package let task: String?

    /// What was found.
    package private(set) var found = FoundChanges()

    /// The files that configs use, by absolute path, in the order of reading.
    package private(set) var files: [SourceFile] = []

    /// The recorded configs among those that were asked for.
    package private(set) var records: Set<String> = []

    private var paths: Set<String> = []
    private var typedPaths: Set<String> = []

    /// Prepares a survey.
    ///
    /// - Parameters:
    ///   - environment: Where the project lies.
    ///   - tasks: The tasks that configs may name.
    ///   - task: The task of configs that name none.
    package init(environment: ConfigEnvironment, tasks: TaskCatalog, task: String? = nil) {
        loader = ConfigLoader(
            environment: environment,
            tasks: tasks,
            source: source,
            cache: SourceCache()
        )
        self.task = task
    }

    /// Whether some config uses a file.
    package func uses(_ path: String) -> Bool {
        paths.contains(path)
    }

    /// Whether a task says what the keys of a file mean, in some config that uses it.
    package func isTyped(_ path: String) -> Bool {
        typedPaths.contains(path)
    }

    /// Whether a file says of itself that it is a config.
    package func namesTask(_ path: FilePath) -> Bool {
        var scratch = DiagnosticBag()
        guard let bytes = try? source.read(path, limit: YAMLLimits.standard.bytes) else {
            return false
        }
        let file = SourceFile(name: path.name, path: path.string, bytes: bytes)
        return YAMLReader.read(file, into: &scratch)?.root["task"] != nil
    }

    /// Loads one config with each option of its choices.
    ///
    /// - Parameters:
    ///   - config: The file.
    ///   - range: Where it is named, for messages.
    ///   - bag: Takes the errors of the config as it stands; those that only another option makes
    ///     are no concern here.
    package mutating func add(
        _ config: String,
        namedAt range: SourceRange? = nil,
        into bag: inout DiagnosticBag
    ) {
        var own = DiagnosticBag()
        guard let loaded = load(config, [], range, into: &own) else {
            bag.merge(own)
            return
        }
        for diagnostic in own.diagnostics where diagnostic.severity == .error {
            bag.report(diagnostic)
        }
        guard !loaded.isRecorded else {
            if let path = loaded.path { records.insert(path.string) }
            return
        }
        var open = loaded.choices
        var tried: Set<String> = []
        while let choice = open.popLast() {
            for option in options(beside: choice) {
                let override = "\(choice.path)=\(option)"
                guard tried.insert(override).inserted, tried.count <= Self.mostOptions else {
                    continue
                }
                var scratch = DiagnosticBag()
                guard let other = load(config, [override], nil, into: &scratch) else { continue }
                open += other.choices
            }
        }
    }

    /// Beyond this many options a config is not one that people wrote.
    private static let mostOptions = 2_000

    private mutating func load(
        _ config: String,
        _ overrides: [String],
        _ range: SourceRange?,
        into bag: inout DiagnosticBag
    ) -> LoadedConfig? {
        var request = ConfigRequest(config: config, configRange: range, overrides: overrides)
        request.notesUses = true
        var own = DiagnosticBag()
        var loaded = loader.load(request, into: &own)
        if loaded?.task == nil, let task {
            // Only a file that names no task itself is taken for the one named.
            request.task = task
            own = DiagnosticBag()
            loaded = loader.load(request, into: &own)
        }
        bag.merge(own)
        guard let loaded else { return nil }
        // A base that is loaded alone, without the task of those that extend it, tells nothing.
        if !loaded.isRecorded, loaded.task != nil { found.merge(loaded.found) }
        for file in loaded.files where file.kind == .file {
            guard let path = file.path else { continue }
            if loaded.schema != nil { typedPaths.insert(path) }
            guard paths.insert(path).inserted else { continue }
            files.append(file)
        }
        return loaded
    }

    /// The names of the options in the folder of the one that was chosen.
    private func options(beside choice: Choice) -> [String] {
        guard let folder = choice.filePath?.parent, let entries = try? source.list(folder) else {
            return []
        }
        let prefix = choice.name.split(separator: "/").dropLast().joined(separator: "/")
        let start = choice.name.hasPrefix("/") ? "/" : ""
        return entries.map(\.name).filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
            .map { start + (prefix.isEmpty ? "" : prefix + "/") + $0.dropLast(5) }
    }
}

extension ConfigLoader {
    /// Every YAML file under a config root, sorted, without hidden ones.
    package static func allFiles(
        under root: FilePath,
        in source: any ConfigSource = DiskSource()
    ) -> [FilePath] {
        var found: [FilePath] = []
        var open = [root]
        while let folder = open.popLast() {
            for entry in (try? source.list(folder)) ?? [] where !entry.name.hasPrefix(".") {
                let path = folder.appending(entry.name)
                switch entry.kind {
                case .folder: open.append(path)
                case .file, .link: if entry.name.hasSuffix(".yaml") { found.append(path) }
                case .other: break
                }
            }
        }
        return found.sorted()
    }
}
