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

/// A folder of runs, `<project>/runs`.
package struct RunsFolder: Sendable {
    package let path: FilePath
    package init(_ path: FilePath) { self.path = path }

    /// The folders of all runs, newest first; an absent folder has none.
    package func list() throws(Diagnostic) -> [RunEntry] { preconditionFailure() }

    /// The run that a text names: a beginning of the last part or of the whole name, `@last`,
    /// `@best`, a name, `tag:x`, or the path of a run's folder.
    package func find(_ text: String) throws(Diagnostic) -> RunEntry { preconditionFailure() }

    /// The shortest beginnings of the last parts that name each run, at least four characters.
    package func shortNames(of runs: [RunEntry]) -> [RunID: String] { preconditionFailure() }
}

/// One run's folder, not read yet.
package struct RunEntry: Hashable, Sendable {
    package var id: RunID
    package var folder: FilePath
    package init(id: RunID, folder: FilePath) {
        self.id = id
        self.folder = folder
    }
}

/// A run as it reads at one moment.
package struct RunSnapshot: Sendable {
    package let entry: RunEntry
    /// Nil when run.json is missing or unreadable: then the status is `lost`.
    package let record: RunRecord?
    package let labels: RunLabels
    /// The status concluded, with its evidence.
    package let evidence: StatusEvidence
    /// From run.json, else computed from the metrics.
    package var summary: RunSummary { preconditionFailure() }
    package var status: RunStatus { evidence.status }

    package init(_ entry: RunEntry) { preconditionFailure() }

    /// config.yaml; nil with a diagnostic when unreadable.
    package func config(into bag: inout DiagnosticBag) -> Node? { preconditionFailure() }
    package func origins(into bag: inout DiagnosticBag) -> Node? { preconditionFailure() }
    package func environment(into bag: inout DiagnosticBag) -> Node? { preconditionFailure() }
    package func metrics() throws(Diagnostic) -> MetricTable { preconditionFailure() }
}
