import ExpDiagnostics
import ExpStore
import ExpSystem
import ExpTestSupport
import Testing

/// A small file system of its own in a folder, taken away with the value.
private final class SmallDisk {
    static let isPossible: Bool =
        geteuid() == 0 && (try? SmallDisk(TemporaryDirectory(), "64k")) != nil

    let folder: TemporaryDirectory

    init(_ folder: TemporaryDirectory, _ size: String) throws {
        self.folder = folder
        try Self.run("mount", "-t", "tmpfs", "-o", "size=\(size)", "none", folder.path)
    }

    private static func run(_ program: String, _ arguments: String...) throws {
        let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        let run = try CommandRun.run(
            program,
            arguments,
            environment: environment,
            timeoutSeconds: 30
        )
        guard run.didSucceed else { throw SystemError(program, run.text, code: EPERM) }
    }

    /// Writes until nothing more fits.
    func fill() throws {
        let file = try OpenFile(FilePath(folder.appending("filler")), O_WRONLY | O_CREAT | O_APPEND)
        while (try? file.write([UInt8](repeating: 0, count: 1_024))) != nil {}
        while (try? file.write([0])) != nil {}
    }

    deinit {
        try? Self.run("umount", "-l", folder.path)
    }
}

@Suite(.enabled(if: SmallDisk.isPossible, "mounting a small disk takes root on Linux"))
struct FullDiskTests {
    @Test func `a disk that is full for a while costs no line`() throws {
        let disk = try SmallDisk(TemporaryDirectory(), "512k")
        let troubles = Troubles()
        let runs = disk.folder.runs
        let writer = try RunWriter.create(in: runs, draft: draft(), onTrouble: troubles.add)
        writer.metrics.log(step: 0, ["acc": 0])
        try disk.fill()
        for step in 1...3_000 { writer.metrics.log(step: step, ["acc": Double(step)]) }
        writer.output("a word\n")
        let entry = try runs.find("@last")
        // A line may be torn where the disk ended; it is finished first.
        #expect(try RunSnapshot(entry).metrics().rowCount < 3_000)
        #expect(RunSnapshot(entry).status == .running)

        unlink(disk.folder.appending("filler"))
        writer.metrics.log(step: 3_001, ["acc": 1])
        let record = writer.finish(.completed)
        #expect(record.isComplete, "\(record.recordTroubles)")
        let table = try RunSnapshot(entry).metrics()
        #expect(table["acc"]?.steps == Array(0...3_001))
        #expect(table.corruptLineCount == 0)
        #expect(troubles.messages.contains { $0.contains("No space left on device") })
        #expect(troubles.messages.count <= 2)
    }

    @Test func `a disk that stays full ends the record, not the task, and says so`() throws {
        let disk = try SmallDisk(TemporaryDirectory(), "256k")
        let writer = try RunWriter.create(in: disk.folder.runs, draft: draft())
        try disk.fill()
        for step in 0..<500 { writer.metrics.log(step: step, ["acc": Double(step)]) }
        let error = #expect(throws: Diagnostic.self) {
            try writer.addArtifact("a", bytes: [UInt8](repeating: 1, count: 9_000))
        }
        #expect(error?.code == .storeWriteFailed)
        let record = writer.finish(.completed)
        #expect(!record.isComplete)
        #expect(record.recordTroubles.contains { $0.contains("lines of `metrics.jsonl`") })
        #expect(record.summary?["acc"]?.count == 500)
        let run = RunSnapshot(try disk.folder.runs.find("@last"))
        // The end itself found no room, so the run reads lost rather than falsely completed.
        #expect(run.status == .lost)
        #expect(run.record?.status == .running)
    }

    @Test func `a run does not start on a full disk`() throws {
        let disk = try SmallDisk(TemporaryDirectory(), "64k")
        try disk.fill()
        let error = #expect(throws: Diagnostic.self) {
            try RunWriter.create(in: disk.folder.runs, draft: draft())
        }
        #expect(error?.code == .storeWriteFailed)
        #expect(error?.message.contains("No space left on device") == true)
        #expect(try disk.folder.runs.list().isEmpty, "a run that never started was left behind")
    }
}
