import ExpSystem
import ExpTestSupport
import Testing

@testable import ExpStore

/// Tests with a git repository in the folder `work` of a folder of their own.
protocol RepositoryTests {
    var folder: TemporaryDirectory { get }
}

extension RepositoryTests {
    var root: FilePath {
        FilePath(folder.appending("work"))
    }

    @discardableResult
    func git(_ arguments: String..., in path: String = "work") throws -> String {
        let run = try CommandRun.run(
            "git",
            ["-C", folder.appending(path)] + arguments,
            environment: [
                "PATH": ProcessEnvironment.variable("PATH") ?? "/usr/bin:/bin", "HOME": folder.path,
                "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a",
                "GIT_COMMITTER_EMAIL": "a@b", "GIT_CONFIG_NOSYSTEM": "1",
            ],
            timeoutSeconds: 60
        )
        #expect(run.didSucceed, "\(arguments): \(String(decoding: run.errorOutput, as: UTF8.self))")
        return run.text
    }

    /// A repository with two committed files.
    func makeRepository() throws {
        mkdir(folder.appending("work"), 0o777)
        try git("init", "-q", "-b", "main")
        folder.write("work/a.txt", "one\ntwo\n")
        folder.write("work/b.txt", "b\n")
        folder.write("work/.gitignore", "ignored/\n")
        try git("add", ".")
        try git("commit", "-q", "-m", "first")
    }

    func reader(limit: Int = CodeReader.patchLimitBytes) throws -> CodeReader {
        let environment = ["PATH": ProcessEnvironment.variable("PATH") ?? "", "HOME": folder.path]
        let repository = try #require(GitRepository(containing: root, environment: environment))
        var reader = CodeReader(
            repository: repository,
            runs: root.appending("runs"),
            started: WallClock.now.adding(seconds: 60)
        )
        reader.patchLimitBytes = limit
        return reader
    }

    /// A hash of everything in the repository's own folder.
    func repositoryState() -> [String] {
        folder.files(in: "work/.git").map { name in
            let path = FilePath(folder.appending(name))
            let status = try? FileSystem.status(of: path)
            return "\(name) \(status?.sizeBytes ?? 0) \(status?.modified.nanoseconds ?? 0)"
        }
    }
}
