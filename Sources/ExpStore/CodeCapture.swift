import ExpDiagnostics
import ExpSystem
import ExpYAML

/// The capture of a run's code, on a thread of its own beside the task.
///
/// `environment.json` says `pending` until it ends. The run's end waits for it a bounded time; after
/// that git is ended, the capture writes nothing more, and `environment.json` says `unfinished`.
final class CodeCapture: Sendable {
    private enum State: Sendable {
        case pending
        case done(CodeFacts)
        case abandoned
    }

    private let folder: OpenFolder
    private let environment: EnvironmentCapture
    private let repository: GitRepository
    private let state = Monitor(State.pending)
    private let isReading = Monitor(false)
    private let onTrouble: @Sendable (Diagnostic, Bool) -> Void

    /// A capture that has not begun; `onTrouble` is told what went wrong, and whether the record
    /// lacks something by it.
    init(
        folder: OpenFolder,
        environment: EnvironmentCapture,
        repository: GitRepository,
        onTrouble: @escaping @Sendable (Diagnostic, Bool) -> Void
    ) {
        self.folder = folder
        self.environment = environment
        self.repository = repository
        self.onTrouble = onTrouble
    }

    /// What `environment.json` says before the capture has ended.
    var pending: Node {
        CodeFacts(root: repository.root).node
    }

    /// Starts to read; returns at once.
    func start(_ reader: CodeReader) {
        isReading.update { $0 = true }
        do throws(SystemError) {
            _ = try DedicatedThread { [self] in
                take(reader.read())
                isReading.update { $0 = false }
            }
        } catch {
            isReading.update { $0 = false }
            var facts = CodeFacts(root: repository.root)
            facts.state = .failed
            facts.reason = .commandFailed(error)
            take(CodeReader.Reading(facts: facts))
        }
    }

    /// Waits for the end of the capture.
    ///
    /// - Parameter limitSeconds: After this the capture is given up.
    /// - Returns: The facts; nil when it was given up.
    func finish(limitSeconds: Double) -> CodeFacts? {
        _ = state.wait(atMostSeconds: limitSeconds) { state in
            if case .pending = state { false } else { true }
        }
        let facts = state.update { state -> CodeFacts? in
            if case .done(let facts) = state { return facts }
            state = .abandoned
            return nil
        }
        if let facts { return facts }
        repository.stopAsking()
        // Only so long that the reader takes its scratch files away.
        _ = isReading.wait(atMostSeconds: 0.5) { !$0 }
        var unfinished = CodeFacts(root: repository.root)
        unfinished.state = .unfinished
        unfinished.reason = .captureUnfinished
        write(unfinished)
        onTrouble(.captureUnfinished(seconds: limitSeconds), false)
        return nil
    }

    /// Ends the wait of ``finish(limitSeconds:)`` in another thread.
    func giveUp() {
        state.update { state in
            if case .pending = state { state = .abandoned }
        }
    }

    private func take(_ reading: CodeReader.Reading) {
        // Written under the lock, so that a run which gives the capture up has the last word.
        state.update { state in
            guard case .pending = state else { return }
            if let patch = reading.patch {
                do throws(SystemError) {
                    try folder.writeWhole(patch, to: RunLayout.codePatch)
                } catch {
                    onTrouble(.writeFailed(RunLayout.codePatch, error), true)
                }
            }
            write(reading.facts)
            state = .done(reading.facts)
        }
    }

    private func write(_ facts: CodeFacts) {
        do throws(SystemError) {
            let content = environment.node(code: facts.node).jsonFile
            try folder.writeWhole(content, to: RunLayout.environment)
        } catch {
            onTrouble(.writeFailed(RunLayout.environment, error), true)
        }
    }
}
