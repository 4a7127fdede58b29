import ArgumentParser
import ExpConfig

/// `exp run`, or `exp` alone: one run of one config.
struct RunCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: CLIMessages.runAbstract,
        usage: CLIMessages.runUsage,
        discussion: CLIMessages.runExamples
    )

    @OptionGroup var source: ConfigOptions

    @Option(help: "A name to find the run by.")
    var name: String?

    @Option(name: .long, help: ArgumentHelp("A tag; may be given again.", valueName: "tag"))
    var tag: [String] = []

    @Option(help: ArgumentHelp("Free text kept with the run.", valueName: "text"))
    var note: String?

    @OptionGroup var folder: RunsOptions

    @Flag(help: "Print one JSON object at the end instead of the summary.")
    var json = false

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(CLIMessages.overridesHelp, valueName: "key=value"))
    var overrides: [String] = []

    mutating func validate() throws {
        guard name.map(RunSettings.isUsable) ?? true else {
            throw ValidationError(CLIMessages.unusableName)
        }
        guard !tag.contains("") else { throw ValidationError(CLIMessages.emptyTag) }
    }

    func perform(in session: Session) async -> ExitStatus {
        await Launch(self, session).perform()
    }
}
