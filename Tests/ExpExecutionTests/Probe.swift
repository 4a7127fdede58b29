import ExpStore
import ExpSystem
import ExpTestSupport
import Testing

/// The probe with a runs folder of its own.
struct Probe {
    /// The folder with `runs`, `out` and `err`.
    let folder = TemporaryDirectory()

    /// Starts a task of the probe; its output goes to the files `out` and `err`.
    ///
    /// - Parameters:
    ///   - task: The task's name.
    ///   - timeLimitSeconds: The time limit.
    ///   - graceSeconds: The time of grace after it.
    ///   - isMute: Whether it starts without any standard stream.
    ///   - ignored: A signal that it starts ignoring, as a shell spells it: `INT`.
    /// - Returns: The process's number.
    func start(
        _ task: String,
        timeLimitSeconds: Double? = nil,
        graceSeconds: Double = 0.5,
        isMute: Bool = false,
        ignoring ignored: String? = nil
    ) -> pid_t {
        let limits = timeLimitSeconds.map { ["\($0)", "\(graceSeconds)"] } ?? []
        let probe = BuiltProgram.folder + "/ExecutionProbe"
        var words = [probe, folder.appending("runs"), task] + limits
        if let ignored {
            words = ["/bin/sh", "-c", "trap '' \(ignored) && exec \"$@\"", "sh"] + words
        }
        let program = ChildProcess(
            words[0],
            Array(words.dropFirst()),
            environment: ["SWIFT_BACKTRACE": "enable=no"]
        )
        return program.start { actions in
            guard !isMute else {
                for descriptor in Int32(0)...2 {
                    posix_spawn_file_actions_addopen(actions, descriptor, "/dev/null", O_RDWR, 0)
                    posix_spawn_file_actions_addclose(actions, descriptor)
                }
                return
            }
            posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0)
            let flags = O_WRONLY | O_CREAT | O_TRUNC
            posix_spawn_file_actions_addopen(actions, 1, folder.appending("out"), flags, 0o600)
            posix_spawn_file_actions_addopen(actions, 2, folder.appending("err"), flags, 0o600)
        }
    }

    /// Runs a task to its end; the exit status.
    func run(
        _ task: String,
        timeLimitSeconds: Double? = nil,
        graceSeconds: Double = 0.5
    ) -> Int32 {
        ChildProcess.wait(
            for: start(task, timeLimitSeconds: timeLimitSeconds, graceSeconds: graceSeconds)
        )
    }

    /// What the process wrote to standard output.
    var output: String { folder.read("out") ?? "" }

    /// What the process wrote to standard error.
    var errors: String { folder.read("err") ?? "" }

    /// Waits, at most ten seconds, until a text stands in a file of the run.
    func wait(
        for text: String,
        in read: () -> String?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for _ in 0..<2000 {
            if read()?.contains(text) == true { return }
            pause(milliseconds: 5)
        }
        Issue.record("`\(text)` never came", sourceLocation: sourceLocation)
    }

    /// Waits until the task has logged something.
    func waitForMetrics(sourceLocation: SourceLocation = #_sourceLocation) {
        let read = {
            (try? runs.list())?.first.flatMap { readText($0.folder.string + "/metrics.jsonl") }
        }
        wait(for: "\n", in: read, sourceLocation: sourceLocation)
    }

    private var runs: RunsFolder {
        RunsFolder(FilePath(folder.appending("runs")))
    }

    /// Whether a run's folder was made.
    var hasRun: Bool {
        ((try? runs.list()) ?? []).isEmpty == false
    }

    /// The only run, read back.
    func snapshot(sourceLocation: SourceLocation = #_sourceLocation) throws -> RunSnapshot {
        let entries = try runs.list()
        return RunSnapshot(
            try #require(entries.count == 1 ? entries.first : nil, sourceLocation: sourceLocation)
        )
    }

    /// The text of a file in the only run's folder; nil when there is none.
    func file(_ name: String) -> String? {
        (try? runs.list())?.first.flatMap { readText($0.folder.string + "/" + name) }
    }
}

/// Blocks this thread.
func pause(milliseconds: Int) {
    var time = timespec(tv_sec: 0, tv_nsec: milliseconds * 1_000_000)
    nanosleep(&time, nil)
}
