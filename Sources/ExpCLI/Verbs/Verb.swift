import ArgumentParser

/// A command that a user can type: parsed by ArgumentParser, carried out with a ``Session``.
protocol Verb: ParsableCommand {
    /// Does what was asked.
    ///
    /// - Parameter session: The streams, the tasks and the environment.
    /// - Returns: What the process tells the shell.
    func perform(in session: Session) async -> ExitStatus
}

/// How errors and warnings about configs are shown.
enum ErrorStyle: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// With the lines that they are about.
    case snippet
    /// One line each, `file:line:column: error[code]: message`, for editors.
    case concise
    /// One JSON object a line.
    case json
}

/// The options of every verb.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How messages are written.", valueName: "style"))
    var errors = ErrorStyle.snippet
}

/// A config as every verb that reads one takes it.
struct ConfigOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp("A file, or a name under the folder of configs.", valueName: "file")
    )
    var config: String?

    @Option(help: ArgumentHelp("The task, for a file that names none.", valueName: "name"))
    var task: String?

    init() {}

    /// The options as if they had been typed.
    init(config: String?, task: String?) {
        self.config = config
        self.task = task
    }
}

/// The folder of runs as every verb that reads or writes runs takes it.
struct RunsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of runs; else EXP_RUNS, else `runs` in the project.",
            valueName: "folder"
        )
    )
    var runs: String?
}
