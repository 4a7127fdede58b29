import ArgumentParser

/// `exp ls`: the runs, newest first.
struct ListCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: CLIMessages.listAbstract,
        discussion: CLIMessages.listExamples
    )

    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit = 20

    @Flag(name: [.short, .long], help: "All of them.")
    var all = false

    @OptionGroup var folder: RunsOptions

    @Flag(help: "Print one JSON object a run, all on lines of their own.")
    var json = false

    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        guard limit > 0 else { throw ValidationError(CLIMessages.limitTooSmall) }
    }
}
