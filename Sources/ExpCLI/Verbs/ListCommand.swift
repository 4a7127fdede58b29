import ArgumentParser
import ExpDiagnostics
import ExpReport
import ExpSystem

/// `exp ls`: the runs, newest first.
struct ListCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: CLIMessages.listAbstract,
        discussion: CLIMessages.listExamples
    )

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("At most so many.", valueName: "count")
    )
    var limit = 20

    @Flag(name: [.short, .long], help: "All of them.")
    var all = false

    @OptionGroup var folder: RunsOptions

    @Flag(help: "Print one JSON object a run, all on lines of their own.")
    var json = false

    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        guard limit > 0 else { throw ValidationError(CLIMessages.limitTooSmall) }
    }
}

extension ListCommand {
    func perform(in session: Session) async -> ExitStatus {
        // A config that cannot be read costs the run its columns, not the list its run; a run that
        // is being made, or was never started, has none yet.
        var unreadable = DiagnosticBag()
        do throws(Diagnostic) {
            let lookup = try RunLookup(session, folder)
            session.report(lookup.unlisted, style: common.errors)
            let shown = all ? lookup.count : limit
            let runs = lookup.newest(shown, parts: [.config, .metrics], into: &unreadable)
            let table = RunTable(runs, now: WallClock.now)
            if json {
                for line in table.jsonLines { session.console.print(line) }
                return .success
            }
            if runs.isEmpty {
                session.console.note(CLIMessages.noRuns(session.shown(session.runsFolder(folder))))
                return .success
            }
            let (lines, hidden) = table.lines(width: session.console.outputWidth)
            session.console.print(lines.joined(separator: "\n"))
            if lookup.count > runs.count {
                session.console.note(CLIMessages.moreRuns(lookup.count - runs.count))
            }
            if hidden > 0 { session.console.note(CLIMessages.hiddenKeys(hidden)) }
            return .success
        } catch {
            return session.fail(error, style: common.errors)
        }
    }
}
