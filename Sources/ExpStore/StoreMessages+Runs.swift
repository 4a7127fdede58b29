import ExpDiagnostics
import ExpSystem

// What naming and reading runs says to the user.

extension Diagnostic {
    static func runsUnreadable(_ error: SystemError, severity: Severity = .error) -> Diagnostic {
        Diagnostic(
            .unreadableRun,
            severity: severity,
            message: "the runs in `\(error.path)` cannot be listed: \(error.reason)"
        )
    }

    static func runFileUnreadable(_ id: RunID, _ error: SystemError) -> Diagnostic {
        Diagnostic(
            .unreadableRun,
            message:
                "`\(FilePath(error.path).name)` of run `\(id)` cannot be read: \(error.reason)",
            notes: ["while trying to \(error.operation) `\(error.path)`"]
        )
    }

    static func metricLineTorn(_ id: RunID) -> Diagnostic {
        Diagnostic(
            .metricLogTruncated,
            severity: .warning,
            message: "the last line of the metrics of run `\(id)` is torn and was left out"
        )
    }

    static func metricLinesCorrupt(_ id: RunID, count: Int) -> Diagnostic {
        let (lines, verb) = count == 1 ? ("line", "was") : ("lines", "were")
        return Diagnostic(
            .metricLogTruncated,
            severity: .warning,
            message:
                "\(count) \(lines) of the metrics of run `\(id)` cannot be read and \(verb) left out"
        )
    }

    static func noRuns(_ path: FilePath) -> Diagnostic {
        Diagnostic(
            .unknownRun,
            message: "there are no runs in `\(path)` yet",
            help: "start one with `exp --config FILE`, or name another folder with `--runs`"
        )
    }

    static func tooFewRuns(_ text: String, count: Int) -> Diagnostic {
        Diagnostic(
            .unknownRun,
            message: "there is no run `\(text)`: \(count == 1 ? "one run is" : "\(count) runs are")"
                + " there, and `@last` is `@0`",
            help: "`exp ls` lists the runs"
        )
    }

    static func unknownRun(
        _ text: String,
        known: [RunID],
        names: [String],
        in path: FilePath
    ) -> Diagnostic {
        Diagnostic(
            .unknownRun,
            message: text.isEmpty ? "an empty text names no run" : "no run is named `\(text)`",
            notes: known.isEmpty ? ["there are no runs in `\(path)`"] : [],
            help: Suggestion.phrase(for: text, among: names + known.map(\.suffix))
                ?? "`exp ls` lists the runs"
        )
    }

    static func unknownTag(_ tag: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .unknownRun,
            message: "no run has the tag `\(tag)`",
            help: Suggestion.phrase(for: tag, among: known)
                ?? "`exp ls --json` lists the runs with their tags"
        )
    }

    static func ambiguousRun(
        _ text: String,
        candidates: [RunID],
        names: [RunID: String]
    ) -> Diagnostic {
        let shown = candidates.prefix(10).map { "`\(names[$0] ?? $0.text)`: \($0)" }
        let rest = candidates.count - shown.count
        return Diagnostic(
            .ambiguousRun,
            message: "`\(text)` names \(candidates.count) runs",
            notes: shown + (rest > 0 ? ["and \(rest) more"] : []),
            help: "name one of them by more characters"
        )
    }

    static func noGoal(_ id: RunID) -> Diagnostic {
        Diagnostic(
            .unknownRun,
            message: "`@best` needs a goal, and the newest run `\(id)` has none",
            help: "name the run, or give its task a goal"
        )
    }

    static func noneCompleted(task: String, metric: String) -> Diagnostic {
        Diagnostic(
            .unknownRun,
            message:
                "no completed run of task `\(task)` has logged `\(metric)`, so none is the best"
        )
    }
}
