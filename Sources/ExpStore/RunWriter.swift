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
        /// How many files could not be written, by reason.
        var losses: [Loss: Int] = [:]
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
    let model: FileStatus
    let onTrouble: @Sendable (Diagnostic) -> Void

    /// Makes a run's folder with `alive`, `run.json`, `config.yaml`, `origins.json` and
    /// `environment.json`, and begins its heartbeat.
    ///
    /// - Parameters:
    ///   - runs: Where; made when missing.
    ///   - draft: What the run is made from.
    ///   - onTrouble: Is told each kind of recording trouble once, on any thread.
    /// - Returns: The run, alive.
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
            discard(made.folder)
            // A folder made just now has no other owner, so it is the system that refuses.
            guard case .system(let reason) = error else {
                throw .cannotStart(SystemError("lock", made.folder.path.string, code: EBUSY))
            }
            throw .cannotStart(reason)
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
            discard(made.folder)
            throw .cannotStart(error)
        }
        writer.startHeartbeat()
        return writer
    }

    /// Takes back the folder of a run that could not start: it would read lost for ever.
    private static func discard(_ folder: OpenFolder) {
        for entry in (try? folder.list()) ?? [] { try? folder.remove(entry.name) }
        if let path = folder.currentPath { try? FileSystem.removeDirectory(path) }
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
            let path = FilePath(error.path)
            if let target = FileSystem.target(ofDanglingLink: path) {
                throw .cannotStart(link: path, to: target)
            }
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
        capture = draft.code.map {
            CodeCapture(folder: folder, environment: environment, reading: $0, onTrouble: tell)
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
}
