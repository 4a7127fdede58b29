import ArgumentParser

/// `exp explain`: where a value comes from, or what a code means.
struct ExplainCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: CLIMessages.explainAbstract,
        usage: CLIMessages.explainUsage,
        discussion: CLIMessages.explainExamples
    )

    @Argument(help: ArgumentHelp("The key path, as `optimizer.lr`.", valueName: "key"))
    var key: String?

    @Argument(help: ArgumentHelp(CLIMessages.explainRestHelp, valueName: "run or key=value"))
    var rest: [String] = []

    @Option(help: ArgumentHelp("A code as messages show it: unknown-key.", valueName: "code"))
    var code: String?

    @OptionGroup var source: ConfigOptions
    @OptionGroup var folder: RunsOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        guard (key == nil) != (code == nil) else { throw ValidationError(CLIMessages.explainNeedsOne) }
    }
}
