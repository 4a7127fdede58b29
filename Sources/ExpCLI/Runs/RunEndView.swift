import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpStore
import ExpSystem
import ExpYAML

/// What a run came to, in a few lines, with the commands that one would type next.
struct RunEndView {
    private let run: ReportedRun
    private let programName: String
    /// The run before this one of the same task, to compare with; nil when there is none.
    private let previousName: String?
    /// What `exp show` finds the run by; nil when its folder is gone.
    private let findableName: String?

    /// Looks at a run that has just ended.
    init(_ outcome: RunOutcome, in runs: RunsFolder, _ session: Session) {
        let record = outcome.record
        // The runs may have become unreadable meanwhile; the summary needs only their names.
        let all = (try? runs.list()) ?? []
        let names = runs.shortNames(of: all)
        run = ReportedRun(
            id: record.id,
            shortName: names[record.id] ?? record.id.suffix,
            folder: FilePath(session.shown(outcome.directory)),
            record: record,
            evidence: StatusEvidence(record.status, cause: record.cause, sentences: []),
            summary: record.summary ?? RunSummary()
        )
        programName = session.programName
        if let name = names[record.id] {
            findableName = name
            previousName = all.first { $0.id.task == record.id.task && $0.id < record.id }
                .flatMap { names[$0.id] }
        } else {
            // Moved away while it ran, or deleted.
            let isThere = FileSystem.kind(of: outcome.directory) == .folder
            // Only a text with a slash is taken for a path.
            let path = run.folder.string.contains("/") ? run.folder.string : "./\(run.folder)"
            findableName = isThere ? ShellText.quoted(path) : nil
            previousName = nil
        }
    }

    /// The lines.
    var text: String {
        let words = CLIMessages.self
        var lines = [words.ended(run)]
        if let error = run.record?.error { lines.append(words.fact(words.error, error)) }
        if let metric = run.goal.metric, let value = run.goalValue {
            lines.append(words.fact(metric, words.best(value, step: run.goalStep)))
        }
        for metric in run.summary.metrics where metric.count == 1 && metric.name != run.goal.metric
        {
            lines.append(words.fact(metric.name, ReportText.number(metric.last)))
        }
        for trouble in run.record?.recordTroubles ?? [] {
            lines.append(words.fact(words.notRecorded, trouble))
        }
        guard let name = findableName else { return lines.joined(separator: "\n") }
        lines.append(words.fact(words.record, run.folder.string))
        let next =
            ["\(programName) show \(name)"]
            + [previousName.map { "\(programName) compare \($0) \(name)" } ?? "\(programName) ls"]
        lines += ["", words.next] + next.map { "  \($0)" }
        return lines.joined(separator: "\n")
    }

    /// One object: what `exp run --json` prints at the end; the keys of `exp ls --json`.
    var json: String {
        JSONWriter.json(ReportNode.object(ReportNode.head(of: run, at: WallClock.now)))
    }
}
