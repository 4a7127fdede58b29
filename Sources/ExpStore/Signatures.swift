package import ExpDiagnostics
package import ExpSystem
package import ExpYAML

/// What a run is made from: everything that is written before the task starts.
package struct RunDraft: Sendable {
    package var task: String
    package var seed: Int?
    package var goal: Goal = .none
    package var choices: [RunRecord.Choice] = []
    /// The resolved config as `config.yaml` shall hold it.
    package var config: Node
    /// The content of `origins.json`.
    package var origins: Node
    package var labels = RunLabels()
    /// The command line as typed, secrets taken out.
    package var commandLine: [String] = []
    package var workingDirectory: FilePath?
    /// The variables of the process; only chosen ones are recorded.
    package var environment: [String: String] = [:]
    /// The folder whose repository is captured; nil captures none.
    package var codeFolder: FilePath?
    /// The version of the program that is told in environment.json.
    package var programVersion = ""
    package var created: Timestamp

    package init(task: String, config: Node, origins: Node, created: Timestamp = WallClock.now) {
        self.task = task
        self.config = config
        self.origins = origins
        self.created = created
    }
}

/// A run that this process records, from the making of its folder to its end. Thread-safe.
package final class RunWriter: Sendable {
    package let id: RunID
    package let attempt: Int
    package let metrics: MetricLog
    /// Where the folder is now; follows a move.
    package var directory: FilePath { preconditionFailure() }

    /// `onTrouble` is told each kind of recording trouble once, on any thread.
    package static func create(
        in runs: RunsFolder,
        draft: RunDraft,
        onTrouble: @escaping @Sendable (Diagnostic) -> Void = { _ in }
    ) throws(Diagnostic) -> RunWriter { preconditionFailure() }

    init(id: RunID, attempt: Int, metrics: MetricLog) {
        self.id = id
        self.attempt = attempt
        self.metrics = metrics
    }

    /// Begins the capture of code on a thread of its own.
    package func startCapture() {}
    /// A line of events.jsonl: `{"time":…,"event":"checkpoint",…fields}`.
    package func event(_ name: String, _ fields: [(String, Node.Content)] = []) {}
    /// Text for output.log.
    package func output(_ text: String) {}
    package func addArtifact(_ name: String, bytes: [UInt8]) throws(Diagnostic) {}
    package func addArtifact(_ name: String, copying file: FilePath) throws(Diagnostic) {}
    package func saveCheckpoint(_ bytes: [UInt8], step: Int) throws(Diagnostic) {}
    package func changeLabels(_ change: (inout RunLabels) -> Void) throws(Diagnostic) {}

    /// Writes the end: waits for the capture (bounded), syncs, writes run.json, gives the lease up.
    /// The record as written comes back; `isComplete` false means exit status 3.
    package func finish(
        _ status: RunStatus,
        cause: StatusCause? = nil,
        exit: RunRecord.Exit? = nil,
        error: String? = nil
    ) -> RunRecord { preconditionFailure() }
}

