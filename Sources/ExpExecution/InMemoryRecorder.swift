import Synchronization

/// Keeps in memory what a task hands over, so that a task can be tested without a run directory.
package final class InMemoryRecorder: RunRecorder {
    /// One call of `log`.
    package struct Row: Hashable, Sendable {
        /// The step given.
        package var step: Int
        /// The values given.
        package var values: [String: Double]
    }

    /// One call of `checkpoint`.
    package struct Checkpoint: Hashable, Sendable {
        /// The step given.
        package var step: Int
        /// The state given.
        package var bytes: [UInt8]
    }

    private struct State {
        var rows: [Row] = []
        var progress: [RunProgress] = []
        var artifacts: [String: ArtifactContent] = [:]
        var checkpoints: [Checkpoint] = []
        var notes: [String] = []
    }

    /// Tells the task to stop when it is raised.
    package let stop = StopFlag()

    private let state = Mutex(State())
    private let stopsAfterRows: Int?

    /// An empty recorder.
    ///
    /// - Parameter stopsAfterRows: Raises ``stop`` once so many rows were logged.
    package init(stopsAfterRows: Int? = nil) {
        self.stopsAfterRows = stopsAfterRows
    }

    /// The logged measurements, oldest first.
    package var rows: [Row] { state.withLock { $0.rows } }

    /// What was said about the progress, oldest first.
    package var progress: [RunProgress] { state.withLock { $0.progress } }

    /// The artifacts by name, each as last given.
    package var artifacts: [String: ArtifactContent] { state.withLock { $0.artifacts } }

    /// All checkpoints, oldest first.
    package var checkpoints: [Checkpoint] { state.withLock { $0.checkpoints } }

    /// The noted lines, oldest first.
    package var notes: [String] { state.withLock { $0.notes } }

    /// The values of one metric in the order logged.
    package func values(of metric: String) -> [Double] {
        rows.compactMap { $0.values[metric] }
    }

    /// The text of an artifact; nil when there is none of that name or it is a file's copy.
    package func text(of artifact: String) -> String? {
        guard case .bytes(let bytes)? = artifacts[artifact] else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    package func log(_ values: [(key: String, value: Double)], step: Int) {
        // As a run does, but for the warning.
        let accepted = values.filter { isMetricName($0.key) }
        guard !accepted.isEmpty else { return }
        let row = Row(step: step, values: Dictionary(uniqueKeysWithValues: accepted))
        let count = state.withLock {
            $0.rows.append(row)
            return $0.rows.count
        }
        if count == stopsAfterRows { stop.request() }
    }

    package func progress(_ progress: RunProgress) {
        state.withLock { $0.progress.append(progress) }
    }

    package func artifact(_ name: String, content: ArtifactContent) {
        state.withLock { $0.artifacts[name] = content }
    }

    package func checkpoint(_ bytes: [UInt8], step: Int) {
        state.withLock { $0.checkpoints.append(Checkpoint(step: step, bytes: bytes)) }
    }

    package func note(_ text: String) {
        state.withLock { $0.notes.append(text) }
    }
}

extension RunContext {
    /// A run that keeps everything in memory.
    ///
    /// - Parameters:
    ///   - seed: The seed of the run.
    ///   - restored: The checkpoint to go on from.
    ///   - recorder: What keeps everything, to look at afterwards; its flag stops the task.
    /// - Returns: A context without a directory.
    package static func inMemory(
        seed: Int? = 0,
        restored: [UInt8]? = nil,
        recorder: InMemoryRecorder
    ) -> RunContext {
        RunContext(
            id: "inmemory",
            directory: "/nonexistent",
            seed: seed,
            restored: restored,
            recorder: recorder,
            stop: recorder.stop
        )
    }
}
