import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpYAML

/// One load on its way through the stages.
///
/// Each is an extension of its own:
///
///     overrides ─► roles ┐
///     files ─► layers ───┴─► composed ─► values set ─► resolved ─► checked
///              read()        compose()   finish() …
///
/// `read` depends on the config file alone, `compose` also on the overrides that choose; so a
/// ``PreparedConfig`` keeps both for many loads.
struct ConfigLoad: Sendable {
    let environment: ConfigEnvironment
    let tasks: TaskCatalog
    let request: ConfigRequest
    let project: Project
    var files: ConfigFiles

    /// Where configs named without a path are.
    let configRoot: FilePath

    /// The overrides as one text.
    let commandLine: SourceFile

    var bag = DiagnosticBag()

    /// Prepares a load.
    init(
        environment: ConfigEnvironment,
        tasks: TaskCatalog,
        request: ConfigRequest,
        files: ConfigFiles
    ) {
        self.environment = environment
        self.tasks = tasks
        self.request = request
        project = Project.find(from: environment)
        self.files = files
        configRoot = request.configRoot ?? project.configRoot(in: files.source)
        commandLine = SourceFile(commandLine: request.overrides)
    }

    /// The same load with more overrides at the end of the command line.
    ///
    /// - Parameters:
    ///   - other: The load.
    ///   - overrides: The overrides as typed; none for ones that stand in another text.
    init(_ other: ConfigLoad, adding overrides: [String]) {
        environment = other.environment
        tasks = other.tasks
        var request = other.request
        request.overrides += overrides
        self.request = request
        project = other.project
        files = other.files.forked()
        configRoot = other.configRoot
        commandLine =
            overrides.isEmpty ? other.commandLine : SourceFile(commandLine: request.overrides)
    }

    /// Runs all stages.
    mutating func run() -> LoadedConfig? {
        guard let (read, overrides) = begin() else { return nil }
        return finish(compose(read, overrides), of: read)
    }

    /// Reads the overrides and the files.
    ///
    /// - Returns: nil when the config file cannot be read, which is reported.
    mutating func begin() -> (read: ReadLayers, overrides: OverrideRoles)? {
        var overrides = OverrideRoles(parseOverrides())
        var reading = DiagnosticBag()
        let read = read(into: &reading)
        refuseMeaningless(among: &overrides)
        bag.merge(reading)
        return read.map { ($0, overrides) }
    }
}
