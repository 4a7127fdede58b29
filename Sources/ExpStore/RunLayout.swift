/// The names in a run's folder; nothing else spells them.
///
///     runs/2026-11/20261123-181502-digits-k3f9x2ab/
///         run.json            what ran, by whom, and how it ended: ``RunRecord``
///         labels.json         name, tags, note: ``RunLabels``
///         config.yaml         the resolved config; `exp --config` on it repeats the run
///         origins.json        where each value came from
///         environment.json    executable, machine, variables, and under `code` the repository
///         code.patch          changes that were not committed
///         metrics.jsonl       what was logged: ``MetricLog``
///         output.log          the task's output
///         events.jsonl        attempts, checkpoints, warnings, stop requests: ``EventLog``
///         alive               the lease, only while the run lives: ``Lease``
///         artifacts/          files that the task made, listed in artifacts.json
///         checkpoints/        what a resumed run starts from
///
/// There is no file that nothing was written to.
package enum RunLayout {
    /// What ran and how it ended.
    package static let record = "run.json"
    /// The user's name, tags and note.
    package static let labels = "labels.json"
    /// The resolved config.
    package static let config = "config.yaml"
    /// Where each value of the config came from.
    package static let origins = "origins.json"
    /// Executable, machine, variables and code.
    package static let environment = "environment.json"
    /// Uncommitted changes.
    package static let codePatch = "code.patch"
    /// The task's output.
    package static let output = "output.log"
    /// What happened beside the metrics.
    package static let events = "events.jsonl"
    /// The lease of a living run.
    package static let lease = "alive"
    /// The folder of files that the task made.
    package static let artifacts = "artifacts"
    /// The list of those files with size and SHA-256.
    package static let artifactList = "artifacts.json"
    /// The folder of checkpoints.
    package static let checkpoints = "checkpoints"

    /// The metrics of one attempt, from 1: `metrics.jsonl`, `metrics.3.jsonl`.
    package static func metrics(attempt: Int) -> String {
        attempt <= 1 ? "metrics.jsonl" : "metrics.\(attempt).jsonl"
    }

    /// The attempt whose metrics a file holds; nil for other names, other ranks included.
    package static func attempt(ofMetrics name: String) -> Int? {
        if name == metrics(attempt: 1) { return 1 }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "metrics", parts[2] == "jsonl",
            let attempt = Int(parts[1]), attempt > 1, metrics(attempt: attempt) == name
        else { return nil }
        return attempt
    }

    /// A checkpoint in ``checkpoints``.
    package static func checkpoint(attempt: Int, step: Int) -> String {
        "\(checkpoints)/\(attempt)-\(step).checkpoint"
    }
}
