import ArgumentParser

/// `exp compare RUN RUN`: what differs between runs, and what it did.
struct CompareCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: CLIMessages.compareAbstract,
        discussion: CLIMessages.compareExamples
    )

    @Argument(help: ArgumentHelp(CLIMessages.runsHelp, valueName: "run"))
    var runs: [String]

    @OptionGroup var folder: RunsOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        guard runs.count > 1 else { throw ValidationError(CLIMessages.compareNeedsTwo) }
    }
}
