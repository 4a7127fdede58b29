import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpStore
import ExpSystem
import ExpYAML

/// The wording of this target, in one place: help, messages, headings.
enum CLIMessages {
    // Help.

    static let abstract = "Run experiments from typed YAML configs, and keep a record of each."

    static let rootUsage = """
        exp --config <file> [<key=value> ...]
        exp <verb> [<options>]
        """

    static let rootExamples = """
        exp --config configs/digits.yaml optimizer.lr=0.1    one run
        exp ls                                               what has run
        exp compare @1 @2                                    the last two runs side by side
        exp explain optimizer.lr --config configs/digits.yaml
        """

    static let overridesHelp = "A value in place of the file's: optimizer.lr=0.1, model=mlp."

    static let runAbstract = "Run a config once and record it (the default verb)."

    static let runUsage = """
        exp [run] --config <file> [<options>] [<key=value> ...]
        exp [run] --task <name> [<options>] [<key=value> ...]
        """

    static let runExamples = """
        exp --config configs/digits.yaml
        exp -c digits optimizer.lr=0.1 'model.hidden=[64, 32]' --name wide
        exp --config runs/2026-11/20261123-181502-digits-k3f9x2ab/config.yaml
        """

    static let listAbstract = "List the runs, newest first."

    static let listExamples = """
        exp ls
        exp ls --all --json
        """

    static let runHelp = "The beginning of its id, @last, its name, or its folder."

    static let showAbstract = "Show one run: status, config, metrics, code."

    static let showExamples = """
        exp show k3f9
        exp show @last
        """

    static let runsHelp = "Two runs or more, each named as for `exp show`."

    static let compareAbstract = "Show what differs between runs, why, and what it did."

    static let compareExamples = """
        exp compare k3f9 m2x8
        """

    static let compareNeedsTwo = "Name at least two runs."

    static let configAbstract = "Show what a config comes to."

    static let configShowAbstract = "Print the config after composition and overrides."

    static let configShowExamples = """
        exp config show --config configs/digits.yaml optimizer=adam
        exp config show -c digits --format json
        """

    static let checkAbstract = "Check configs without running anything."

    static let checkExamples = """
        exp check                        every config of the project
        exp check configs/digits.yaml
        """

    static let explainAbstract = "Tell where a value comes from, or what a code means."

    static let explainUsage = """
        exp explain <key> --config <file> [<key=value> ...]
        exp explain <key> <run>
        exp explain --code <code>
        """

    static let explainExamples = """
        exp explain optimizer.lr --config configs/digits.yaml optimizer.lr=0.1
        exp explain optimizer.lr k3f9
        exp explain --code unknown-key
        """

    static let explainRestHelp = "A recorded run, or overrides of the config."

    static let explainNeedsOne = "Name either a key or --code."

    static let taskAbstract = "List the tasks, or show what one can be told."

    static let taskExamples = """
        exp task
        exp task digits
        """

    static let limitTooSmall = "--limit must be 1 or more."

    // Messages.

    static func usageError(_ text: String) -> String {
        "error: \(text)"
    }

    static func moreHelp(_ command: String) -> String {
        "help: `\(command) --help` tells more"
    }
}

extension CLIMessages {
    static let noWorkingDirectory = "error: the working directory cannot be found"

    static func outputFailed(_ failure: SystemError) -> String {
        "error: cannot write to \(failure.path): \(failure.reason)"
    }
}

extension Diagnostic {
    /// A task that the program does not have.
    static func unknownTask(_ name: String, known: [String], at range: SourceRange?) -> Diagnostic {
        let all = Suggestion.list(known, joinedBy: "and")
        return Diagnostic(
            .unknownTask,
            message: "there is no task `\(name)`",
            labels: range.map { [Label($0)] } ?? [],
            help: Suggestion.phrase(for: name, among: known)
                ?? (known.count == 1 ? "the only task is \(all)" : "the tasks are \(all)")
        )
    }

    /// A config that does not say what to run.
    static func noTask(_ commandLine: SourceFile, known: [String]) -> Diagnostic {
        let all = Suggestion.list(known, joinedBy: "and")
        return Diagnostic(
            .missingValue,
            message: "the config names no task",
            help: known.isEmpty
                ? "add `task: NAME` to the config"
                : "add `task: NAME` to the config, or `--task NAME`; the tasks are \(all)"
        )
    }

    /// `exp run` without anything to run.
    static func missingConfig(_ commandLine: SourceFile) -> Diagnostic {
        Diagnostic(
            .missingArgument,
            message: "no config is named",
            labels: [Label(commandLine.range(0, commandLine.bytes.count))],
            help: "write `exp --config FILE …`, or `--task NAME` for a task's defaults"
        )
    }

    /// A text that is no key path.
    static func invalidKeyPath(_ text: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .invalidArgument,
            message: "`\(text)` is no key path",
            labels: range.map { [Label($0)] } ?? [],
            help: "write keys with points between them, as `optimizer.lr` or `layers[0].size`"
        )
    }

    /// A key path that leads to nothing.
    static func nothingToExplain(
        _ path: ConfigPath,
        known: [String],
        at range: SourceRange?
    ) -> Diagnostic {
        // A key may be known at another place: `lr` for `optimizer.lr`.
        let last = path.lastKey ?? ""
        let elsewhere = known.filter { $0.hasSuffix(".\(last)") }
        let near = Suggestion.nearest(to: path.description, among: known)
        let all = elsewhere.isEmpty ? near : Array(elsewhere.prefix(3))
        return Diagnostic(
            .unknownKey,
            message: "the config has no key `\(path)`",
            labels: range.map { [Label($0)] } ?? [],
            help: all.isEmpty
                ? "`exp config show` prints all keys"
                : "did you mean \(Suggestion.list(all, joinedBy: "or"))?"
        )
    }

    /// A code that no message has.
    static func unknownCode(_ text: String, at range: SourceRange?) -> Diagnostic {
        let known = DiagnosticCode.allCases.map(\.rawValue)
        return Diagnostic(
            .unknownCode,
            message: "no message has the code `\(text)`",
            labels: range.map { [Label($0)] } ?? [],
            help: Suggestion.phrase(for: text, among: known)
                ?? "the codes stand in brackets after `error` and `warning`"
        )
    }

    /// A first word that is no verb.
    static func unknownVerb(
        _ word: String,
        after words: [String],
        known: [String],
        at range: SourceRange
    ) -> Diagnostic {
        let program = (["exp"] + words).joined(separator: " ")
        let near = Suggestion.nearest(to: word, among: known).first
        let all = known.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .unknownVerb,
            message: "`\(program)` has no verb `\(word)`",
            labels: [Label(range)],
            help: near.map { "did you mean `\(program) \($0)`?" } ?? "the verbs are \(all)"
        )
    }

    /// A config named where a verb belongs.
    static func configWithoutOption(
        _ file: String,
        rest: [String],
        at range: SourceRange
    ) -> Diagnostic {
        let command = (["exp --config", file] + rest).joined(separator: " ")
        return Diagnostic(
            .unknownVerb,
            message: "`\(file)` is no verb",
            labels: [Label(range)],
            help: "to run it write `\(command)`"
        )
    }

    /// What ArgumentParser did not understand, in this program's form.
    ///
    /// - Parameters:
    ///   - text: Its sentences: the first is the fact, the others help.
    ///   - tokens: The places of the arguments.
    ///   - verb: The verb that was named; empty for none.
    static func invalidArgument(
        _ text: String,
        tokens: [SourceRange],
        verb: String
    ) -> Diagnostic {
        let plain = text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "`")
        let sentences = plain.split(separator: ". ", maxSplits: 1).map(String.init)
        var fact = sentences.first ?? plain
        if fact.hasSuffix(".") { fact.removeLast() }
        var help = sentences.count > 1 ? sentences[1] : nil
        if help?.hasSuffix(".") == true { help?.removeLast() }
        return Diagnostic(
            fact.hasPrefix("Missing expected argument") ? .missingArgument : .invalidArgument,
            message: fact.prefix(1).lowercased() + fact.dropFirst(),
            labels: firstToken(of: tokens, quotedIn: fact).map { [Label($0)] } ?? [],
            help: help.map { $0.prefix(1).lowercased() + $0.dropFirst() }
                ?? "`exp help\(verb.isEmpty ? "" : " " + verb)` lists what can be said"
        )
    }
}

/// The argument that a sentence names first between backticks, with or without its value.
private func firstToken(of tokens: [SourceRange], quotedIn sentence: String) -> SourceRange? {
    let parts = sentence.split(separator: "`", omittingEmptySubsequences: false)
    for (index, quoted) in parts.enumerated() where index % 2 == 1 {
        let found = tokens.first { token in
            let name = token.text.prefix { $0 != "=" }
            return quoted == token.text || quoted == name || quoted.hasPrefix(name + " ")
        }
        if let found { return found }
    }
    return nil
}
