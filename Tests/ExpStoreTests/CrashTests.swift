import ExpDiagnostics
import ExpStore
import ExpSystem
import ExpTestSupport
import Testing

@Suite(.serialized) struct CrashTests {
    /// What a killed run left behind.
    func onlyRun(in runs: RunsFolder) throws -> RunSnapshot? {
        let entries = try runs.list()
        #expect(entries.count <= 1)
        return entries.first.map(RunSnapshot.init)
    }

    @Test func `a run killed between its first and last log is lost, with every step logged`()
        throws
    {
        var generator = SeededGenerator(seed: 200)
        for round in 0..<200 {
            let folder = TemporaryDirectory()
            let probe = try ProbeProcess(["log", folder.runs.path.string, "1000000"])
            var told = probe.readSome()
            usleep(UInt32.random(in: 0..<3_000, using: &generator))
            probe.kill()
            told += probe.finish()
            let steps = told.split(separator: "\n").compactMap { Int($0) }
            #expect(steps.first == 1, "round \(round): \(told.prefix(200))")
            let run = try #require(try onlyRun(in: folder.runs))
            #expect(run.status == .lost, "round \(round)")
            #expect(run.record?.status == .running)
            #expect(run.evidence.sentences.last?.contains("is free") == true)
            let table = try run.metrics()
            let found = table["loss"]?.steps ?? []
            #expect(
                found.starts(with: steps),
                "round \(round): \(steps.count) told, \(found.count) there"
            )
            #expect(table.corruptLineCount == 0)
            #expect(run.summary.rowCount == table.rowCount)
        }
    }

    /// How long a whole run takes just now, in microseconds: the machine may be busy.
    func wholeRunMicroseconds() throws -> UInt32 {
        let folder = TemporaryDirectory()
        let start = MonotonicClock.nanoseconds
        let told = try ProbeProcess(["log", folder.runs.path.string, "200"]).finish()
        #expect(told.contains("end"))
        return UInt32((MonotonicClock.nanoseconds - start) / 1_000)
    }

    @Test func `a run killed anywhere leaves no folder, a lost run or an ended one`() throws {
        var generator = SeededGenerator(seed: 201)
        var seen: [String: Int] = [:]
        var limit: UInt32 = 0
        for round in 0..<200 {
            if round % 20 == 0 { limit = try wholeRunMicroseconds() * 5 / 4 }
            let folder = TemporaryDirectory()
            let probe = try ProbeProcess(["log", folder.runs.path.string, "200"])
            usleep(UInt32.random(in: 0..<limit, using: &generator))
            probe.kill()
            let told = probe.finish()
            guard let run = try onlyRun(in: folder.runs) else {
                #expect(told.isEmpty)
                seen["none", default: 0] += 1
                continue
            }
            var bag = DiagnosticBag()
            _ = run.config(into: &bag)
            _ = run.origins(into: &bag)
            _ = run.environment(into: &bag)
            #expect(bag.diagnostics.isEmpty, "round \(round): \(bag.diagnostics)")
            if run.status == .queued {
                // Killed before `run.json`: for a minute nobody can know, then it is lost.
                #expect(run.record == nil)
                var old = [
                    timespec(tv_sec: 1_000, tv_nsec: 0), timespec(tv_sec: 1_000, tv_nsec: 0),
                ]
                #expect(utimensat(AT_FDCWD, run.entry.folder.string, &old, 0) == 0)
                let later = RunSnapshot(run.entry)
                #expect(later.status == .lost)
                #expect(later.evidence.sentences.first?.hasPrefix("it never started") == true)
                seen["never started", default: 0] += 1
                continue
            }
            #expect([.lost, .completed].contains(run.status), "round \(round): \(run.evidence)")
            if told.contains("end") { #expect(run.status == .completed) }
            if run.status == .completed { #expect(run.record?.summary?.rowCount == 200) }
            seen[run.status.rawValue, default: 0] += 1
        }
        #expect(seen.values.reduce(0, +) == 200)
        // Else the kills all came before the run or after it.
        #expect(seen["lost", default: 0] > 4, "\(seen)")
        print("kills anywhere: \(seen.sorted { $0.key < $1.key })")
    }

    @Test func `200 processes race for a lease without two owners or a false lost`() throws {
        let folder = TemporaryDirectory()
        let id = RunID(task: "probe", at: WallClock.now)
        let run = folder.appending(id.text)
        mkdir(run, 0o777)
        let first = RunRecord(id: id, task: "probe", created: WallClock.now)
        try FileSystem.writeWhole(first.bytes, to: FilePath(run).appending(RunLayout.record))
        let probes = try (0..<200).map { number -> ProbeProcess in
            if number % 2 == 1 { return try ProbeProcess(["read", run, "3"]) }
            return try ProbeProcess(["race", run, "3", String(number * 977 + 1)])
        }
        var takes = 0
        var reads = 0
        var attempts: [Int] = []
        for probe in probes {
            let words = probe.finish().split(whereSeparator: { $0 == " " || $0 == "\n" })
            guard words.count >= 3, let count = Int(words[1]) else {
                Issue.record("a probe said nothing of use: \(words)")
                continue
            }
            #expect(words[2] == "0", "\(words.prefix(4))")
            if words[0] == "own" {
                takes += count
                attempts +=
                    words.dropFirst(3).first?.split(separator: ",").compactMap { Int($0) } ?? []
            } else {
                reads += count
                #expect(words[3] == "0", "run.json was unreadable")
            }
        }
        #expect(takes > 20)
        #expect(reads > 100)
        #expect(attempts.count == takes)
        #expect(Set(attempts).count == takes, "an attempt's number was used twice")
        print("lease race: \(takes) takes, \(reads) reads")
    }
}
