import ArgumentParser
public import ExpConfig
import ExpDiagnostics
public import ExpExecution
import ExpSystem

/// The program `exp` with the tasks that a package brings.
public enum ExpCommandLine {
    /// Does what the command line asks, and ends the process.
    ///
    ///     @main
    ///     struct Main {
    ///         static func main() async {
    ///             await ExpCommandLine.main(TrainDigits.self)
    ///         }
    ///     }
    ///
    /// - Parameters:
    ///   - tasks: The tasks that a config may name.
    ///   - resolvers: What `${name:…}` means in a config, beside the resolvers that come with the
    ///     program.
    public static func main(
        _ tasks: any ExperimentTask.Type...,
        resolvers: [ConfigResolver] = []
    ) async -> Never {
        let variables = ProcessEnvironment.variables
        let console = Console(variables: variables)
        guard let folder = try? FileSystem.currentDirectory() else {
            console.note(CLIMessages.noWorkingDirectory)
            exit(ExitStatus.outsideFailed.code)
        }
        let session = Session(
            console: console,
            program: CommandLine.arguments.first ?? "",
            arguments: Array(CommandLine.arguments.dropFirst()),
            variables: variables,
            workingDirectory: folder,
            tasks: tasks,
            resolvers: resolvers
        )
        if CompletionAnswer.isAsked(session.arguments) {
            let lines = CompletionAnswer.lines(session)
            if !lines.isEmpty { console.print(lines.joined(separator: "\n")) }
            fflush(nil)
            exit(ExitStatus.success.code)
        }
        var status = await perform(session)
        if let failure = console.failure {
            console.note(CLIMessages.outputFailed(failure))
            if status == .success { status = .outsideFailed }
        }
        fflush(nil)
        exit(status.code)
    }

    private static func perform(_ session: Session) async -> ExitStatus {
        if session.arguments.isEmpty {
            session.console.write(
                ExpCommand.helpMessage(columns: session.helpColumns) + "\n",
                to: .output
            )
            return .success
        }
        let problem = VerbPosition.check(
            session.arguments,
            commandLine: session.commandLine,
            isConfig: session.isConfig
        )
        if let problem { return session.fail(problem, style: .snippet) }
        if let (first, second) = VerbPosition.repeatedOption(session.arguments) {
            let places = (session.tokens[first], session.tokens[second])
            return session.fail(.repeatedOption(places.0, again: places.1), style: .snippet)
        }
        do {
            defer { session.earlyReading.stop() }
            var command = try parse(session)
            if let verb = command as? any Verb { return await verb.perform(in: session) }
            // ArgumentParser's own `help`, or a verb that only groups others: both throw the help.
            try command.run()
            return .success
        } catch {
            return answer(error, session)
        }
    }

    /// Parses the arguments, if it can be with the parser of the verb that they name.
    ///
    /// From the root ArgumentParser builds and decodes the commands above the verb and the default
    /// verb as well, a seventh of a start's own work. So that is left to what the verb alone does not
    /// take: help, the version and mistakes, which speak of the whole program.
    private static func parse(_ session: Session) throws -> any ParsableCommand {
        if let (verb, rest) = VerbPosition.verb(of: session.arguments) {
            if verb == RunCommand.self { session.earlyReading.begin(rest, in: session) }
            if let command = try? verb.parseAsRoot(rest), type(of: command) == verb {
                return command
            }
        }
        return try ExpCommand.parseAsRoot(session.arguments)
    }

    /// Prints the help or version that was asked for, or what ArgumentParser did not understand.
    private static func answer(_ error: any Error, _ session: Session) -> ExitStatus {
        guard ExpCommand.exitCode(for: error) != .success else {
            let text = ExpCommand.fullMessage(for: error, columns: session.helpColumns)
            session.console.print(text)
            return .success
        }
        let text = ExpCommand.message(for: error)
        return session.fail(
            .invalidArgument(
                text,
                tokens: session.tokens,
                verb: session.verb,
                takesOverrides: ["", "run", "config show", "explain", "diff"].contains(session.verb)
            ),
            style: .snippet
        )
    }
}

extension Session {
    /// The words in front that name a verb: `config show`; empty where none is named.
    fileprivate var verb: String {
        var command: any ParsableCommand.Type = ExpCommand.self
        var words: [String] = []
        for argument in arguments {
            let next = command.configuration.subcommands.first {
                $0.configuration.commandName == argument
            }
            guard let next else { break }
            command = next
            words.append(argument)
        }
        return words.joined(separator: " ")
    }

    /// The columns that help is wrapped to.
    fileprivate var helpColumns: Int {
        min(console.width ?? 80, 100)
    }
}
