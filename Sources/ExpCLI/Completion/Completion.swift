import ArgumentParser
import ExpDiagnostics

/// Finds how a command line may go on: verbs, options, and what they name.
///
/// Nothing is written and nothing is reported: where a config is broken, what is known of it is
/// offered.
struct Completion {
    private let session: Session
    private let words: [String]
    private let current: String
    private let after: [String]

    /// Prepares to go on with a line.
    ///
    /// - Parameters:
    ///   - words: The words between the program and the one that is being typed.
    ///   - current: The word that is being typed, up to the cursor.
    ///   - after: The words behind it.
    ///   - session: The tasks and the environment.
    init(_ words: [String], current: String, after: [String] = [], in session: Session) {
        self.words = words
        self.current = current
        self.after = after
        self.session = session
    }

    /// What the word may become, the likeliest first, each once.
    var candidates: [Candidate] {
        var seen: Set<String> = []
        return all.filter { $0.text.hasPrefix(current) && seen.insert($0.text).inserted }
    }

    private var all: [Candidate] {
        var command: any ParsableCommand.Type = ExpCommand.self
        var rest = words[...]
        if rest.first == "help" {
            rest = rest.dropFirst()
            return verbs(below: &command, &rest) ?? []
        }
        if let verbs = verbs(below: &command, &rest) {
            guard let verb = command.configuration.defaultSubcommand else { return verbs }
            let own = [
                Candidate("--help", CLIMessages.helpMeaning),
                Candidate("--version", CLIMessages.versionMeaning),
            ]
            if rest.isEmpty, !current.hasPrefix("-") {
                return verbs + [Candidate("help", CLIMessages.helpMeaning)]
            }
            return arguments(of: verb, rest) + (rest.isEmpty ? own : [])
        }
        return arguments(of: command, rest)
    }

    /// Goes down to the verb that the words name.
    ///
    /// - Returns: The verbs that may come next; nil where a verb was reached that has none below.
    private func verbs(
        below command: inout any ParsableCommand.Type,
        _ rest: inout ArraySlice<String>
    ) -> [Candidate]? {
        while true {
            let verbs = command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
            guard !verbs.isEmpty else { return nil }
            guard let next = verbs.first(where: { $0.configuration.commandName == rest.first })
            else {
                return verbs.map { verb in
                    Candidate(verb.configuration.commandName ?? "", verb.configuration.abstract)
                }
            }
            command = next
            rest = rest.dropFirst()
        }
    }

    private func arguments(
        of verb: any ParsableCommand.Type,
        _ rest: ArraySlice<String>
    ) -> [Candidate] {
        let shape = CommandShape(verb)
        let typed = TypedWords(Array(rest), after: after, shape)
        if let option = typed.awaiting { return values(of: option, from: current, typed) }
        guard typed.hasEndedOptions || !current.hasPrefix("-") else {
            if let sign = current.firstIndex(of: "="),
                let option = shape.option(String(current[..<sign]))
            {
                let value = String(current[current.index(after: sign)...])
                return values(of: option, from: value, typed)
                    .map { $0.prefixed(by: String(current[...sign])) }
            }
            return options(shape, typed)
        }
        let found = positionals(of: verb, shape, typed)
        // Where nothing can be named, the options show how to go on.
        return found.isEmpty && current.isEmpty ? options(shape, typed) : found
    }

    private func options(_ shape: CommandShape, _ typed: TypedWords) -> [Candidate] {
        shape.options.flatMap { option -> [Candidate] in
            if typed.given.contains(option.names[0]), !option.isRepeating { return [] }
            let names = current.hasPrefix("--") ? Array(option.names.prefix(1)) : option.names
            return names.map { Candidate($0, option.meaning) }
        }
    }

    private func values(
        of option: CommandShape.Option,
        from text: String,
        _ typed: TypedWords
    ) -> [Candidate] {
        if !option.values.isEmpty { return option.values.map { Candidate($0) } }
        let names = NameCompletion(session)
        switch option.names[0] {
        case "--config": return names.configs(from: text)
        case "--task": return names.tasks
        case "--code": return names.codes
        case "--runs": return names.folders(from: text)
        default: return option.valueName == "file" ? names.files(from: text) : []
        }
    }

    private func positionals(
        of verb: any ParsableCommand.Type,
        _ shape: CommandShape,
        _ typed: TypedWords
    ) -> [Candidate] {
        let names = NameCompletion(session)
        let config = OverrideCompletion(session, typed)
        var index = typed.positionals.count
        // What stands first is no key, then.
        if typed.given.contains("--all") || typed.given.contains("--code"),
            verb == ExplainCommand.self
        {
            index += 1
        }
        guard let word = shape.positional(index) else { return [] }
        if !word.values.isEmpty { return word.values.map { Candidate($0) } }
        switch word.name {
        case "key=value": return config?.overrides(from: current) ?? []
        case "key": return config?.keys(from: current) ?? []
        case "run": return names.runs(from: current, in: typed.values["--runs"])
        case "run or key=value":
            return config?.overrides(from: current)
                ?? names.runs(from: current, in: typed.values["--runs"])
        case "config":
            let last = OverrideCompletion(session, typed.aboutLastConfig)
            return names.configs(from: current)
                + names.runs(from: current, in: typed.values["--runs"])
                + (last?.overrides(from: current) ?? [])
        case "file": return names.configs(from: current)
        case "name": return verb == TaskCommand.self ? names.tasks : []
        default: return []
        }
    }
}
