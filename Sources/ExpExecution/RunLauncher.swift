package import ExpDiagnostics
package import ExpStore
package import ExpSystem

/// What is to be run, and where it is recorded.
package struct RunRequest: Sendable {
    /// The task with its config.
    package var task: PreparedTask

    /// What is recorded before the task starts.
    package var draft: RunDraft

    /// The folder that gets the run's directory.
    package var runs: RunsFolder

    /// How long the task may take before it is asked to stop, in seconds; nil for ever.
    package var timeLimitSeconds: Double?

    /// How long it may then take to save before the run is ended, in seconds.
    package var graceSeconds = 30.0

    /// The checkpoint to go on from; nil for a run that starts anew.
    package var restored: [UInt8]?

    /// Whether what the task prints is recorded; it replaces descriptors 1 and 2 of the process.
    package var recordsOutput = true

    /// Describes a run of a task.
    package init(task: PreparedTask, draft: RunDraft, runs: RunsFolder) {
        self.task = task
        self.draft = draft
        self.runs = runs
    }
}

/// How a run has ended and where it is recorded.
package struct RunOutcome: Sendable {
    /// The record as it was written at the end.
    package var record: RunRecord

    /// Where the run is recorded.
    package var directory: FilePath

    /// How it has ended.
    package var ending: RunEnding

    /// The exit status of the process: 0 completed, 1 failed or timed out, 3 completed but not
    /// fully recorded, 130 or 143 interrupted.
    package var exitStatus: Int32 {
        ending.exitStatus == 0 && !record.isComplete ? 3 : ending.exitStatus
    }
}

/// Carries runs out in this process.
package enum RunLauncher {
    /// Carries one run out: makes its directory, runs the task, records what became of it.
    ///
    /// While it lasts, `SIGINT`, `SIGTERM` and `SIGHUP` ask the task to stop; a second `SIGINT` or
    /// `SIGTERM` writes the record and ends the process at once.
    ///
    /// - Parameters:
    ///   - request: What to run and where.
    ///   - onEvent: Told what happens, on any thread; it must return soon. Without recorded output
    ///     it gets no ``RunEvent/output(_:_:)``.
    /// - Returns: How the run has ended; a task that throws is no error here.
    /// - Throws: `store-write-failed` and what else keeps a run from starting; no task was run.
    package static func run(
        _ request: RunRequest,
        onEvent: @escaping @Sendable (RunEvent) -> Void
    ) async throws(Diagnostic) -> RunOutcome {
        let session = RunSession(request, onEvent: onEvent)
        let context = try session.begin()
        let body = request.task.body
        // Detached: the caller may be the main actor, and a task that computes without pause
        // would keep everything else from it.
        let result = await Task.detached { try await body(context) }.result
        return session.end(result)
    }
}
