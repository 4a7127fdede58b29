import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpStore

/// What is read of a repository.
@Suite struct CodeReaderTests: RepositoryTests {
    let folder = TemporaryDirectory()

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

    @Test func `a runs folder that is not there yet is no code either`() throws {
        try makeRepository()
        let reader = try reader()
        folder.write("work/runs/new", "made between the question and the answer\n")
        let there = reader.read().facts
        #expect(there.untracked.isEmpty)
        let other = CodeReader(
            repository: reader.repository,
            runs: root.appending("later/runs"),
            started: reader.started
        )
        #expect(other.read().facts.untracked == ["runs/new"])
        #expect(other.pathspec.last == ":(exclude,top,literal)later/runs")
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
}
