import ArgumentParser

/// `exp completion`: the script by which a shell completes this program's command lines.
struct CompletionCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: CLIMessages.completionAbstract,
        discussion: CLIMessages.completionExamples
    )

    @Argument(help: ArgumentHelp("The shell.", valueName: "shell"))
    var shell: CompletionShell

    @OptionGroup var common: CommonOptions
}

extension CompletionCommand {
    func perform(in session: Session) async -> ExitStatus {
        let script = CompletionScript(program: session.executableName).text(for: shell)
        session.console.write(script, to: .output)
        return .success
    }
}
