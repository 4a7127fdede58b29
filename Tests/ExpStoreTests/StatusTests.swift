import ExpSystem
import ExpTestSupport
import Testing

@testable import ExpStore

@Suite struct StatusTests {
    let folder = TemporaryDirectory()
    let id = RunID(task: "digits", at: WallClock.now)

    /// A run's folder with a record, and a lease that nobody holds when one is given.
    func make(
        _ status: RunStatus? = .running,
        _ change: ((inout LeaseContent) -> Void)? = nil,
        ageSeconds: Double = 0
    ) throws -> RunEntry {
        let path = FilePath(folder.appending("runs/2026-11/\(id)"))
        try FileSystem.createDirectories(path)
        if let status {
            let record = RunRecord(id: id, task: "digits", status: status, created: WallClock.now)
            try FileSystem.writeWhole(record.bytes, to: path.appending(RunLayout.record))
        }
        guard let change else { return RunEntry(id: id, folder: path) }
        let alive = path.appending(RunLayout.lease)
        let file = try OpenFile(alive, O_WRONLY | O_CREAT)
        var content = LeaseContent(attempt: 1, inode: try file.status().inode, hasLocks: true)
        change(&content)
        try file.write(content.bytes)
        try age(alive, ageSeconds)
        return RunEntry(id: id, folder: path)
    }

    func age(_ path: FilePath, _ seconds: Double) throws {
        let time = WallClock.now.adding(seconds: -seconds)
        let raw = timespec(
            tv_sec: Int(time.nanoseconds / 1_000_000_000),
            tv_nsec: Int(time.nanoseconds % 1_000_000_000)
        )
        var times = [raw, raw]
        #expect(utimensat(AT_FDCWD, path.string, &times, AT_SYMLINK_NOFOLLOW) == 0)
    }

    func evidence(_ entry: RunEntry) -> StatusEvidence {
        RunSnapshot(entry).evidence
    }

    @Test(arguments: RunStatus.allCases.filter(\.isFinal))
    func `a final status stands, whatever else lies there`(status: RunStatus) throws {
        let found = evidence(try make(status) { $0.bootID = "other" })
        #expect(found.status == status)
        #expect(found.sentences == ["run.json says that it ended as \(status.rawValue)"])
    }

    @Test func `on the same boot the lock decides, whatever the heartbeat says`() throws {
        let entry = try make(.running, { _ in }, ageSeconds: 10_000)
        #expect(evidence(entry).status == .lost)
        #expect(
            evidence(entry).sentences.last == "the lock on `alive` is free: that process is gone"
        )
        let holder = try OpenFile(entry.folder.appending(RunLayout.lease), O_RDONLY)
        #expect(holder.tryLock() == .taken)
        #expect(evidence(entry).status == .running)
        #expect(evidence(entry).sentences.last == "the lock on `alive` is held")
        withExtendedLifetime(holder) {}
    }

    @Test func `without locks the process decides`() throws {
        let mine = try make(.running) { $0.hasLocks = false }
        #expect(evidence(mine).status == .running)
        // The number lives, but started at another time: another program.
        let reused = try make(.running) {
            $0.hasLocks = false
            $0.startTime = "1"
        }
        #expect(evidence(reused).status == .lost)
        let gone = try make(.running) {
            $0.hasLocks = false
            $0.processID = 99_999_999
        }
        #expect(evidence(gone).status == .lost)
        #expect(evidence(gone).sentences.contains { $0.contains("no locks") })
    }

    @Test func `an earlier boot of this machine is lost once the heartbeat is stale`() throws {
        let stale = try make(.running, { $0.bootID = "earlier" }, ageSeconds: 61)
        // A container without a machine id cannot know that it is the same machine.
        if HostFacts.machineID == nil {
            #expect(evidence(stale).status == .unreachable)
        } else {
            let sentence = "it ran on this machine before its last start"
            #expect(evidence(stale).status == .lost)
            #expect(evidence(stale).sentences.first == sentence)
        }
        let fresh = try make(.running, { $0.bootID = "earlier" }, ageSeconds: 20)
        #expect(evidence(fresh).status == .running)
    }

    @Test func `on another machine a fresh heartbeat is running and a stale one unreachable`()
        throws
    {
        func other(_ content: inout LeaseContent) {
            content.bootID = "b"
            content.machineID = "m"
            content.host = "node7"
            content.processID = 12
        }
        let fresh = evidence(try make(.running, other, ageSeconds: 30))
        #expect(fresh.status == .running)
        let stale = evidence(try make(.running, other, ageSeconds: 305))
        #expect(stale.status == .unreachable)
        #expect(
            stale.sentences == [
                "process 12 on node7 took it", "its last heartbeat is 5 min old: stale",
            ]
        )
        #expect(!RunStatus.unreachable.isFinal)
        // The probe of the file server's clock leaves nothing behind.
        #expect(try FileSystem.list(FilePath(folder.appending("runs/2026-11"))).count == 1)
    }

    @Test func `a lease with another inode than it holds is a copy`() throws {
        let found = evidence(try make(.running) { $0.inode += 1 })
        #expect(found.status == .lost)
        #expect(found.cause == .copied)
    }

    @Test func `without a lease a run is queued when its record says so, else lost`() throws {
        #expect(evidence(try make(.queued)).status == .queued)
        let found = evidence(try make(.running))
        #expect(found.status == .lost)
        #expect(found.sentences.last?.contains("`alive` is gone") == true)
    }

    @Test func `a folder without a record is being made for a minute, then never started`() throws {
        let entry = try make(nil)
        #expect(evidence(entry).status == .queued)
        try age(entry.folder, 61)
        #expect(evidence(entry).status == .lost)
        #expect(evidence(entry).sentences.first?.hasPrefix("it never started") == true)
    }

    @Test(arguments: ["", "{", "[]", "{\"id\":1}", "\u{0}\u{0}\u{0}"])
    func `a record that cannot be understood reads lost`(text: String) throws {
        let entry = try make(.completed)
        try FileSystem.writeWhole(Array(text.utf8), to: entry.folder.appending(RunLayout.record))
        let snapshot = RunSnapshot(entry)
        #expect(snapshot.status == .lost)
        #expect(snapshot.record == nil)
        #expect(snapshot.summary == RunSummary())
        #expect(snapshot.evidence.sentences.first?.hasPrefix("run.json ") == true)
    }

    @Test(arguments: ["", "{", "{\"attempt\":1}"])
    func `a lease that cannot be understood holds nothing`(text: String) throws {
        let entry = try make(.running)
        try FileSystem.writeWhole(Array(text.utf8), to: entry.folder.appending(RunLayout.lease))
        #expect(evidence(entry).status == .lost)
    }

    @Test func `a lease that may not be opened is judged by its heartbeat`() throws {
        let entry = try make(.running)
        let alive = entry.folder.appending(RunLayout.lease)
        // A link to itself can be opened by nobody, as another user's file by that user alone.
        #expect(symlink(RunLayout.lease, alive.string) == 0)
        #expect(evidence(entry).status == .running)
        #expect(evidence(entry).sentences.first?.contains("cannot be opened") == true)
        try age(alive, 61)
        #expect(evidence(entry).status == .unreachable)
    }

    @Test func `a folder that is gone reads lost`() throws {
        let entry = RunEntry(id: id, folder: FilePath(folder.appending("nowhere")))
        #expect(evidence(entry).status == .lost)
        #expect(evidence(entry).sentences == ["the run's folder cannot be opened"])
    }

    @Test func `a record of a newer format is read as far as it is known, and said`() throws {
        let entry = try make(.completed)
        let path = entry.folder.appending(RunLayout.record)
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
        #expect(text.contains("\"version\": 1,"))
        var bytes: [UInt8] = []
        for line in text.split(separator: "\n") {
            bytes += Array(
                (line.contains("\"version\"") ? "\"version\": 9, \"new\": [1]," : line).utf8
            )
        }
        try FileSystem.writeWhole(bytes, to: path)
        let snapshot = RunSnapshot(entry)
        #expect(snapshot.status == .completed)
        #expect(snapshot.record?.isOfNewerFormat == true)
    }

    // MARK: Taking

    @Test func `a living run is refused, a dead one is taken with the next attempt`() throws {
        let entry = try make(.running)
        let open = try OpenFolder(entry.folder)
        let first = try Lease.take(in: open)
        // The record says one attempt already.
        #expect(first.content.attempt == 2)
        #expect(throws: Lease.Refusal.alive(first.content)) { try Lease.take(in: open) }
        #expect(first.isHeld)
        first.release()
        #expect(!first.isHeld)
        #expect(try Lease.take(in: open).content.attempt == 2)
        #expect(try FileSystem.list(entry.folder).map(\.name) == ["alive", "run.json"])
        // Dropped without a word, as by a crash: the file stays and its lock goes.
        let third = try Lease.take(in: open)
        #expect(third.content.attempt == 3)
        third.release()
    }

    @Test func `an ended run is taken only to go on with it`() throws {
        let open = try OpenFolder(try make(.completed).folder)
        #expect(throws: Lease.Refusal.ended(.completed)) { try Lease.take(in: open) }
        let lease = try Lease.take(in: open, reopening: true)
        #expect(lease.content.attempt == 2)
        lease.release()
    }

    @Test func `a silent run on another machine is taken only on purpose`() throws {
        func other(_ content: inout LeaseContent) {
            content.bootID = "b"
            content.machineID = "m"
        }
        let open = try OpenFolder(try make(.running, other, ageSeconds: 500).folder)
        #expect(throws: Lease.Refusal.self) { try Lease.take(in: open) }
        let lease = try Lease.take(in: open, takingOver: true)
        #expect(lease.content.attempt == 2)
        lease.release()
    }

    @Test func `an owner that lost its run to another leaves that one's lease alone`() throws {
        let entry = try make(.running)
        let open = try OpenFolder(entry.folder)
        let orphan = try Lease.take(in: open)
        // Another machine took over: its `alive` stands under the name now.
        let aside = entry.folder.appending("aside")
        let other = try OpenFile(aside, O_RDWR | O_CREAT)
        let content = LeaseContent(attempt: 9, inode: try other.status().inode, hasLocks: true)
        try other.write(content.bytes)
        #expect(other.tryLock() == .taken)
        try open.rename("aside", to: RunLayout.lease)
        #expect(!orphan.isHeld)
        orphan.release()
        #expect(evidence(entry).status == .running)
        withExtendedLifetime(other) {}
    }

    @Test func `what a dead process left aside is no hindrance`() throws {
        let entry = try make(.running)
        let aside = entry.folder.appending(".alive.\(getpid())")
        try FileSystem.writeWhole([1], to: aside)
        let lease = try Lease.take(in: try OpenFolder(entry.folder))
        #expect(FileSystem.kind(of: aside) == nil)
        lease.release()
    }
}
