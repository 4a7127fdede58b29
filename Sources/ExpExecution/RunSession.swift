import ExpDiagnostics
import ExpStore
import ExpSystem
import Synchronization

/// One run from the making of its directory to its end, as its threads share it.
///
/// The order at the start: signals are received, then the directory is made, then output is
/// recorded, then the task starts. Whatever comes in between, the directory is absent, or tells
/// what became of the run.
final class RunSession: Sendable {
    private struct State {
        var supervisor: Supervisor?
        var writer: RunWriter?
        var capture: OutputCapture?
    }

    private let request: RunRequest
    private let onEvent: @Sendable (RunEvent) -> Void
    private let stop = StopFlag()
    private let state = Mutex(State())

    /// How long a run that is ended at once may take to write its record, in seconds.
    private static let lastWordsSeconds = 2.0

    /// Prepares a run; nothing is started or written yet.
    init(_ request: RunRequest, onEvent: @escaping @Sendable (RunEvent) -> Void) {
        self.request = request
        self.onEvent = onEvent
    }

    /// Makes the run's directory and everything that watches over the task.
    ///
    /// - Returns: What the task gets.
    /// - Throws: What keeps the run from starting, `store-write-failed` most often.
    func begin() throws(Diagnostic) -> RunContext {
        StandardStream.openMissing()
        let supervisor = try startSupervisor()
        let writer: RunWriter
        do throws(Diagnostic) {
            let onEvent = self.onEvent
            writer = try RunWriter.create(in: request.runs, draft: request.draft) { trouble in
                onEvent(.trouble(trouble))
            }
        } catch {
            supervisor.finish()
            throw error
        }
        state.withLock { $0.writer = writer }
        // Asked to stop before there was anything to write it to.
        if let reason = supervisor.reason { writer.stopRequested(reason) }
        writer.startCapture()
        let capture = request.recordsOutput ? captureOutput(writer) : nil
        state.withLock { $0.capture = capture }
        onEvent(
            .started(
                StartedRun(
                    id: writer.id,
                    directory: writer.directory,
                    standardOutput: capture?.standardOutput ?? .output,
                    standardError: capture?.standardError ?? .error
                )
            )
        )
        return RunContext(
            id: writer.id.suffix,
            directory: writer.directory.string,
            seed: request.draft.seed,
            restored: request.restored,
            recorder: StoreRecorder(writer: writer, onEvent: onEvent),
            stop: stop
        )
    }

    /// Writes the run's end once its task has ended.
    ///
    /// - Parameter result: How the task ended.
    /// - Returns: The record and what the process shall say of it.
    func end(_ result: Result<Void, any Error>) -> RunOutcome {
        let (supervisor, writer, capture) = state.withLock {
            ($0.supervisor, $0.writer, $0.capture)
        }
        guard let supervisor, let writer else {
            preconditionFailure("a run ends that never began")
        }
        supervisor.taskEnded()
        let ending = RunEnding(
            taskResult(result),
            reason: supervisor.reason,
            isHeard: stop.isObserved
        )
        capture?.finish()
        if let error = ending.error { writer.output(ExecutionMessages.errorLine(error)) }
        let record = writer.finish(
            ending.status,
            cause: ending.cause,
            exit: .code(Int(ending.exitStatus)),
            error: ending.error
        )
        supervisor.finish()
        return RunOutcome(record: record, directory: writer.directory, ending: ending)
    }

    private func startSupervisor() throws(Diagnostic) -> Supervisor {
        do throws(SystemError) {
            let supervisor = try Supervisor(
                limits: .init(time: request.timeLimitSeconds, grace: request.graceSeconds),
                actions: .init(
                    askToStop: { self.askToStop($0) },
                    endNow: { self.endNow($0) }
                )
            )
            state.withLock { $0.supervisor = supervisor }
            try supervisor.start()
            return supervisor
        } catch {
            state.withLock { $0.supervisor }?.finish()
            throw .supervisionFailed(error)
        }
    }

    private func captureOutput(_ writer: RunWriter) -> OutputCapture? {
        let onEvent = self.onEvent
        do throws(SystemError) {
            return try OutputCapture { bytes, stream in
                writer.output(bytes: bytes)
                onEvent(.output(bytes, stream))
            }
        } catch {
            let trouble = Diagnostic.outputNotCaptured(error)
            writer.warning(trouble.message)
            onEvent(.trouble(trouble))
            return nil
        }
    }

    private func askToStop(_ reason: StopReason) {
        stop.request()
        state.withLock { $0.writer }?.stopRequested(reason)
        onEvent(.stopping(reason))
    }

    /// Ends the process with the record written, if the disk takes it soon enough.
    ///
    /// The writing has a thread of its own: a dead file server must not keep the user waiting.
    private func endNow(_ reason: StopReason) {
        let ending = RunEnding(.abandoned, reason: reason, isHeard: stop.isObserved)
        let (writer, capture) = state.withLock { ($0.writer, $0.capture) }
        let isWritten = Monitor(false)
        let writing = try? DedicatedThread {
            capture?.finish()
            _ = writer?.finish(
                ending.status,
                cause: ending.cause,
                exit: .code(Int(ending.exitStatus)),
                captureLimitSeconds: 0
            )
            isWritten.update { $0 = true }
        }
        if writing != nil {
            _ = isWritten.wait(atMostSeconds: Self.lastWordsSeconds) { $0 }
        }
        _exit(ending.exitStatus)
    }

    private func taskResult(_ result: Result<Void, any Error>) -> RunEnding.TaskResult {
        switch result {
        case .success: .returned
        case .failure(is CancellationError): .cancelled
        case .failure(let error): .threw(ExecutionMessages.description(of: error))
        }
    }
}
