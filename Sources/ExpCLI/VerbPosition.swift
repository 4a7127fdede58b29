import ArgumentParser
import ExpDiagnostics
import ExpSystem

/// Looks at the first arguments before they are parsed: a mistyped verb must never become a run.
///
/// ArgumentParser hands whatever is no verb to the default verb, where `exp lss` would be read as
/// the override `lss`. What may stand first is an option, a verb, or an override, which has a `=`
/// or starts with `~`.
enum VerbPosition {
    /// The problem with the arguments; nil when they may be parsed.
    static func check(
        _ arguments: [String],
        commandLine: SourceFile,
        kind: (String) -> FileKind?
    ) -> Diagnostic? {
        var command: any ParsableCommand.Type = ExpCommand.self
        var words: [String] = []
        for (index, argument) in arguments.enumerated() {
            let verbs = command.configuration.subcommands
            if verbs.isEmpty || argument.hasPrefix("-") { return nil }
            let names = verbs.compactMap { $0.configuration.commandName } + (words.isEmpty ? ["help"] : [])
            if let verb = verbs.first(where: { $0.configuration.commandName == argument }) {
                command = verb
                words.append(argument)
                continue
            }
            if names.contains(argument) { return nil }
            let takesOverrides = command.configuration.defaultSubcommand != nil
            if takesOverrides, argument.contains("=") || argument.hasPrefix("~") { return nil }
            let range = commandLine.range(ofToken: index)
            let rest = arguments[(index + 1)...]
            let isConfig =
                takesOverrides
                && (argument.hasSuffix(".yaml") || argument.hasSuffix(".yml")
                    || kind(argument) == .file)
            return isConfig
                ? .configWithoutOption(argument, rest: Array(rest), at: range)
                : .unknownVerb(argument, after: words, known: names, at: range)
        }
        return nil
    }
}
