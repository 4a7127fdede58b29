import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpSystem

extension Session {
    /// The project of the working directory.
    var project: Project {
        Project.find(from: environment)
    }

    /// Whether a word is a config's path, or its name under the folder of configs.
    func isConfig(_ word: String) -> Bool {
        word.hasSuffix(".yaml") || word.hasSuffix(".yml") || isExistingConfig(word)
    }

    /// Whether a word is a config that is there: by path, or by name under the folder of configs.
    func isExistingConfig(_ word: String) -> Bool {
        let named = project.configRoot.appending(word + ".yaml")
        return FileSystem.kind(of: workingDirectory.appending(word)) == .file
            || FileSystem.kind(of: named) == .file
    }

    /// Loads the config that a command names.
    ///
    /// - Parameters:
    ///   - source: The file or name, and the task.
    ///   - overrides: What the command line sets.
    ///   - registry: The tasks, when the caller has them already.
    ///   - bag: Takes everything that is wrong, with the declaration of the task that was asked
    ///     about.
    /// - Returns: The config, also a faulty one: see whether the bag has errors.
    func load(
        _ source: ConfigOptions,
        _ overrides: [String],
        registry: TaskRegistry? = nil,
        into bag: inout DiagnosticBag
    ) -> LoadedConfig? {
        let registry = registry ?? TaskRegistry(tasks, into: &bag)
        bag.merge(resolverProblems)
        let request = ConfigRequest(
            config: source.config,
            configRange: source.config.flatMap { range(of: $0) },
            overrides: overrides,
            task: source.task
        )
        let loader = ConfigLoader(environment: environment, tasks: registry.catalog)
        let loaded = loader.load(request, into: &bag)
        registry.reportDeclarations(all: false, into: &bag)
        return loaded
    }
}
