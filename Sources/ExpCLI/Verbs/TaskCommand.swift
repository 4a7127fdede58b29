import ArgumentParser

/// `exp task`: the tasks that there are, and the keys of one.
struct TaskCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "task",
        abstract: CLIMessages.taskAbstract,
        discussion: CLIMessages.taskExamples
    )

    @Argument(help: ArgumentHelp("A task's name; without it all are listed.", valueName: "name"))
    var name: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var common: CommonOptions
}
