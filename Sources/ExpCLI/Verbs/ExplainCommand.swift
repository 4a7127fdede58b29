import ArgumentParser
import ExpConfig
import ExpDiagnostics
import ExpReport
import ExpSystem
import ExpYAML

/// `exp explain`: where a value comes from, or what a code means.
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

    @Option(help: ArgumentHelp("A code as messages show it: unknown-key.", valueName: "code"))
    var code: String?

    @OptionGroup var source: ConfigOptions
    @OptionGroup var folder: RunsOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        guard (key == nil) != (code == nil) else {
            throw ValidationError(CLIMessages.explainNeedsOne)
        }
    }
}

extension ExplainCommand {
    func perform(in session: Session) async -> ExitStatus {
        if let code { return explain(code: code, session) }
        guard let key, let path = ConfigPath.parse(key) else {
            let range = key.flatMap { session.range(of: $0) }
            return session.fail(.invalidKeyPath(key ?? "", at: range), style: common.errors)
        }
        var bag = DiagnosticBag()
        let tree: Node?
        if source.config == nil, source.task == nil {
            // Only one word that is no override can be a run.
            guard let run = rest.first, !run.contains("="), !run.hasPrefix("~") else {
                return session.fail(
                    .nothingToExplainIn(session.commandLine, verb: "explain \(key)"),
                    style: common.errors
                )
            }
            if rest.count > 1 {
                let range = session.range(of: rest[1])
                return session.fail(.oneRunOnly(rest[1], at: range), style: common.errors)
            }
            tree = recorded(run, session, into: &bag)
            if tree == nil, session.isConfig(run) {
                let verb = "explain \(key)"
                return session.fail(
                    .missingConfig(session.commandLine, verb: verb, config: run),
                    style: common.errors
                )
            }
        } else {
            tree = session.load(source, rest, into: &bag)?.resolved
        }
        guard let tree else { return session.fail(bag, style: common.errors) }
        // A faulty config has a story too: what is known is told, the errors beside it.
        session.report(bag, style: common.errors)
        let story = ConfigStory(tree, project: session.project.folder)
        guard let answer = story.tell(path) else {
            let problem = Diagnostic.nothingToExplain(
                path,
                known: story.paths,
                run: source.config == nil && source.task == nil ? rest.first : nil,
                at: session.range(of: key)
            )
            return session.fail(problem, style: common.errors)
        }
        let width = session.console.outputWidth
        session.console.print(json ? answer.json : answer.lines(width).joined(separator: "\n"))
        return ExitStatus(bag)
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

    private func recorded(_ run: String, _ session: Session, into bag: inout DiagnosticBag) -> Node?
    {
        do throws(Diagnostic) {
            let found = try RunLookup(session, folder)
                .find([run], parts: [.config, .origins], into: &bag)
            return found.first.flatMap { RunProvenance($0).tree ?? $0.config }
        } catch {
            bag.report(error)
            return nil
        }
    }
}
