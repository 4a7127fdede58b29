import ExpConfig
import ExpStore
import ExpSystem
import Synchronization

/// The reading of the code that begins before the command line is parsed.
///
/// Git takes longer than all else in the start of a run, and ArgumentParser two milliseconds. So a
/// command line that has the look of a run has git started first; should it be none after all, git is
/// ended again.
final class EarlyReading: Sendable {
    private struct Begun: Sendable {
        let reading: CodeReading?
        let runs: FilePath
    }

    private let begun = Mutex<Begun?>(nil)

    /// Begins to read where the arguments of the verb `run` name a config or a task.
    func begin(_ arguments: [String], in session: Session) {
        let options = arguments.prefix { $0 != "--" }
        let asksForHelp = options.contains { ["-h", "--help", "--version"].contains($0) }
        let isRun = options.contains {
            $0.hasPrefix("-c") || $0.hasPrefix("--config") || $0.hasPrefix("--task")
        }
        guard isRun, !asksForHelp else { return }
        let runs = session.runsFolder(option: Self.value(of: "--runs", in: Array(options)))
        begun.withLock { $0 = Begun(reading: session.readCode(runs: runs), runs: runs) }
    }

    /// The reading for a run whose parsed options name this folder of runs.
    ///
    /// - Returns: nil outside a repository.
    func take(runs: FilePath, in session: Session) -> CodeReading? {
        let early = begun.withLock { begun in
            defer { begun = nil }
            return begun
        }
        guard let early, early.runs == runs else {
            early?.reading?.stop()
            return session.readCode(runs: runs)
        }
        return early.reading
    }

    /// Ends a reading that nobody took.
    func stop() {
        begun.withLock { $0 }?.reading?.stop()
    }

    private static func value(of option: String, in arguments: [String]) -> String? {
        for (index, argument) in arguments.enumerated() {
            if argument == option, index + 1 < arguments.count { return arguments[index + 1] }
            if argument.hasPrefix(option + "=") {
                return String(argument.dropFirst(option.count + 1))
            }
        }
        return nil
    }
}

extension Session {
    fileprivate func readCode(runs: FilePath) -> CodeReading? {
        CodeReading(
            containing: project.folder,
            runs: RunsFolder(runs),
            environment: variables
        )
    }
}
