import ArgumentParser

/// `exp check`: whether configs compose and fit their tasks, without running anything.
struct CheckCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: CLIMessages.checkAbstract,
        discussion: CLIMessages.checkExamples
    )

    @Argument(help: ArgumentHelp("Files, or names under the folder of configs.", valueName: "file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("The task, for files that name none.", valueName: "name"))
    var task: String?

    @OptionGroup var common: CommonOptions
}
