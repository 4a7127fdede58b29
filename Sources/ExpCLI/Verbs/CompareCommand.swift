import ArgumentParser
import ExpDiagnostics
import ExpReport
import ExpSystem

/// `exp compare RUN RUN`: what differs between runs, and what it did.
struct CompareCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: CLIMessages.compareAbstract,
        discussion: CLIMessages.compareExamples
    )

    @Argument(help: ArgumentHelp(CLIMessages.runsHelp, valueName: "run"))
    var runs: [String]

    @OptionGroup var folder: RunsOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        guard runs.count > 1 else { throw ValidationError(CLIMessages.compareNeedsTwo) }
    }
}

extension CompareCommand {
    func perform(in session: Session) async -> ExitStatus {
        var bag = DiagnosticBag()
        do throws(Diagnostic) {
            let found = try RunLookup(session, folder)
                .find(runs, parts: [.config, .origins, .environment, .metrics], into: &bag)
            guard found.count == runs.count else { return session.fail(bag, style: common.errors) }
            session.report(bag, style: common.errors)
            let view = ComparisonView(
                Comparison(found),
                now: WallClock.now,
                width: session.console.outputWidth
            )
            session.console.print(json ? view.json : view.lines.joined(separator: "\n"))
            return ExitStatus(bag)
        } catch {
            return session.fail(error, style: common.errors)
        }
    }
}
