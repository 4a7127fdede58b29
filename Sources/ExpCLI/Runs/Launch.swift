import ExpConfig
import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpStore
import ExpSystem
import ExpYAML

/// One run, from the command to the summary at its end.
struct Launch {
    private let command: RunCommand
    private let session: Session

    /// Prepares a run.
    init(_ command: RunCommand, _ session: Session) {
        self.command = command
        self.session = session
    }

    private var style: ErrorStyle { command.common.errors }

    /// Loads the config, runs the task, tells how it went.
    func perform() async -> ExitStatus {
        guard command.source.config != nil || command.source.task != nil else {
            return session.fail(.missingConfig(session.commandLine), style: style)
        }
        var bag = DiagnosticBag()
        let loaded = session.load(command.source, command.overrides, into: &bag)
        guard let loaded, !bag.hasErrors else { return session.fail(bag, style: style) }
        guard let prepared = prepare(loaded, into: &bag), !bag.hasErrors else {
            return session.fail(bag, style: style)
        }
        session.report(bag, style: style)
        let runs = RunsFolder(session.runsFolder(command.folder))
        var request = RunRequest(task: prepared, draft: draft(loaded, prepared), runs: runs)
        request.timeLimitSeconds = loaded.settings.timeoutSeconds
        let display = RunDisplay(session, goal: prepared.goal, style: style)
        do throws(Diagnostic) {
            let outcome = try await RunLauncher.run(request, onEvent: display.show)
            display.finish()
            summarise(outcome, in: runs)
            return ExitStatus(outcome)
        } catch {
            display.finish()
            return session.fail(error, style: style)
        }
    }
}
