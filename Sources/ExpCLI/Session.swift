import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpSystem

/// One call of the program: its streams, its arguments, and the world around it as values.
final class Session: Sendable {
    /// Where output goes.
    let console: Console

    /// The arguments as typed, without the program's name.
    let arguments: [String]

    /// The arguments as a text that messages can point into.
    let commandLine: SourceFile

    /// The program's file name: `exp`, or that of a package with tasks of its own.
    let executableName: String

    /// What the user types to start this program: `exp`, or `swift run exp`.
    let programName: String

    /// The environment variables.
    let variables: [String: String]

    /// The folder that relative paths on the command line start from.
    let workingDirectory: FilePath

    /// The tasks that a config may name.
    let tasks: [any ExperimentTask.Type]

    /// The resolvers that a config may use.
    let resolvers: ResolverTable

    /// What is wrong with the names of the program's own resolvers.
    let resolverProblems: DiagnosticBag

    /// The reading of the code, begun before it is certain that there shall be a run.
    let earlyReading = EarlyReading()

    /// Gathers what a command needs to know.
    init(
        console: Console,
        program: String,
        arguments: [String],
        variables: [String: String],
        workingDirectory: FilePath,
        tasks: [any ExperimentTask.Type],
        resolvers: [ConfigResolver]
    ) {
        var problems = DiagnosticBag()
        self.resolvers = ResolverTable(adding: resolvers, into: &problems)
        resolverProblems = problems
        self.console = console
        self.arguments = arguments
        self.variables = variables
        self.workingDirectory = workingDirectory
        self.tasks = tasks
        commandLine = SourceFile(commandLine: arguments)
        // `swift run` starts the program from the build folder, where nobody else looks for it.
        let path = FilePath(program)
        executableName = path.name.isEmpty ? "exp" : path.name
        let isBuildProduct = path.components.contains { $0.hasPrefix(".build") }
        programName = isBuildProduct ? "swift run \(executableName)" : executableName
    }

    /// The places of the arguments in ``commandLine``.
    var tokens: [SourceRange] {
        arguments.indices.map { commandLine.range(ofToken: $0) }
    }

    /// Where an argument stands; nil for one that was not typed.
    func range(of argument: String) -> SourceRange? {
        arguments.firstIndex(of: argument).map { commandLine.range(ofToken: $0) }
    }

    /// Shows diagnostics on standard error; nothing when there are none.
    func report(_ bag: DiagnosticBag, style: ErrorStyle) {
        let text =
            switch style {
            case .snippet:
                SnippetRenderer(colour: console.isErrorColoured, width: console.width ?? 100)
                    .render(bag)
            case .concise: ConciseRenderer().render(bag)
            case .json: JSONRenderer().render(bag)
            }
        console.write(text, to: .errors)
    }

    /// Shows diagnostics and tells what they mean for the shell.
    func fail(_ bag: DiagnosticBag, style: ErrorStyle) -> ExitStatus {
        report(bag, style: style)
        return ExitStatus(bag)
    }

    /// Shows one error and tells what it means for the shell.
    func fail(_ diagnostic: Diagnostic, style: ErrorStyle) -> ExitStatus {
        var bag = DiagnosticBag()
        bag.report(diagnostic)
        return fail(bag, style: style)
    }
}
