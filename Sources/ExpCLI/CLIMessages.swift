import ExpConfig
import ExpExecution
import ExpReport
import ExpStore
import ExpSystem

/// The wording of this target: here what verbs say while they work; beside it the help and the
/// diagnostics.
enum CLIMessages {
    static let noWorkingDirectory = "error: the working directory cannot be found"

    static func outputFailed(_ failure: SystemError) -> String {
        "error: cannot write to \(failure.path): \(failure.reason)"
    }

    static let required = "required"
    static let group = "keys below"

    static func required(_ key: String) -> String {
        "\(key), \(required)"
    }

    static let exampleHeading = "EXAMPLE"
    static let noTasks = "this program has no tasks"

    static func goal(_ metric: String, _ direction: Comparison.Direction) -> String {
        "goal: \(direction.rawValue) \(metric)"
    }

    static func onlyCase(_ name: String) -> String {
        "with \(name)"
    }

    static func verdict(_ verdict: ConfigSurvey.Verdict) -> String {
        let count = verdict.combinations
        return (verdict.isGood ? "ok      " : "faulty  ") + verdict.name
            + (count > 1 ? "  (\(count) combinations)" : "")
    }

    static func summary(_ survey: ConfigSurvey) -> String {
        func counted(_ count: Int, _ noun: String) -> String {
            "\(count) \(noun)\(count == 1 ? "" : "s")"
        }
        let faulty = survey.verdicts.count { !$0.isGood }
        let parts = [
            counted(survey.verdicts.count, "config") + (faulty > 0 ? " (\(faulty) faulty)" : ""),
            counted(survey.combinations, "combination"), counted(survey.fileCount, "file"),
        ]
        return parts.joined(separator: ", ")
    }

    static func noConfigs(_ folder: String) -> String {
        "no configs in \(folder)"
    }

    static func noRuns(_ folder: String) -> String {
        "no runs in \(folder) yet; `exp --config FILE` makes one"
    }

    static func moreRuns(_ count: Int) -> String {
        count == 1
            ? "1 older run is not shown; `exp ls --all` shows it"
            : "\(count) older runs are not shown; `exp ls --all` shows them"
    }

    static func hiddenKeys(_ count: Int) -> String {
        count == 1
            ? "1 more key differs; a wider terminal or `exp ls --json` shows it"
            : "\(count) more keys differ; a wider terminal or `exp ls --json` shows them"
    }

    static func started(_ id: RunID, _ folder: String) -> String {
        "run \(id.suffix) of \(id.task), recorded in \(folder)"
    }

    static let error = "error"
    static let record = "record"
    static let notRecorded = "not recorded"
    static let next = "Next:"

    static func ended(_ run: ReportedRun) -> String {
        let name = run.labels.name.map { " (\($0))" } ?? ""
        let time = run.record?.durationSeconds.map { " in \(ReportText.duration($0))" } ?? ""
        return "\(run.shortName)\(name) \(run.evidence.status.rawValue)\(time)"
    }

    static func fact(_ name: String, _ text: String) -> String {
        "  \(name): \(text)"
    }

    static func best(_ value: Double, step: Int?) -> String {
        "\(ReportText.number(value)) at its best" + (step.map { ", step \($0)" } ?? "")
    }

    static func stopping(_ reason: StopReason) -> String {
        switch reason {
        case .signal: "stopping after this step; a second Ctrl-C ends the run at once"
        case .timeLimit: "the time limit has passed: stopping after this step"
        }
    }

    static func progress(_ unit: String, done: Int, total: Int) -> String {
        "\(unit) \(done)/\(total)"
    }

    static func rate(_ perSecond: Double, unit: String) -> String {
        // Slow work reads better as seconds each.
        perSecond < 0.1
            ? "\(ReportText.duration(1 / perSecond)) each"
            : "\(ReportText.rounded(perSecond)) \(unit)s/s"
    }

    static func timeLeft(_ seconds: Double) -> String {
        seconds < 59.5
            ? "\(Int(seconds.rounded()))s left" : "\(ReportText.duration(seconds)) left"
    }
}
