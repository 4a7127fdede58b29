import ArgumentParser
import ExpDiagnostics
import ExpReport
import ExpSystem

/// `exp show RUN`: everything that is known of one run.
struct ShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: CLIMessages.showAbstract,
        discussion: CLIMessages.showExamples
    )

    @Argument(help: ArgumentHelp(CLIMessages.runHelp, valueName: "run"))
    var run: String

    @OptionGroup var folder: RunsOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var common: CommonOptions
}

extension ShowCommand {
    func perform(in session: Session) async -> ExitStatus {
        var bag = DiagnosticBag()
        do throws(Diagnostic) {
            let found = try RunLookup(session, folder)
                .find([run], parts: Set(ReportedRun.Part.allCases), into: &bag)
            guard let run = found.first else { return session.fail(bag, style: common.errors) }
            session.report(bag, style: common.errors)
            let page = RunPage(run, now: WallClock.now, width: session.console.outputWidth)
            session.console.print(json ? page.json : page.lines.joined(separator: "\n"))
            return ExitStatus(bag)
        } catch {
            return session.fail(error, style: common.errors)
        }
    }
}
