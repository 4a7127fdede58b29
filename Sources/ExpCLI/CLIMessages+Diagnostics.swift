import ExpDiagnostics
import ExpReport
import ExpYAML

// What command lines that cannot be carried out are told.

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

    /// A verb about a config without one.
    ///
    /// - Parameters:
    ///   - commandLine: The arguments as typed.
    ///   - verb: The verb's words; empty for a run.
    ///   - config: A word that names a config, without the option that belongs before it.
    /// - Returns: `missing-argument`.
    static func missingConfig(
        _ commandLine: SourceFile,
        verb: String = "",
        config: String? = nil
    ) -> Diagnostic {
        let program = verb.isEmpty ? "exp" : "exp \(verb)"
        return Diagnostic(
            .missingArgument,
            message: "no config is named",
            labels: [Label(commandLine.range(0, commandLine.bytes.count))],
            help: config.map { "write `\(program) --config \($0)`" }
                ?? "write `\(program) --config FILE …`, or `--task NAME` for a task's defaults"
        )
    }

    /// `exp explain KEY` without the config or the run whose key it is.
    static func nothingToExplainIn(_ commandLine: SourceFile, verb: String) -> Diagnostic {
        var problem = missingConfig(commandLine, verb: verb)
        problem.message = "no config and no run is named"
        problem.help = "write `exp \(verb) --config FILE`, or `exp \(verb) RUN` for a recorded run"
        return problem
    }

    /// A second run where one can be told about.
    static func oneRunOnly(_ word: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .invalidArgument,
            message: "`\(word)` is one too many: a key is explained in one run",
            labels: range.map { [Label($0)] } ?? [],
            help: "`exp compare RUN RUN` tells what set a value in several runs"
        )
    }

    /// A folder to check that holds no config.
    static func folderWithoutConfigs(_ folder: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .invalidArgument,
            message: "`\(folder)` holds no config",
            labels: range.map { [Label($0)] } ?? [],
            notes: ["below the root, a file is a config when it or a file it extends names a task"],
            help: "options are checked with the configs that use them: `exp check` checks all"
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
        isHelp: Bool = false,
        known: [String],
        at range: SourceRange
    ) -> Diagnostic {
        let program = (["exp"] + words).joined(separator: " ")
        let typed = (["exp"] + (isHelp ? ["help"] : []) + words).joined(separator: " ")
        let near = Suggestion.nearest(to: word, among: known).first
        let all = known.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .unknownVerb,
            message: "`\(program)` has no verb `\(word)`",
            labels: [Label(range)],
            help: near.map { "did you mean `\(typed) \($0)`?" } ?? "the verbs are \(all)"
        )
    }

    /// A verb, or what was meant as one, behind the options of a run.
    static func misplacedVerb(_ word: String, verb: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .unknownVerb,
            message: word == verb
                ? "the verb `\(word)` does not stand first"
                : "`\(word)` is neither an override, which has a `=`, nor a verb",
            labels: range.map { [Label($0)] } ?? [],
            help: word == verb
                ? "write `exp \(verb) …`" : "a verb stands first: did you mean `exp \(verb) …`?"
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

    /// An option that takes one value and is given two.
    static func repeatedOption(_ first: SourceRange, again second: SourceRange) -> Diagnostic {
        Diagnostic(
            .invalidArgument,
            message: "`\(second.text.prefix { $0 != "=" })` is given twice",
            labels: [Label(second), Label(first, "the first time")],
            help: "leave one of them out"
        )
    }

    /// What ArgumentParser did not understand, in this program's form.
    ///
    /// - Parameters:
    ///   - text: Its sentences: the first is the fact, the others help.
    ///   - tokens: The places of the arguments.
    ///   - verb: The verb that was named; empty for none.
    ///   - takesOverrides: Whether the verb takes overrides, which an option may be meant as.
    /// - Returns: `missing-argument` or `invalid-argument`.
    static func invalidArgument(
        _ text: String,
        tokens: [SourceRange],
        verb: String,
        takesOverrides: Bool
    ) -> Diagnostic {
        let plain = text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "`")
        let sentences = plain.split(separator: ". ", maxSplits: 1).map(String.init)
        var fact = sentences.first ?? plain
        if fact.hasSuffix(".") { fact.removeLast() }
        var help = sentences.count > 1 ? sentences[1] : nil
        if help?.hasSuffix(".") == true { help?.removeLast() }
        let token = firstToken(of: tokens, quotedIn: fact)
        if let token, fact.hasPrefix("Unknown option") {
            // ArgumentParser finds `--tag` near `--set`.
            let name = token.text.prefix { $0 != "=" }.drop { $0 == "-" }
            let offered = (help ?? "").split(separator: "`").map { $0.drop { $0 == "-" } }
            if Suggestion.nearest(to: String(name), among: offered.map(String.init)).isEmpty {
                help = takesOverrides ? overrideMeant(by: token, among: tokens) : nil
            }
        }
        return Diagnostic(
            fact.hasPrefix("Missing expected argument") ? .missingArgument : .invalidArgument,
            message: fact.prefix(1).lowercased() + fact.dropFirst(),
            labels: token.map { [Label($0)] } ?? [],
            help: help.map { $0.prefix(1).lowercased() + $0.dropFirst() }
                ?? "`exp help \(verb.isEmpty ? "run" : verb)` lists what can be said"
        )
    }

    /// The help for an unknown option that stands for a value of the config: `--lr 0.1`,
    /// `--lr=0.1` or `--set lr=0.1`.
    private static func overrideMeant(
        by option: SourceRange,
        among tokens: [SourceRange]
    ) -> String? {
        let next = tokens.firstIndex(of: option).flatMap {
            tokens.indices.contains($0 + 1) ? tokens[$0 + 1].text : nil
        }
        let name = String(option.text.drop { $0 == "-" })
        let meant: String
        if name.contains("=") {
            meant = name
        } else if let next, next.contains("=") {
            meant = next
        } else if let next, !next.hasPrefix("-") {
            meant = "\(name)=\(next)"
        } else {
            return nil
        }
        return "values of the config are set without dashes: `\(ShellText.quoted(meant))`"
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
