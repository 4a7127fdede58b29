import ExpSystem
import ExpTestSupport
import Testing

@Suite struct FileSystemTests {
    let folder = TemporaryDirectory()

    var path: FilePath {
        FilePath(folder.path)
    }

    @Test func `a file is read whole, and one over the limit is refused`() throws {
        let text = String(repeating: "abc", count: 50_000)
        let file = FilePath(folder.write("a/b.txt", text))
        #expect(try FileSystem.read(file) == Array(text.utf8))
        #expect(try FileSystem.read(file, limit: 150_000).count == 150_000)
        let error = #expect(throws: SystemError.self) {
            try FileSystem.read(file, limit: 149_999)
        }
        #expect(error?.code == EFBIG)
        #expect(error?.path == file.string)
    }

    @Test func `a file whose size the system does not tell is read whole`() throws {
        // Files in /proc have size 0.
        #expect(try !FileSystem.read("/proc/self/status").isEmpty)
    }

    @Test func `reading a folder or nothing is an error that names it`() {
        #expect(throws: SystemError("read", folder.path, code: EISDIR)) {
            try FileSystem.read(path)
        }
        #expect(throws: SystemError("open", folder.appending("x"), code: ENOENT)) {
            try FileSystem.read(path.appending("x"))
        }
    }

    @Test func `kinds are told apart and links followed`() throws {
        folder.write("file", "")
        symlink(folder.appending("file"), folder.appending("link"))
        symlink(folder.appending("gone"), folder.appending("dangling"))
        #expect(FileSystem.kind(of: path) == .folder)
        #expect(FileSystem.kind(of: path.appending("file")) == .file)
        #expect(FileSystem.kind(of: path.appending("link")) == .file)
        #expect(FileSystem.kind(of: path.appending("dangling")) == nil)
        #expect(FileSystem.kind(of: "/dev/null") == .other)
        #expect(
            try FileSystem.status(of: path.appending("link"), followingLinks: false).kind == .link
        )
        let names = try FileSystem.list(path)
        #expect(names.map(\.name) == ["dangling", "file", "link"])
        #expect(names.map(\.kind) == [.link, .file, .link])
    }

    @Test func `folders are made with those above them`() throws {
        let deep = path.appending("a/b/c")
        try FileSystem.createDirectories(deep)
        try FileSystem.createDirectories(deep)
        #expect(FileSystem.kind(of: deep) == .folder)
        #expect(throws: SystemError("mkdir", deep.string, code: EEXIST)) {
            try FileSystem.createDirectory(deep)
        }
        folder.write("file", "")
        #expect(throws: SystemError.self) {
            try FileSystem.createDirectories(path.appending("file/x"))
        }
    }

    @Test func `a file is replaced whole and nothing stays aside`() throws {
        let file = path.appending("x.json")
        try FileSystem.writeWhole(Array("one".utf8), to: file)
        try FileSystem.writeWhole(Array("two".utf8), to: file, mode: 0o600)
        #expect(folder.read("x.json") == "two")
        #expect(try FileSystem.status(of: file).mode == 0o600)
        #expect(try FileSystem.list(path).map(\.name) == ["x.json"])
        // A failed write leaves the old file and nothing aside.
        #expect(throws: SystemError.self) {
            try FileSystem.writeWhole([1], to: path.appending("none/x.json"))
        }
        mkdir(folder.appending("taken"), 0o777)
        #expect(throws: SystemError.self) {
            try FileSystem.writeWhole([1], to: path.appending("taken"))
        }
        #expect(try FileSystem.list(path).map(\.name) == ["taken", "x.json"])
    }

    @Test func `a moved folder is followed and a deleted one does not come back`() throws {
        try FileSystem.createDirectory(path.appending("run"))
        let open = try OpenFolder(path.appending("run"))
        ExpSystem.rename(folder.appending("run"), folder.appending("moved"))
        try open.writeWhole([65], to: "a")
        #expect(folder.read("moved/a") == "A")
        #expect(open.currentPath == (try FileSystem.realPath(of: path)).appending("moved"))

        try open.remove("a")
        rmdir(folder.appending("moved"))
        #expect(open.currentPath == nil)
        #expect(throws: SystemError.self) { try open.writeWhole([65], to: "a") }
        #expect(try FileSystem.list(path).isEmpty)
        #expect(try open.status().linkCount == 0)
    }

    @Test func `a lock keeps others out until its file is closed`() throws {
        let file = FilePath(folder.write("lock", ""))
        let other = try OpenFile(file, O_RDONLY)
        do {
            let holder = try OpenFile(file, O_RDWR)
            #expect(holder.tryLock() == .taken)
            #expect(other.tryLock(shared: true) == .busy)
            withExtendedLifetime(holder) {}
        }
        #expect(other.tryLock(shared: true) == .taken)
        other.unlock()
        #expect(try OpenFile(file, O_RDWR).tryLock() == .taken)
    }

    @Test func `a full disk is an error, never a short file without one`() throws {
        let full = try OpenFile("/dev/full", O_WRONLY)
        #expect(throws: SystemError("write", "/dev/full", code: ENOSPC)) {
            try full.write([1, 2, 3])
        }
    }
}
