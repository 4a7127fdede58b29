import ExpDiagnostics
import ExpReport
import ExpSystem
import ExpYAML

@testable import ExpStore

/// Runs made up for tests; nothing of them is on disk.
enum SampleRuns {
    /// 2026-11-23 18:15:02 UTC.
    static let start = Timestamp(seconds: 1_795_457_702)

    /// A completed run.
    static func run(
        _ suffix: String,
        after seconds: Double = 0,
        task: String = "digits",
        config: String,
        accuracy: [Double] = [0.9, 0.97, 0.96],
        loss: [Double] = [0.5, 0.2, 0.1],
        goal: Goal = .maximize("valid/accuracy")
    ) -> ReportedRun {
        let started = start.adding(seconds: seconds)
        let id = RunID(task: task, at: started, suffix: suffix)
        var record = RunRecord(id: id, task: task, status: .completed, created: started, goal: goal)
        record.started = started
        record.ended = started.adding(seconds: 4.2)
        record.commandLine = ["exp", "-c", "digits", "model.hidden=[64, 32]"]
        record.seed = 0
        record.user = "ada"
        record.host = "engine"
        var run = ReportedRun(
            id: id,
            shortName: String(suffix.prefix(4)),
            folder: FilePath("runs/2026-11/\(id)"),
            record: record,
            evidence: StatusEvidence(.completed, sentences: ["run.json says so"]),
            summary: summary(accuracy, loss)
        )
        run.config = tree(config)
        run.origins = run.config.map { Provenance.record($0) }
        return run
    }

    /// A tree from YAML, in a file of the project.
    static func tree(_ text: String) -> Node? {
        var bag = DiagnosticBag()
        let file = SourceFile(name: "configs/a.yaml", path: "/project/configs/a.yaml", text: text)
        return YAMLReader.read(file, into: &bag)?.root
    }

    private static func summary(_ accuracy: [Double], _ loss: [Double]) -> RunSummary {
        guard !accuracy.isEmpty else { return RunSummary() }
        let best = accuracy.indices.max { accuracy[$0] < accuracy[$1] } ?? 0
        return RunSummary(
            metrics: [metric("train/loss", loss), metric("valid/accuracy", accuracy)],
            best: MetricRow(
                step: best + 1,
                time: 1,
                values: [
                    .init(name: "train/loss", value: loss[best]),
                    .init(name: "valid/accuracy", value: accuracy[best]),
                ]
            ),
            rowCount: accuracy.count
        )
    }

    private static func metric(_ name: String, _ values: [Double]) -> MetricSummary {
        let least = values.indices.min { values[$0] < values[$1] } ?? 0
        let greatest = values.indices.max { values[$0] < values[$1] } ?? 0
        return MetricSummary(
            name: name,
            last: values.last ?? .nan,
            lastStep: values.count,
            min: values[least],
            minStep: least + 1,
            max: values[greatest],
            maxStep: greatest + 1,
            mean: values.reduce(0, +) / Double(values.count),
            count: values.count,
            nanCount: 0
        )
    }
}
