import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML

/// A folder with config files, and loads over it.
struct TestProject {
    let directory = TemporaryDirectory()
    var variables: [String: String] = [:]
    var workingDirectory: String?
    var catalog = TrainTask.catalog

    /// Writes files by name.
    init(_ files: KeyValuePairs<String, String> = [:]) {
        for (name, text) in files { directory.write(name, text) }
    }

    var root: FilePath {
        FilePath(directory.path)
    }

    /// Loads a config.
    func load(
        _ config: String? = "configs/main.yaml",
        _ overrides: [String] = [],
        task: String? = nil
    ) -> (config: LoadedConfig?, bag: DiagnosticBag) {
        var bag = DiagnosticBag()
        let environment = ConfigEnvironment(
            workingDirectory: workingDirectory.map { root.appending($0) } ?? root,
            homeDirectory: "/home/someone",
            variables: variables
        )
        let loader = ConfigLoader(environment: environment, tasks: catalog)
        let request = ConfigRequest(config: config, overrides: overrides, task: task)
        return (loader.load(request, into: &bag), bag)
    }

    /// The diagnostics as text, with the folder's name taken out.
    func rendered(_ bag: DiagnosticBag) -> String {
        SnippetRenderer(colour: false, width: 100).render(bag)
    }
}
