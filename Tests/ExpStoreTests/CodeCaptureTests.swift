import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpStore

@Suite struct CodeCaptureTests {
    let folder = TemporaryDirectory()

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

    @Test func `a clean repository is its commit`() throws {
        try makeRepository()
        folder.write("work/runs/x/run.json", "{}")
        folder.write("work/ignored/x", "x")
        let reading = try reader().read()
        #expect(reading.facts.state == .complete)
        #expect(reading.facts.commit == (try git("rev-parse", "HEAD")))
        #expect(reading.facts.branch == "main")
        #expect(reading.facts.remote == nil)
        #expect(reading.facts.hash == reading.facts.commit)
        #expect(reading.facts.untracked.isEmpty)
        #expect(reading.patch == nil)
    }

    @Test func `the patch applied to the commit gives the work tree`() throws {
        try makeRepository()
        folder.write("work/a.txt", "one\n2\n")
        folder.write("work/staged é.txt", "staged\n")
        try git("add", "staged é.txt")
        folder.write("work/new/deep.txt", "no newline at its end")
        folder.write("work/binary", "\u{0}\u{1}\u{2}binary\u{0}")
        unlink(folder.appending("work/b.txt"))
        folder.write("work/runs/2026-11/x/big.bin", "not code")
        let before = repositoryState()

        let reading = try reader().read()
        #expect(reading.facts.state == .complete)
        #expect(reading.facts.dirty.sorted() == ["a.txt", "b.txt", "staged é.txt"])
        #expect(reading.facts.untracked.sorted() == ["binary", "new/deep.txt"])
        #expect(reading.facts.leftOut.isEmpty)
        let commit = try #require(reading.facts.commit)
        #expect(reading.facts.hash?.hasPrefix("\(commit)+") == true)
        #expect(repositoryState() == before, "the repository was written to")

        let patch = try #require(reading.patch)
        try FileSystem.writeWhole(patch, to: FilePath(folder.appending("code.patch")))
        try git("clone", "-q", folder.appending("work"), "copy", in: "")
        try git("apply", "--binary", folder.appending("code.patch"), in: "copy")
        for name in ["a.txt", "staged é.txt", "new/deep.txt", "binary"] {
            #expect(folder.read("copy/\(name)") == folder.read("work/\(name)"), "\(name)")
        }
        #expect(folder.read("copy/b.txt") == nil)
        #expect(folder.read("copy/runs/2026-11/x/big.bin") == nil)
    }

    @Test func `before the first commit everything is in the patch`() throws {
        mkdir(folder.appending("work"), 0o777)
        try git("init", "-q", "-b", "main")
        folder.write("work/a.txt", "a\n")
        let reading = try reader().read()
        #expect(reading.facts.state == .complete)
        #expect(reading.facts.commit == nil)
        #expect(reading.facts.hash == nil)
        let patch = String(decoding: try #require(reading.patch), as: UTF8.self)
        #expect(patch.contains("+++ b/a.txt\n@@ -0,0 +1 @@\n+a\n"))
    }

    @Test func `what is large or may be secret is left out and named`() throws {
        try makeRepository()
        folder.write(
            "work/large",
            String(repeating: "x", count: CodeReader.untrackedLimitBytes + 1)
        )
        folder.write("work/.env", "TOKEN=x\n")
        folder.write("work/key.pem", "x\n")
        folder.write("work/ok", "ok\n")
        let reading = try reader().read()
        #expect(reading.facts.leftOut.map(\.path).sorted() == [".env", "key.pem", "large"])
        let patch = String(decoding: try #require(reading.patch), as: UTF8.self)
        #expect(patch.contains("+ok\n"))
        #expect(!patch.contains("TOKEN"))
        // Not all of the code is captured, so nothing identifies it.
        #expect(reading.facts.hash == nil)
        #expect(reading.facts.node["leftOutCount"]?.int == 3)
    }

    @Test func `a patch over the limit is cut at a file and still applies`() throws {
        try makeRepository()
        folder.write("work/a.txt", "changed\n")
        folder.write("work/b.txt", (0..<5_000).map { "line \($0)\n" }.joined())
        let reading = try reader(limit: 10_000).read()
        #expect(reading.facts.isPatchCut)
        #expect(reading.facts.hash == nil)
        let patch = try #require(reading.patch)
        try FileSystem.writeWhole(patch, to: FilePath(folder.appending("code.patch")))
        try git("clone", "-q", folder.appending("work"), "copy", in: "")
        try git("apply", folder.appending("code.patch"), in: "copy")
        #expect(folder.read("copy/a.txt") == "changed\n")
        #expect(folder.read("copy/b.txt") == "b\n")
        #expect(reading.facts.node["patch"]?["isCut"]?.bool == true)
    }

    @Test func `a file that changed after the start is marked`() throws {
        try makeRepository()
        var reader = try reader()
        reader = CodeReader(
            repository: reader.repository,
            runs: reader.runs,
            started: WallClock.now.adding(seconds: -60)
        )
        folder.write("work/a.txt", "changed\n")
        #expect(reader.read().facts.changedAfterStart == ["a.txt"])
        #expect(try self.reader().read().facts.changedAfterStart.isEmpty)
    }

    @Test(arguments: [
        ("https://user:secret@host/x.git", "https://host/x.git"),
        ("https://token@host:8080/x.git?key=1#f", "https://host:8080/x.git"),
        ("ssh://git@host/x", "ssh://git@host/x"), ("ssh://git:pw@host/x", "ssh://host/x"),
        ("git@host:x.git", "git@host:x.git"), ("/local/path", "/local/path"),
        ("https://host/a@b", "https://host/a@b"), ("", ""),
    ])
    func `a remote's credentials are not recorded`(url: String, expected: String) throws {
        #expect(SecretText.withoutCredentials(url: url) == expected)
        guard !url.isEmpty else { return }
        try makeRepository()
        try git("remote", "add", "zz", "x")
        try git("remote", "add", "origin", url)
        #expect(try reader().repository.remote == expected)
    }

    @Test(arguments: [
        ("EXP_TOKEN", "x", true), ("SLURM_JWT", "x", true), ("EXP_RUNS", "/runs", false),
        ("OMP_NUM_THREADS", "4", false), ("EXP_URL", "https://a:b@host/", true),
        ("TORCH_HOME", "hf_abcdef", true), ("TF_X", "-----BEGIN KEY-----", true),
    ])
    func `a variable that looks secret is named without its value`(
        name: String,
        value: String,
        isSecret: Bool
    ) {
        let capture = EnvironmentCapture(
            programVersion: "1",
            variables: [name: value, "OTHER": "x"]
        )
        let recorded = capture.recordedVariables
        #expect(recorded.withheld == (isSecret ? [name] : []))
        #expect(recorded.shown.map(\.0) == (isSecret ? [] : [name]))
    }

    @Test func `submodules and linked work trees are understood`() throws {
        try makeRepository()
        mkdir(folder.appending("inner"), 0o777)
        try git("init", "-q", in: "inner")
        folder.write("inner/x", "x")
        try git("add", ".", in: "inner")
        try git("commit", "-q", "-m", "x", in: "inner")
        try git(
            "-c",
            "protocol.file.allow=always",
            "submodule",
            "add",
            "-q",
            folder.appending("inner"),
            "lib/inner"
        )
        try git("commit", "-q", "-m", "submodule")
        let inner = try git("rev-parse", "HEAD", in: "inner")
        let facts = try reader().read().facts
        #expect(facts.submodules == [.init(path: "lib/inner", commit: inner, isMoved: false)])

        try git("remote", "add", "origin", "https://host/x")
        try git("worktree", "add", "-q", folder.appending("tree"))
        let repository = try #require(
            GitRepository(containing: FilePath(folder.appending("tree")), environment: [:])
        )
        #expect(repository.remote == "https://host/x")
        #expect(FileSystem.kind(of: repository.gitFolder.appending("index")) == .file)
    }

    // MARK: In a run

    func run(captureLimitSeconds: Double, path: String? = nil) throws -> RunSnapshot {
        var draft = draft()
        draft.codeFolder = root
        draft.environment = ["PATH": path ?? ProcessEnvironment.variable("PATH") ?? ""]
        let writer = try RunWriter.create(in: folder.runs, draft: draft)
        let entry = RunEntry(id: writer.id, folder: writer.directory)
        var bag = DiagnosticBag()
        let early = RunSnapshot(entry).environment(into: &bag)
        #expect(early?["code"]?["state"]?.string == "pending")
        writer.startCapture()
        writer.finish(.completed, captureLimitSeconds: captureLimitSeconds)
        return RunSnapshot(entry)
    }

    @Test func `a run records its code beside the task, whole before it ends`() throws {
        try makeRepository()
        folder.write("work/a.txt", "changed\n")
        let snapshot = try run(captureLimitSeconds: 60)
        var bag = DiagnosticBag()
        let code = snapshot.environment(into: &bag)?["code"]
        #expect(code?["state"]?.string == "complete")
        #expect(code?["dirtyFiles"]?.sequence?.map(\.string) == ["a.txt"])
        #expect(snapshot.record?.codeHash == code?["hash"]?.string)
        #expect(snapshot.record?.codeHash?.contains("+") == true)
        let patch = try FileSystem.read(snapshot.entry.folder.appending(RunLayout.codePatch))
        #expect(patch.count == code?["patch"]?["sizeBytes"]?.int)
    }

    @Test func `a capture that does not end in time is given up and said`() throws {
        try makeRepository()
        // A git that never ends.
        folder.write("bin/git", "#!/bin/sh\necho $$ > '\(folder.path)/pid'\nexec sleep 60\n")
        chmod(folder.appending("bin/git"), 0o755)
        let start = MonotonicClock.nanoseconds
        let snapshot = try run(
            captureLimitSeconds: 0.2,
            path: folder.appending("bin") + ":/usr/bin:/bin"
        )
        #expect(MonotonicClock.seconds(since: start) < 4)
        #expect(snapshot.status == .completed)
        #expect(snapshot.record?.codeHash == nil)
        var bag = DiagnosticBag()
        let code = snapshot.environment(into: &bag)?["code"]
        #expect(code?["state"]?.string == "unfinished")
        if let id = folder.read("pid").flatMap({ Int($0.dropLast()) }) {
            #expect(!HostFacts.isAlive(process: id), "git was left behind")
        }
    }

    @Test func `a second end cuts the wait for the capture short`() throws {
        try makeRepository()
        folder.write("bin/git", "#!/bin/sh\nexec sleep 60\n")
        chmod(folder.appending("bin/git"), 0o755)
        var draft = draft()
        draft.codeFolder = root
        draft.environment = ["PATH": folder.appending("bin") + ":/usr/bin:/bin"]
        let writer = try RunWriter.create(in: folder.runs, draft: draft)
        writer.startCapture()
        let start = MonotonicClock.nanoseconds
        let first = try DedicatedThread { writer.finish(.completed, captureLimitSeconds: 60) }
        // Until the first call is at work, the second would be the first.
        while !writer.isFinishing { usleep(1_000) }
        #expect(writer.finish(.cancelled, captureLimitSeconds: 0).status == .completed)
        first.join()
        #expect(MonotonicClock.seconds(since: start) < 30)
        #expect(try RunSnapshot(folder.runs.find("@last")).status == .completed)
    }

    @Test func `changes inside a submodule are named, and no hash claims to hold them`() throws {
        try makeRepository()
        mkdir(folder.appending("inner"), 0o777)
        try git("init", "-q", "-b", "main", in: "inner")
        folder.write("inner/s.txt", "s\n")
        try git("add", ".", in: "inner")
        try git("commit", "-q", "-m", "s", in: "inner")
        let inner = folder.appending("inner")
        try git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "lib")
        try git("commit", "-q", "-m", "lib")
        #expect(try reader().read().facts.hash == (try git("rev-parse", "HEAD")))
        folder.write("work/lib/s.txt", "changed\n")
        let facts = try reader().read().facts
        #expect(facts.state == .complete)
        #expect(facts.submodules.map(\.path) == ["lib"])
        #expect(facts.leftOut.map(\.path) == ["lib"])
        #expect(facts.hash == nil)
    }

    @Test func `what git knows is captured also when new files cannot be entered`() throws {
        try makeRepository()
        folder.write("work/a.txt", "changed\n")
        folder.write("work/new", "new\n")
        // A git that enters nothing, as when a file goes away in between.
        folder.write(
            "bin/git",
            """
            #!/bin/sh
            case "$*" in *" add "*) exit 1 ;; esac
            exec "$(PATH=$REAL_PATH command -v git)" "$@"
            """
        )
        chmod(folder.appending("bin/git"), 0o755)
        let path = ProcessEnvironment.variable("PATH") ?? "/usr/bin:/bin"
        let environment = [
            "PATH": "\(folder.appending("bin")):\(path)", "REAL_PATH": path, "HOME": folder.path,
        ]
        let repository = try #require(GitRepository(containing: root, environment: environment))
        let reading = CodeReader(
            repository: repository,
            runs: root.appending("runs"),
            started: WallClock.now
        ).read()
        #expect(reading.facts.state == .complete)
        #expect(reading.facts.leftOut.map(\.path) == ["new"])
        #expect(reading.facts.hash == nil)
        let patch = String(decoding: try #require(reading.patch), as: UTF8.self)
        #expect(patch.contains("+changed\n") && !patch.contains("+new\n"))
    }

    @Test func `a large repository does not delay the start`() throws {
        try makeRepository()
        for index in 0..<3_000 { folder.write("work/many/\(index % 50)/\(index)", "x") }
        try git("add", ".")
        try git("commit", "-q", "-m", "many")
        var draft = draft()
        draft.codeFolder = root
        draft.environment = ["PATH": ProcessEnvironment.variable("PATH") ?? ""]
        let start = MonotonicClock.nanoseconds
        let writer = try RunWriter.create(in: folder.runs, draft: draft)
        writer.startCapture()
        // Far above what it takes, far below what reading 3,000 files does in a loaded machine.
        #expect(MonotonicClock.seconds(since: start) < 0.5)
        writer.finish(.completed, captureLimitSeconds: 60)
        var bag = DiagnosticBag()
        let entry = RunEntry(id: writer.id, folder: writer.directory)
        let code = RunSnapshot(entry).environment(into: &bag)?["code"]
        #expect(code?["state"]?.string == "complete")
        #expect(code?["dirtyCount"]?.int == 0)
    }
}
