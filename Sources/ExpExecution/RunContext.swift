/// What a task sees of its run: where to put what it found, and whether it should stop.
///
/// All members may be called from any thread. Nothing here throws: a full disk or a vanished
/// folder never ends a task; the run then ends with `record: incomplete` and exit status 3.
public final class RunContext: Sendable {
    /// The eight characters that name the run everywhere.
    public let id: String

    /// The absolute path of the run's directory.
    public let directory: String

    /// The seed that the config gives; nil when it says `seed: null`.
    public let seed: Int?

    /// The bytes of the checkpoint that this run goes on from; nil for a run that starts anew.
    public let restored: [UInt8]?

    private let recorder: any RunRecorder
    private let stop: StopFlag
    private let streams: RandomStreams

    /// Joins a run's facts with where its measurements go.
    ///
    /// - Parameters:
    ///   - id: The eight characters that name the run.
    ///   - directory: The absolute path of the run's directory.
    ///   - seed: The seed; nil draws one from the system, the same for the whole run.
    ///   - restored: The checkpoint to go on from.
    ///   - recorder: What keeps everything that the task hands over.
    ///   - stop: Raised when the task should stop.
    package init(
        id: String,
        directory: String,
        seed: Int?,
        restored: [UInt8]? = nil,
        recorder: any RunRecorder,
        stop: StopFlag
    ) {
        self.id = id
        self.directory = directory
        self.seed = seed
        self.restored = restored
        self.recorder = recorder
        self.stop = stop
        streams = RandomStreams(seed: seed)
    }

    /// Whether the task should finish its step, save and return: after Ctrl-C, a signal to end,
    /// or when the time limit has passed.
    ///
    /// A task that returns after this was true ends its run as `cancelled` (or `timedOut`); one
    /// that never asks runs to its end.
    public var isStopping: Bool {
        stop.observe()
    }

    /// Appends measurements to the run's metric log.
    ///
    /// When the call returns, the line has been passed to the kernel: a killed process loses none
    /// of it. An empty dictionary logs nothing.
    ///
    /// - Parameters:
    ///   - values: Metric names, such as `train/loss`, with values; NaN and infinities are kept.
    ///     `step`, `time`, `attempt` and `after` are no metric names: their values are left out,
    ///     with a warning.
    ///   - step: The step that they belong to; later calls may name earlier steps.
    public func log(_ values: [String: Double], step: Int) {
        guard !values.isEmpty else { return }
        recorder.log(values.sorted { $0.key < $1.key }, step: step)
    }

    /// Says how far the work is, for the live line and the plain lines in `output.log`.
    ///
    /// - Parameters:
    ///   - done: How many units are done.
    ///   - total: How many there are in all.
    ///   - unit: What is counted, in the singular.
    public func progress(_ done: Int, of total: Int, unit: String = "step") {
        recorder.progress(RunProgress(done: done, total: total, unit: unit))
    }

    /// Keeps a text as a file of the run.
    ///
    /// - Parameters:
    ///   - name: A relative path, such as `confusion.csv`; the same name again replaces the file.
    ///   - text: The whole content.
    public func artifact(_ name: String, text: String) {
        recorder.artifact(name, content: .bytes(Array(text.utf8)))
    }

    /// Keeps bytes as a file of the run.
    ///
    /// - Parameters:
    ///   - name: A relative path, such as `weights.bin`; the same name again replaces the file.
    ///   - bytes: The whole content.
    public func artifact(_ name: String, bytes: [UInt8]) {
        recorder.artifact(name, content: .bytes(bytes))
    }

    /// Keeps a copy of a file that the task has written.
    ///
    /// - Parameters:
    ///   - name: A relative path in the run; the same name again replaces the file.
    ///   - file: The path of the file to copy.
    public func artifact(_ name: String, file: String) {
        recorder.artifact(name, content: .file(file))
    }

    /// Saves a state from which a resumed run can go on, whole or not at all.
    ///
    /// The newest whole checkpoint is always there; earlier ones may go once it is.
    ///
    /// - Parameters:
    ///   - bytes: The state, in whatever form the task reads back from ``restored``.
    ///   - step: The step after which it was taken.
    public func checkpoint(_ bytes: [UInt8], step: Int) {
        recorder.checkpoint(bytes, step: step)
    }

    /// A generator of random numbers; the same seed and stream give the same numbers on every
    /// machine.
    ///
    /// Each call starts the stream from its beginning. A stream of its own for each purpose, such
    /// as `"split"` or `"shuffle/\(epoch)"`, keeps one part of a task from changing the numbers of
    /// another, and lets a resumed run go on with the numbers that it would have seen.
    ///
    /// - Parameter stream: What the numbers are for.
    /// - Returns: The stream's beginning.
    public func random(_ stream: String = "") -> SeededRandom {
        streams.generator(stream)
    }

    /// Writes a line to the run's output and its events.
    ///
    /// - Parameter text: One line.
    public func note(_ text: String) {
        recorder.note(text)
    }
}

/// How far the work of a run is.
package struct RunProgress: Hashable, Sendable {
    /// How many units are done.
    package var done: Int

    /// How many there are in all.
    package var total: Int

    /// What is counted, in the singular: `epoch`.
    package var unit: String

    /// Describes how far the work is.
    package init(done: Int, total: Int, unit: String) {
        self.done = done
        self.total = total
        self.unit = unit
    }
}

/// What an artifact is made from.
package enum ArtifactContent: Hashable, Sendable {
    /// These bytes.
    case bytes([UInt8])
    /// A copy of the file at this path.
    case file(String)
}

/// Keeps what a task hands over: in a run directory, or in memory for tests.
///
/// Calls come from any thread and never throw; what could not be kept is told to the run's
/// outcome, not to the task.
package protocol RunRecorder: Sendable {
    /// Keeps measurements, sorted by name, before it returns.
    func log(_ values: [(key: String, value: Double)], step: Int)

    /// Takes note of how far the work is.
    func progress(_ progress: RunProgress)

    /// Keeps a file; a later one of the same name replaces it.
    func artifact(_ name: String, content: ArtifactContent)

    /// Keeps a state to go on from.
    func checkpoint(_ bytes: [UInt8], step: Int)

    /// Keeps a line of text.
    func note(_ text: String)
}
