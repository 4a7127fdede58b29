import ArgumentParser

/// The root of all verbs; `run` is meant where none is named.
struct ExpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exp",
        abstract: CLIMessages.abstract,
        usage: CLIMessages.rootUsage,
        discussion: CLIMessages.rootExamples,
        version: ProgramVersion.text,
        subcommands: [
            RunCommand.self, ListCommand.self, ShowCommand.self, CompareCommand.self,
            DiffCommand.self, ConfigCommand.self, CheckCommand.self, ExplainCommand.self,
            TaskCommand.self, MigrateCommand.self, CompletionCommand.self,
        ],
        defaultSubcommand: RunCommand.self
    )

    /// The words that may stand first.
    static var verbNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    }
}

/// The version of the program and of everything that it writes.
package enum ProgramVersion {
    /// As `--version` and every run's `environment.json` tell it.
    package static let text = "0.1.0"
}
