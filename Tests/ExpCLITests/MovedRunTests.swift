import ExpSystem
import ExpTestSupport
import Testing

/// What the end of a run says when its folder is not where it was made.
@Suite struct MovedRunTests {
    let project = TemporaryDirectory()

    init() {
        prepareProject(project, copyingConfigsOf: repositoryRoot())
        mkdir(project.appending("elsewhere"), 0o777)
    }

    private var environment: [String: String] {
        ["PATH": "/usr/bin:/bin", "HOME": project.appending("home")]
    }

    /// The folder of the only run, once it has logged something; from the project's.
    private func waitForRun() throws -> String {
        for _ in 0..<2_000 {
            for month in (try? FileSystem.list(FilePath(project.appending("runs")))) ?? [] {
                let folder = "runs/\(month.name)"
                for run in try FileSystem.list(FilePath(project.appending(folder)))
                where project.read("\(folder)/\(run.name)/metrics.jsonl") != nil {
                    return "\(folder)/\(run.name)"
                }
            }
            usleep(5_000)
        }
        throw SystemError("wait", project.path, code: ETIMEDOUT)
    }

    /// Runs a long training, does something to its folder, stops it; what it said at its end.
    private func stop(after change: (_ run: String) throws -> Void) throws -> String {
        let program = ChildProcess(
            BuiltProgram.folder + "/exp",
            ["--config", "configs/digits.yaml", "epochs=1000"],
            in: project.path,
            environment: environment
        )
        let output = project.appending("out")
        let child = program.start { actions in
            let flags = O_WRONLY | O_CREAT | O_TRUNC
            posix_spawn_file_actions_addopen(actions, 1, output, flags, 0o600)
            posix_spawn_file_actions_addopen(actions, 2, "/dev/null", O_WRONLY, 0)
        }
        defer {
            kill(child, SIGINT)
            _ = ChildProcess.wait(for: child)
        }
        try change(try waitForRun())
        kill(child, SIGINT)
        for _ in 0..<2_000 where project.read("out")?.isEmpty != false { usleep(5_000) }
        return try #require(project.read("out"))
    }

    @Test func `a run that was moved away is shown by its path`() throws {
        var moved = ""
        let text = try stop { run in
            moved = "elsewhere/\(FilePath(run).name)"
            #expect(rename(project.appending(run), project.appending(moved)) == 0)
        }
        #expect(text.contains("  record: \(moved)\n"), "\(text)")
        #expect(text.contains(" show \(moved)\n") && !text.contains(" compare "), "\(text)")
        let shown = ChildProcess(
            BuiltProgram.folder + "/exp",
            ["show", moved],
            in: project.path,
            environment: environment
        ).run()
        #expect(shown.status == 0)
        #expect(shown.output.contains("cancelled"))
    }

    @Test func `nothing is offered about a run that was deleted`() throws {
        let text = try stop { run in
            // The run may make a file while its folder is emptied.
            while FileSystem.kind(of: FilePath(project.appending(run))) != nil {
                _ = ChildProcess("/bin/rm", ["-rf", project.appending(run)]).run()
            }
        }
        #expect(text.contains("not recorded: the end was not recorded"), "\(text)")
        #expect(!text.contains("Next:") && !text.contains("record: "), "\(text)")
    }
}
