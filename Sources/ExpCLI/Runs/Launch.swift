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
    private let runs: RunsFolder

    /// Prepares a run.
    init(_ command: RunCommand, _ session: Session) {
        self.command = command
        self.session = session
        runs = RunsFolder(session.runsFolder(command.folder))
    }

    private var style: ErrorStyle { command.common.errors }

    /// Loads the config, runs the task, tells how it went.
    func perform() async -> ExitStatus {
        guard command.source.config != nil || command.source.task != nil else {
            return session.fail(.missingConfig(session.commandLine), style: style)
        }
        if let (word, verb) = VerbPosition.verb(among: command.overrides) {
            let range = session.range(of: word)
            return session.fail(.misplacedVerb(word, verb: verb, at: range), style: style)
        }
        // Read while the config is loaded; with a mistake in that nobody needs the result.
        let code = session.earlyReading.take(runs: runs.path, in: session)
        defer { code?.stop() }
        var bag = DiagnosticBag()
        let registry = TaskRegistry(session.tasks, into: &bag)
        let loaded = session.load(
            command.source,
            command.overrides,
            registry: registry,
            into: &bag
        )
        loaded?.reportUnsupportedSettings(into: &bag)
        guard let loaded, !bag.hasErrors else { return session.fail(bag, style: style) }
        guard let task = loaded.task.flatMap({ registry[$0] }) else {
            bag.report(.noTask(session.commandLine, known: registry.tasks.map(\.name)))
            return session.fail(bag, style: style)
        }
        // Everything wrong is told before a directory is made, so the typed config is tried with
        // names that look like the run's; the task gets the real ones.
        let trial = RunID(task: task.name, at: WallClock.now)
        let place = runs.path.appending(trial.text)
        let prepared = task.prepare(
            config: loaded.delivered(delivery(trial.suffix, place), into: &bag),
            atStart: { run, bag in
                loaded.delivered(delivery(run.id, FilePath(run.directory)), into: &bag)
            },
            into: &bag
        )
        guard let prepared, !bag.hasErrors else { return session.fail(bag, style: style) }
        session.report(bag, style: style)
        return await run(prepared, loaded, code)
    }

    private func delivery(_ id: String, _ directory: FilePath) -> Delivery {
        let session = session
        return Delivery(
            runID: id,
            runDirectory: directory,
            secret: { session.secret($0) }
        )
    }

    private func run(
        _ task: PreparedTask,
        _ loaded: LoadedConfig,
        _ code: CodeReading?
    ) async -> ExitStatus {
        var request = RunRequest(task: task, draft: draft(task, loaded, code), runs: runs)
        request.timeLimitSeconds = loaded.settings.timeoutSeconds
        let display = RunDisplay(session, goal: request.draft.goal, style: style)
        do throws(Diagnostic) {
            let outcome = try await RunLauncher.run(request) { display.show($0) }
            display.finish()
            let summary = RunEndView(outcome, in: runs, session)
            session.console.print(command.json ? summary.json : summary.text)
            return ExitStatus(outcome)
        } catch {
            display.finish()
            return session.fail(error, style: style)
        }
    }

    private func draft(
        _ task: PreparedTask,
        _ loaded: LoadedConfig,
        _ code: CodeReading?
    ) -> RunDraft {
        var draft = RunDraft(task: task.name, config: loaded.recorded, origins: loaded.origins())
        draft.seed = loaded.seed
        draft.goal = loaded.settings.goal ?? task.goal
        draft.choices = loaded.choices.map {
            RunRecord.Choice(path: $0.path.description, option: $0.name)
        }
        draft.labels = RunLabels(
            name: command.name ?? loaded.settings.name,
            tags: (loaded.settings.tags + command.tag).uniqued,
            note: command.note ?? loaded.settings.note
        )
        draft.commandLine = [session.executableName] + session.arguments
        draft.workingDirectory = session.workingDirectory
        draft.environment = session.variables
        draft.code = code
        draft.programVersion = ProgramVersion.text
        return draft
    }
}

extension [String] {
    /// Each once, in the order of the first.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
