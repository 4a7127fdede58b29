package import ExpSystem

/// The reading of a run's code, on a thread of its own; begun before there is a run.
///
/// Git takes longer than the start of a run. So it is asked as soon as it is known that there shall
/// be a run, and reads while the config is loaded and the run's folder made.
package final class CodeReading: Sendable {
    private struct State: Sendable {
        var result: CodeReader.Reading?
        var receiver: (@Sendable (CodeReader.Reading) -> Void)?
    }

    /// The repository's work tree.
    let root: FilePath

    private let repository: GitRepository
    private let state = Monitor(State())

    /// Begins to read; nil outside a repository.
    ///
    /// - Parameters:
    ///   - folder: A folder in the repository.
    ///   - runs: The runs folder, which is no code; it need not be there yet.
    ///   - environment: All variables of the process, from which git's are made.
    package convenience init?(
        containing folder: FilePath,
        runs: RunsFolder,
        environment: [String: String]
    ) {
        let found = GitRepository(containing: folder, environment: environment)
        guard let repository = found else { return nil }
        self.init(CodeReader(repository: repository, runs: runs.path, started: WallClock.now))
    }

    /// Begins to read.
    init(_ reader: CodeReader) {
        repository = reader.repository
        root = repository.root
        do throws(SystemError) {
            _ = try DedicatedThread { [self] in end(reader.read()) }
        } catch {
            var facts = CodeFacts(root: root)
            facts.state = .failed
            facts.reason = .commandFailed(error)
            end(CodeReader.Reading(facts: facts))
        }
    }

    /// Gives the result to the one who asks, once: now, or on the reading thread when it is there.
    func whenDone(_ receiver: @escaping @Sendable (CodeReader.Reading) -> Void) {
        let result = state.update { state in
            if state.result == nil { state.receiver = receiver }
            return state.result
        }
        if let result { receiver(result) }
    }

    /// Ends the git that runs now, when nobody needs the result any more; it is not asked again.
    ///
    /// It waits a moment, only so long that the reading thread takes its scratch files away.
    package func stop() {
        guard state.withLock({ $0.result == nil }) else { return }
        repository.stopAsking()
        _ = state.wait(atMostSeconds: 0.5) { $0.result != nil }
    }

    private func end(_ result: CodeReader.Reading) {
        let receiver = state.update { state in
            state.result = result
            return state.receiver
        }
        receiver?(result)
    }
}
