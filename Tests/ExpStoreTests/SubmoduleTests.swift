import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpStore

/// Repositories with a part elsewhere.
@Suite struct SubmoduleTests: RepositoryTests {
    let folder = TemporaryDirectory()

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
}
