package import ExpDiagnostics
package import ExpSystem
import ExpYAML

/// A run that this process records, from the making of its folder to its end.
///
/// **Trouble.** Nothing that goes wrong here ends a task: each kind of trouble is told once, and
/// what could not be recorded makes the record `incomplete`. Only a run whose folder cannot be made
/// does not start.
///
/// **Threads.** Every call may come from any thread at any time. After ``finish(_:cause:exit:error:captureLimitSeconds:)``
/// all of them do nothing.
///
/// **Place.** The folder is kept open and reached through that: a moved run is followed, and a
/// deleted one never comes back.
package final class RunWriter: Sendable {
    /// The run's name.
    package let id: RunID

    /// The number of this attempt, from 1.
    package let attempt: Int

    /// The metrics of this attempt.
    package let metrics: MetricLog

    struct State: Sendable {
        var record: RunRecord
        /// Sentences already told, so that a full disk is told once and not at every step.
        var told: Set<String> = []
        var isFinishing = false
        var isFinished = false
    }

    let folder: OpenFolder
    let state: Monitor<State>
    let lease: Lease
    let capture: CodeCapture?
    let artifacts: ArtifactStore
    let events: AppendFile
    let outputFile: AppendFile
    private let model: FileStatus
    private let codeReader: CodeReader?
    private let onTrouble: @Sendable (Diagnostic) -> Void

    /// Makes a run's folder with `alive`, `run.json`, `config.yaml`, `origins.json` and
    /// `environment.json`, and begins its heartbeat.
    ///
    /// - Parameters:
    ///   - runs: Where; made when missing.
    ///   - draft: What the run is made from.
    ///   - onTrouble: Is told each kind of recording trouble once, on any thread.
    /// - Throws: `store-write-failed` when the folder cannot be made: then nothing may run.
    package static func create(
        in runs: RunsFolder,
        draft: RunDraft,
        onTrouble: @escaping @Sendable (Diagnostic) -> Void = { _ in }
    ) throws(Diagnostic) -> RunWriter {
        let made = try makeFolder(in: runs, draft)
        let lease: Lease
        do throws(Lease.Refusal) {
            lease = try Lease.take(in: made.folder)
        } catch {
            throw .runInProgress(error, made.id)
        }
        let writer = RunWriter(
            id: made.id,
            folder: made.folder,
            lease: lease,
            model: made.model,
            runs: runs,
            draft: draft,
            onTrouble: onTrouble
        )
        do throws(SystemError) {
            try writer.writeStart(draft)
        } catch {
            throw .cannotStart(error)
        }
        writer.startHeartbeat()
        return writer
    }

    private static func makeFolder(
        in runs: RunsFolder,
        _ draft: RunDraft
    ) throws(Diagnostic) -> (id: RunID, folder: OpenFolder, model: FileStatus) {
        do throws(SystemError) {
            let wanted = RunID(task: draft.task, at: draft.created)
            let made = try runs.create(wanted, task: draft.task, at: draft.created)
            return (made.id, made.folder, try FileSystem.status(of: runs.path))
        } catch {
            throw .cannotStart(error)
        }
    }

    private init(
        id: RunID,
        folder: OpenFolder,
        lease: Lease,
        model: FileStatus,
        runs: RunsFolder,
        draft: RunDraft,
        onTrouble: @escaping @Sendable (Diagnostic) -> Void
    ) {
        self.id = id
        self.folder = folder
        self.lease = lease
        self.model = model
        self.onTrouble = onTrouble
        attempt = lease.content.attempt

        var record = RunRecord(id: id, task: draft.task, created: draft.created, goal: draft.goal)
        record.started = WallClock.now
        record.attempts = attempt
        record.seed = draft.seed
        record.choices = draft.choices
        record.configHash = draft.configHash
        record.commandLine = draft.commandLine
        record.workingDirectory = draft.workingDirectory?.string
        record.user = HostFacts.user
        record.host = lease.content.host
        record.bootID = lease.content.bootID
        record.processID = lease.content.processID
        let state = Monitor(State(record: record))
        self.state = state

        let tell: @Sendable (Diagnostic, Bool) -> Void = { diagnostic, isLoss in
            Self.report(diagnostic, isLoss: isLoss, in: state, to: onTrouble)
        }
        metrics = MetricLog(folder: folder, attempt: attempt, goal: draft.goal) { diagnostic in
            // Lines that wait may still reach the disk; `close()` tells which did not.
            tell(diagnostic, false)
        }
        artifacts = ArtifactStore(in: folder, like: model)
        events = AppendFile(RunLayout.events, in: folder)
        outputFile = AppendFile(RunLayout.output, in: folder)

        let environment = EnvironmentCapture(
            programVersion: draft.programVersion,
            variables: draft.environment
        )
        let repository = draft.codeFolder.flatMap {
            GitRepository(containing: $0, environment: draft.environment)
        }
        capture = repository.map {
            CodeCapture(folder: folder, environment: environment, root: $0.root, onTrouble: tell)
        }
        let started = record.started ?? draft.created
        codeReader = repository.map {
            CodeReader(repository: $0, runs: runs.path, started: started)
        }
    }

    private func writeStart(_ draft: RunDraft) throws(SystemError) {
        try folder.writeWhole(record.bytes, to: RunLayout.record)
        try folder.writeWhole(Array(CanonicalWriter.yaml(draft.config).utf8), to: RunLayout.config)
        try folder.writeWhole(draft.origins.jsonFile, to: RunLayout.origins)
        let environment = EnvironmentCapture(
            programVersion: draft.programVersion,
            variables: draft.environment
        )
        try folder.writeWhole(
            environment.node(code: capture?.pending).jsonFile,
            to: RunLayout.environment
        )
        if !draft.labels.isEmpty {
            do throws(Diagnostic) {
                try RunLabels.update(in: folder) { $0 = draft.labels }
            } catch {
                report(error, isLoss: true)
            }
        }
    }

    private func startHeartbeat() {
        let state = state
        let lease = lease
        do throws(SystemError) {
            _ = try DedicatedThread {
                while !state.wait(atMostSeconds: Lease.heartbeatSeconds, until: { $0.isFinished }) {
                    lease.beat()
                }
            }
        } catch {
            report(.heartbeatFailed(error), isLoss: false)
        }
    }

    /// Where the folder is now; where it was made, once it was deleted.
    package var directory: FilePath {
        folder.currentPath ?? folder.path
    }

    /// The record as it stands.
    package var record: RunRecord {
        state.withLock { $0.record }
    }

    /// Begins the capture of the code on a thread of its own; outside a repository it does nothing.
    package func startCapture() {
        guard let capture, let codeReader else { return }
        capture.start(codeReader)
    }

    /// Adds a line to `events.jsonl`: `{"time":"…","event":NAME,…}`.
    ///
    /// - Parameters:
    ///   - name: What happened, such as `checkpoint`.
    ///   - fields: What to know about it.
    package func event(_ name: String, _ fields: [(name: String, value: Event)] = []) {
        guard !isFinishing else { return }
        writeEvent(name, fields)
    }

    /// A value in a line of `events.jsonl`.
    package enum Event: Hashable, Sendable {
        /// A text.
        case text(String)
        /// A whole number.
        case number(Int)
        /// Any number.
        case float(Double)
    }

    /// Adds text to `output.log`, as it is.
    package func output(_ text: String) {
        output(bytes: Array(text.utf8))
    }

    /// Adds bytes to `output.log`, as they are.
    package func output(bytes: [UInt8]) {
        guard !isFinishing else { return }
        append(bytes, to: outputFile, name: RunLayout.output)
    }

    /// Records a file that the task made; one of the same name is replaced.
    ///
    /// - Parameters:
    ///   - name: The path below `artifacts`, with slashes.
    ///   - bytes: The content.
    /// - Throws: `store-write-failed`; the record counts as incomplete then.
    package func addArtifact(_ name: String, bytes: [UInt8]) throws(Diagnostic) {
        guard !isFinishing else { return }
        do throws(SystemError) {
            try artifacts.add(name, bytes: bytes)
        } catch {
            throw lost(.artifactFailed(name, error))
        }
    }

    /// Records a copy of a file; one of the same name is replaced.
    ///
    /// - Parameters:
    ///   - name: The path below `artifacts`, with slashes.
    ///   - file: What is copied.
    /// - Throws: `store-write-failed`; the record counts as incomplete then.
    package func addArtifact(_ name: String, copying file: FilePath) throws(Diagnostic) {
        guard !isFinishing else { return }
        do throws(SystemError) {
            try artifacts.add(name, copying: file)
        } catch {
            throw lost(.artifactFailed(name, error))
        }
    }

    /// Saves what a resumed run starts from, and notes in `events.jsonl` how far the metrics were.
    ///
    /// - Parameters:
    ///   - bytes: The task's own state.
    ///   - step: The step that the state stands after.
    /// - Throws: `store-write-failed`; the record counts as incomplete then.
    package func saveCheckpoint(_ bytes: [UInt8], step: Int) throws(Diagnostic) {
        guard !isFinishing else { return }
        let name = RunLayout.checkpoint(attempt: attempt, step: step)
        let line = metrics.lineCount
        do throws(SystemError) {
            do throws(SystemError) {
                try folder.createDirectory(RunLayout.checkpoints, like: model)
            } catch {
                guard error.code == EEXIST else { throw error }
            }
            try folder.writeWhole(bytes, to: name)
        } catch {
            throw lost(.writeFailed(name, error))
        }
        var hash = SHA256()
        hash.update(bytes)
        let fields: [(name: String, value: Event)] = [
            ("step", .number(step)), ("attempt", .number(attempt)), ("line", .number(line)),
            ("file", .text(name)), ("sizeBytes", .number(bytes.count)),
            ("sha256", .text(hash.finish())),
        ]
        event("checkpoint", fields)
    }

    /// Changes the user's labels.
    ///
    /// - Parameter change: Gets them as they are now.
    /// - Throws: `store-write-failed`.
    package func changeLabels(_ change: (inout RunLabels) -> Void) throws(Diagnostic) {
        try RunLabels.update(in: folder, change)
    }
}

extension RunWriter {
    var isFinishing: Bool {
        state.withLock { $0.isFinishing }
    }

    func writeEvent(_ name: String, _ fields: [(name: String, value: Event)]) {
        var line = Array("{\"time\":".utf8)
        JSONText.append(WallClock.now.description, to: &line)
        line += Array(",\"event\":".utf8)
        JSONText.append(name, to: &line)
        for field in fields {
            line.append(UInt8(ascii: ","))
            JSONText.append(field.name, to: &line)
            line.append(UInt8(ascii: ":"))
            switch field.value {
            case .text(let text): JSONText.append(text, to: &line)
            case .number(let number): JSONText.append(number, to: &line)
            case .float(let number): JSONText.append(number, to: &line)
            }
        }
        line += Array("}\n".utf8)
        append(line, to: events, name: RunLayout.events)
    }

    private func append(_ bytes: [UInt8], to file: AppendFile, name: String) {
        do throws(SystemError) {
            try file.append(bytes)
        } catch {
            report(.writeFailed(name, error), isLoss: false)
        }
    }

    /// Notes that the record lacks something, and gives the reason back to be thrown.
    private func lost(_ diagnostic: Diagnostic) -> Diagnostic {
        report(diagnostic, isLoss: true)
        return diagnostic
    }

    /// Tells a trouble once; with `isLoss` the record lacks something by it.
    func report(_ diagnostic: Diagnostic, isLoss: Bool) {
        Self.report(diagnostic, isLoss: isLoss, in: state, to: onTrouble)
    }

    private static func report(
        _ diagnostic: Diagnostic,
        isLoss: Bool,
        in state: Monitor<State>,
        to onTrouble: @Sendable (Diagnostic) -> Void
    ) {
        let isNew = state.withLock { state in
            if isLoss {
                state.record.isComplete = false
                if !state.record.recordTroubles.contains(diagnostic.message) {
                    state.record.recordTroubles.append(diagnostic.message)
                }
            }
            return state.told.insert(diagnostic.message).inserted
        }
        if isNew { onTrouble(diagnostic) }
    }
}
