import ArgumentParser
import ExpDiagnostics

/// Looks at the first arguments before they are parsed: a mistyped verb must never become a run.
///
/// ArgumentParser hands whatever is no verb to the default verb, where `exp lss` would be read as
/// the override `lss`. What may stand first is an option, a verb, or an override, which has a `=`
/// or starts with `~`.
enum VerbPosition {
    /// The problem with the arguments; nil when they may be parsed.
    ///
    /// - Parameters:
    ///   - arguments: The arguments as typed.
    ///   - commandLine: The same as a text.
    ///   - isConfig: Whether a word names a config: then the option is what was forgotten.
    /// - Returns: `unknown-verb`, with what was probably meant.
    static func check(
        _ arguments: [String],
        commandLine: SourceFile,
        isConfig: (String) -> Bool
    ) -> Diagnostic? {
        var command: any ParsableCommand.Type = ExpCommand.self
        var words: [String] = []
        let isHelp = arguments.first == "help"
        for (index, argument) in arguments.enumerated().dropFirst(isHelp ? 1 : 0) {
            let verbs = command.configuration.subcommands
            if verbs.isEmpty || argument.hasPrefix("-") { return nil }
            let names =
                verbs.compactMap { $0.configuration.commandName } + (words.isEmpty ? ["help"] : [])
            if let verb = verbs.first(where: { $0.configuration.commandName == argument }) {
                command = verb
                words.append(argument)
                continue
            }
            if names.contains(argument) { return nil }
            let takesOverrides = command.configuration.defaultSubcommand != nil && !isHelp
            if takesOverrides, argument.contains("=") || argument.hasPrefix("~") { return nil }
            let range = commandLine.range(ofToken: index)
            let rest = arguments[(index + 1)...]
            return takesOverrides && isConfig(argument)
                ? .configWithoutOption(argument, rest: Array(rest), at: range)
                : .unknownVerb(argument, after: words, isHelp: isHelp, known: names, at: range)
        }
        return nil
    }

    /// The verb that a word among overrides was probably meant as: `exp -c digits ls`.
    ///
    /// - Parameter overrides: What a run is given as overrides.
    /// - Returns: The first word that can be none, with the verb; nil when all look like overrides
    ///   or like no verb.
    static func verb(among overrides: [String]) -> (word: String, verb: String)? {
        for word in overrides where !word.contains("=") && !word.hasPrefix("~") {
            if ExpCommand.verbNames.contains(word) { return (word, word) }
            let near = Suggestion.nearest(to: word, among: ExpCommand.verbNames)
            if let verb = near.first { return (word, verb) }
        }
        return nil
    }

    /// The places of an option that is given twice though one value counts: ArgumentParser takes the
    /// last and says nothing.
    static func repeatedOption(_ arguments: [String]) -> (Int, Int)? {
        let single: Set = [
            "config", "task", "name", "note", "runs", "limit", "format", "code", "errors",
        ]
        var places: [String: Int] = [:]
        for (index, argument) in arguments.prefix(while: { $0 != "--" }).enumerated() {
            var name = String(argument.prefix { $0 != "=" })
            if let long = ["-c": "--config", "-n": "--limit"][name] { name = long }
            guard name.hasPrefix("--"), single.contains(String(name.dropFirst(2))) else { continue }
            if let first = places[name] { return (first, index) }
            places[name] = index
        }
        return nil
    }

    /// The verb that the arguments mean, and the arguments that are its own.
    ///
    /// - Returns: nil for what no verb alone can answer, as `exp help run` or `exp config`.
    static func verb(of arguments: [String]) -> (any ParsableCommand.Type, rest: [String])? {
        var command: any ParsableCommand.Type = ExpCommand.self
        var rest = arguments[...]
        while let word = rest.first,
            let next = command.configuration.subcommands.first(where: {
                $0.configuration.commandName == word
            })
        {
            command = next
            rest = rest.dropFirst()
        }
        if !command.configuration.subcommands.isEmpty {
            guard rest.first != "help", let verb = command.configuration.defaultSubcommand else {
                return nil
            }
            command = verb
        }
        return (command, Array(rest))
    }
}
