import ExpSystem
import ExpTestSupport
import Testing

@Suite struct GitTests {
    private let folder = TemporaryDirectory()

    private var environment: [String: String] {
        [
            "PATH": ProcessEnvironment.variable("PATH") ?? "/usr/bin:/bin", "HOME": folder.path,
            "GIT_CONFIG_NOSYSTEM": "1",
        ]
    }

    @discardableResult
    private func shell(_ script: String) throws -> String {
        let names = ["AUTHOR", "COMMITTER"].flatMap {
            [("GIT_\($0)_NAME", "a"), ("GIT_\($0)_EMAIL", "a@b")]
        }
        let run = ChildProcess(
            "/bin/sh",
            ["-ec", script],
            in: folder.path,
            environment: environment.merging(names) { $1 }
        ).run()
        try #require(run.status == 0, "\(run.errors)")
        return run.output
    }

    private func files(_ revision: String) throws -> GitFiles? {
        let root = FilePath(folder.path)
        let repository = try #require(
            GitRepository(containing: root, environment: environment)
        )
        let objects = try GitObjects(repository)
        return try objects.commit(revision).map { GitFiles(objects, $0, root: repository.root) }
    }

    private func path(_ name: String, in files: GitFiles) -> FilePath {
        files.root.appending(name)
    }

    private func text(_ name: String, in files: GitFiles) throws -> String? {
        guard case .file(let id)? = try files.place(of: path(name, in: files)) else { return nil }
        return try files.bytes(ofBlob: id, limit: .max).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `files are those of the commit, whatever lies on disk`() throws {
        folder.write("a/b.txt", "one\n")
        folder.write("a/empty", "")
        try shell("git init -q -b main . && git add . && git commit -q -m one")
        folder.write("a/b.txt", "two\n")
        folder.write("a/new.txt", "new\n")
        try shell("git add a/b.txt && git commit -q -m two")
        let before = try #require(try files("main~1"))
        let after = try #require(try files("HEAD"))
        #expect(try text("a/b.txt", in: before) == "one\n")
        #expect(try text("a/b.txt", in: after) == "two\n")
        #expect(try text("a/empty", in: after) == "")
        #expect(try text("a/new.txt", in: after) == nil)
        #expect(try text("a", in: after) == nil)
        #expect(try text("a/b.txt/c", in: after) == nil)
        #expect(try after.list(path("a", in: after))?.map(\.name) == ["b.txt", "empty"])
        #expect(try after.list(path("a/b.txt", in: after)) == nil)
        #expect(try after.list(after.root)?.map(\.kind) == [.folder])
        #expect(try after.place(of: "/") == .outside)
    }

    @Test func `names of any characters are found`() throws {
        let names = ["with blank.yaml", "ü ñ.yaml", "a\nb.yaml", "-x", "q\"uote", "tab\t"]
        for name in names { folder.write("odd/" + name, name) }
        try shell("git init -q -b main . && git add . && git commit -q -m one")
        let files = try #require(try files("HEAD"))
        for name in names { #expect(try text("odd/" + name, in: files) == name) }
        #expect(try files.list(path("odd", in: files))?.count == names.count)
    }

    @Test func `links are followed within the commit`() throws {
        folder.write("real/deep/x.yaml", "x")
        try shell(
            """
            ln -s real link; ln -s ../deep/x.yaml real/up; ln -s loop2 loop1; ln -s loop1 loop2
            ln -s /etc/hostname out; ln -s ../.. real/deep/top; ln -s nothing dead
            mkdir real/other; ln -s ../deep real/other/back
            git init -q -b main . && git add . && git commit -q -m one && rm -rf real link
            """
        )
        let files = try #require(try files("HEAD"))
        #expect(try text("link/deep/x.yaml", in: files) == "x")
        #expect(try text("real/other/back/x.yaml", in: files) == "x")
        #expect(try text("link/deep/top/real/deep/x.yaml", in: files) == "x")
        #expect(try files.place(of: path("loop1", in: files)) == nil)
        #expect(try files.place(of: path("dead", in: files)) == nil)
        #expect(try files.place(of: path("out", in: files)) == .outside)
        #expect(try files.place(of: path("real/up", in: files)) == nil)
    }

    @Test func `a submodule is told apart from what is not there`() throws {
        try shell(
            """
            git init -q -b main sub && cd sub && echo a > a.yaml && git add . && git commit -q -m s
            cd .. && git init -q -b main . && git -c protocol.file.allow=always \
              submodule --quiet add "$PWD/sub" mod && git commit -q -m one
            """
        )
        let files = try #require(try files("HEAD"))
        let place = GitFiles.Place.submodule(path("mod", in: files))
        #expect(try files.place(of: path("mod", in: files)) == place)
        #expect(try files.place(of: path("mod/a.yaml", in: files)) == place)
    }

    @Test(arguments: ["none", "", "HEAD~9", "HEAD:a", "HEAD\nHEAD", "--help", "0000000"])
    func `what is no commit is nil, and the next question is answered`(_ name: String) throws {
        folder.write("a", "a")
        try shell("git init -q -b main . && git add . && git commit -q -m one")
        let repository = try #require(
            GitRepository(containing: FilePath(folder.path), environment: environment)
        )
        let objects = try GitObjects(repository)
        #expect(try objects.commit(name) == nil)
        #expect(try objects.commit("HEAD") != nil)
    }

    @Test func `a file over the limit is passed over`() throws {
        folder.write("big", String(repeating: "x", count: 300_000))
        folder.write("small", "s")
        try shell("git init -q -b main . && git add . && git commit -q -m one")
        let files = try #require(try files("HEAD"))
        guard case .file(let big)? = try files.place(of: path("big", in: files)) else {
            Issue.record("no file")
            return
        }
        #expect(try files.bytes(ofBlob: big, limit: 1_000) == nil)
        #expect(try text("small", in: files) == "s")
        #expect(try files.bytes(ofBlob: big, limit: .max)?.count == 300_000)
        #expect(try files.bytes(ofBlob: big, limit: 1_000) == nil)
    }

    @Test func `a repository with long ids is read as well`() throws {
        folder.write("a/b", "b")
        try shell(
            """
            git init -q --object-format=sha256 -b main . && git add . && git commit -q -m one
            """
        )
        let files = try #require(try files("HEAD"))
        #expect(files.commit.id.count == 64)
        #expect(try text("a/b", in: files) == "b")
    }

    @Test func `git that ends is told with its own words`() throws {
        folder.write("a", "a")
        try shell("git init -q -b main . && git add . && git commit -q -m one")
        folder.write(".git/config", "[core")
        #expect {
            try files("HEAD")
        } throws: { error in
            guard case GitFailure.failed(let text) = error else { return false }
            return text.contains("config")
        }
    }

    @Test func `a missing program is told as such`() throws {
        try shell("git init -q .")
        let repository = try #require(
            GitRepository(containing: FilePath(folder.path), environment: ["PATH": "/nowhere"])
        )
        #expect {
            try GitObjects(repository)
        } throws: { error in
            guard case GitFailure.notStarted(let reason) = error else { return false }
            return reason.code == ENOENT
        }
    }

    @Test func `a program is asked again and again`() throws {
        let script = "while read a; do echo \"$a $a\"; done; echo gone >&2"
        let dialogue = try CommandDialogue(
            "/bin/sh",
            ["-c", script],
            environment: [:],
            timeoutSeconds: 60
        )
        for number in 0..<200 {
            let line = try dialogue.ask("\(number)") { (answer) throws(SystemError) -> String in
                try answer.line()
            }
            #expect(line == "\(number) \(number)")
        }
    }

    @Test func `silence ends with the time limit, and for good`() throws {
        let dialogue = try CommandDialogue(
            "/bin/sh",
            ["-c", "sleep 60"],
            environment: ["PATH": "/usr/bin:/bin"],
            timeoutSeconds: 0.1
        )
        for _ in 0..<2 {
            #expect(throws: SystemError.self) {
                try dialogue.ask("x") { (answer) throws(SystemError) -> String in
                    try answer.line()
                }
            }
        }
    }
}
