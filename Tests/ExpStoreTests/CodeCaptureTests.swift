import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpStore

/// The capture beside a run.
@Suite struct CodeCaptureTests: RepositoryTests {
    let folder = TemporaryDirectory()

    func run(captureLimitSeconds: Double, path: String? = nil) throws -> RunSnapshot {
        var draft = draft()
        draft.environment = ["PATH": path ?? ProcessEnvironment.variable("PATH") ?? ""]
        draft.code = CodeReading(
            containing: root,
            runs: folder.runs,
            environment: draft.environment
        )
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

    @Test func `a reading that nobody needs any more leaves no git behind`() throws {
        try makeRepository()
        folder.write("bin/git", "#!/bin/sh\necho $$ > '\(folder.path)/pid'\nexec sleep 60\n")
        chmod(folder.appending("bin/git"), 0o755)
        let reading = CodeReading(
            containing: root,
            runs: folder.runs,
            environment: ["PATH": folder.appending("bin") + ":/usr/bin:/bin"]
        )
        let start = MonotonicClock.nanoseconds
        while folder.read("pid")?.hasSuffix("\n") != true,
            MonotonicClock.seconds(since: start) < 20
        {
            usleep(1_000)
        }
        try #require(reading).stop()
        let id = try #require(folder.read("pid").flatMap { Int($0.dropLast()) })
        while HostFacts.isAlive(process: id), MonotonicClock.seconds(since: start) < 30 {
            usleep(1_000)
        }
        #expect(!HostFacts.isAlive(process: id), "git was left behind")
    }

    @Test func `a second end cuts the wait for the capture short`() throws {
        try makeRepository()
        folder.write("bin/git", "#!/bin/sh\nexec sleep 60\n")
        chmod(folder.appending("bin/git"), 0o755)
        var draft = draft()
        draft.environment = ["PATH": folder.appending("bin") + ":/usr/bin:/bin"]
        draft.code = CodeReading(
            containing: root,
            runs: folder.runs,
            environment: draft.environment
        )
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

    @Test func `a large repository does not delay the start`() throws {
        try makeRepository()
        for index in 0..<3_000 { folder.write("work/many/\(index % 50)/\(index)", "x") }
        try git("add", ".")
        try git("commit", "-q", "-m", "many")
        var draft = draft()
        draft.environment = ["PATH": ProcessEnvironment.variable("PATH") ?? ""]
        let start = MonotonicClock.nanoseconds
        draft.code = CodeReading(
            containing: root,
            runs: folder.runs,
            environment: draft.environment
        )
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
