import ArgumentParser
import ExpConfig
import ExpDiagnostics
import ExpReport
import ExpSystem
import ExpYAML

/// `exp explain`: where values come from, or what a code means.
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

    @Flag(help: "Tell of every key; none is named then.")
    var all = false

    @Flag(help: "Where several keys are told of: what each value replaced, too.")
    var replaced = false

    @Option(help: ArgumentHelp("A code as messages show it: unknown-key.", valueName: "code"))
    var code: String?

    @OptionGroup var source: ConfigOptions
    @OptionGroup var folder: RunsOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        if all {
            guard code == nil else { throw ValidationError(CLIMessages.explainNeedsOne) }
            // What stands first is no key, then.
            if let key { rest.insert(key, at: 0) }
            key = nil
            return
        }
        guard (key == nil) != (code == nil) else {
            throw ValidationError(CLIMessages.explainNeedsOne)
        }
    }
}

extension ExplainCommand {
    func perform(in session: Session) async -> ExitStatus {
        if let code { return explain(code: code, session) }
        var path: ConfigPath?
        if let key {
            guard let parsed = ConfigPath.parse(key) else {
                let range = session.range(of: key)
                return session.fail(.invalidKeyPath(key, at: range), style: common.errors)
            }
            path = parsed
        }
        var bag = DiagnosticBag()
        let told: ToldConfig
        do throws(Refusal) {
            told = try config(session, into: &bag)
        } catch {
            switch error {
            case .reported: return session.fail(bag, style: common.errors)
            case .problem(let problem): return session.fail(problem, style: common.errors)
            }
        }
        // A faulty config has a story too: what is known is told, the errors beside it.
        session.report(bag, style: common.errors)
        guard let path else {
            show(.group(told.story.all), told, session)
            return ExitStatus(bag)
        }
        guard let answer = told.story.tell(path) else {
            let problem = Diagnostic.nothingToExplain(
                path,
                known: told.story.paths,
                elsewhere: told.elsewhere(path),
                run: told.run,
                at: key.flatMap { session.range(of: $0) }
            )
            return session.fail(problem, style: common.errors)
        }
        show(answer, told, session)
        return ExitStatus(bag)
    }

    private func show(_ answer: ConfigStory.Answer, _ told: ToldConfig, _ session: Session) {
        let changes = told.changes(since: answer)
        if json {
            session.console.print(JSONWriter.json(answer.json(changes)))
            return
        }
        let width = session.console.outputWidth
        let lines: [String]
        switch answer {
        case .value(let story): lines = story.lines(width: width)
        case .group(let stories):
            lines = StoryTable(stories, showsReplaced: replaced).lines(width: width)
        }
        session.console.print((lines + (changes?.lines ?? [])).joined(separator: "\n"))
    }

    private func explain(code: String, _ session: Session) -> ExitStatus {
        // Copied from a message it may still wear its brackets: `error[unknown-key]`.
        let name = code.split { $0 == "[" || $0 == "]" }.last.map(String.init) ?? code
        guard let known = DiagnosticCode(rawValue: name) else {
            let problem = Diagnostic.unknownCode(code, at: session.range(of: code))
            return session.fail(problem, style: common.errors)
        }
        session.console.write(CodeExplanation.text(for: known), to: .output)
        return .success
    }

    // MARK: - What is told of

    /// Why there is nothing to tell of.
    private enum Refusal: Error {
        /// The bag says.
        case reported
        /// This.
        case problem(Diagnostic)
    }

    /// The config or run that the command names.
    private func config(
        _ session: Session,
        into bag: inout DiagnosticBag
    ) throws(Refusal) -> ToldConfig {
        guard source.config == nil, source.task == nil else {
            guard let loaded = session.load(source, rest, into: &bag) else { throw .reported }
            return ToldConfig(loaded)
        }
        let verb = "explain \(key ?? "--all")"
        // Only one word that is no override can be a run.
        guard let run = rest.first, !run.contains("="), !run.hasPrefix("~") else {
            throw .problem(.nothingToExplainIn(session.commandLine, verb: verb))
        }
        if rest.count > 1 {
            throw .problem(.oneRunOnly(rest[1], at: session.range(of: rest[1])))
        }
        let found: [ReportedRun]
        do throws(Diagnostic) {
            found = try RunLookup(session, folder).find(
                [run],
                parts: [.config, .origins],
                into: &bag
            )
        } catch {
            throw .problem(error)
        }
        if let told = found.first.flatMap({ ToldConfig($0, named: run, in: session) }) {
            return told
        }
        if session.isConfig(run) {
            throw .problem(.missingConfig(session.commandLine, verb: verb, config: run))
        }
        throw .reported
    }
}
