import ArgumentParser

/// `exp show RUN`: everything that is known of one run.
struct ShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: CLIMessages.showAbstract,
        discussion: CLIMessages.showExamples
    )

    @Argument(help: ArgumentHelp(CLIMessages.runHelp, valueName: "run"))
    var run: String

    @OptionGroup var folder: RunsOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var common: CommonOptions
}
