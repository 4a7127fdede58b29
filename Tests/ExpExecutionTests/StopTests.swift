import ExpStore
import ExpSystem
import ExpTestSupport
import Testing

/// Real signals to real processes.
@Suite struct StopTests {
    @Test(
        arguments: [(SIGINT, 130, "SIGINT"), (SIGTERM, 143, "SIGTERM"), (SIGHUP, 143, "SIGHUP")]
            as [(Int32, Int32, String)]
    )
    func `a signal lets the task finish its step, save and end`(
        signal: Int32,
        status: Int32,
        name: String
    ) throws {
        let probe = Probe()
        let child = probe.start("steps")
        probe.waitForMetrics()
        kill(child, signal)
        #expect(ChildProcess.wait(for: child) == status)
        let run = try probe.snapshot()
        #expect(run.status == .cancelled)
        #expect(run.record?.cause == .user)
        #expect(run.record?.exit == .code(Int(status)))
        #expect(run.record?.isComplete == true)
        let logged = try #require(run.summary["loss"]?.count)
        let events = try #require(probe.file("events.jsonl"))
        #expect(events.contains(name))
        #expect(events.contains("saved at step \(logged)"))
        #expect(probe.errors.contains("stopping"))
    }

    @Test(arguments: [("INT", SIGINT), ("HUP", SIGHUP)] as [(String, Int32)])
    func `a signal that was ignored at the start stays so`(name: String, signal: Int32) throws {
        let probe = Probe()
        let child = probe.start("steps", ignoring: name)
        probe.waitForMetrics()
        kill(child, signal)
        pause(milliseconds: 100)
        kill(child, SIGTERM)
        #expect(ChildProcess.wait(for: child) == 143)
        let events = try #require(probe.file("events.jsonl"))
        #expect(events.contains("SIGTERM"))
        #expect(!events.contains("SIG\(name)"))
    }

    @Test func `a second Ctrl-C ends at once, with everything logged`() throws {
        let probe = Probe()
        let child = probe.start("deaf")
        probe.waitForMetrics()
        kill(child, SIGINT)
        probe.wait(for: "stopping", in: { probe.errors })
        pause(milliseconds: 50)
        let start = MonotonicClock.nanoseconds
        kill(child, SIGINT)
        #expect(ChildProcess.wait(for: child) == 130)
        #expect(MonotonicClock.seconds(since: start) < 5)
        let run = try probe.snapshot()
        #expect(run.status == .cancelled)
        #expect(run.record?.cause == .user)
        let rows = try run.metrics().rowCount
        #expect(rows > 10)
        #expect(run.summary["loss"]?.count == rows)
    }

    @Test func `a signal sent twice at once counts once`() throws {
        let probe = Probe()
        let child = probe.start("steps")
        probe.waitForMetrics()
        kill(child, SIGTERM)
        kill(child, SIGTERM)
        #expect(ChildProcess.wait(for: child) == 143)
        #expect(probe.file("events.jsonl")?.contains("saved at step") == true)
    }

    @Test func `a task that never looks and finishes has completed`() throws {
        let probe = Probe()
        let child = probe.start("finish-anyway")
        probe.waitForMetrics()
        kill(child, SIGINT)
        #expect(ChildProcess.wait(for: child) == 0)
        let run = try probe.snapshot()
        #expect(run.status == .completed)
        #expect(run.summary["loss"]?.count == 100)
        #expect(probe.file("events.jsonl")?.contains("SIGINT") == true)
    }

    @Test func `a task that holds every thread of the pool is stopped`() throws {
        let probe = Probe()
        let child = probe.start("busy")
        probe.wait(for: "started", in: { probe.errors })
        pause(milliseconds: 100)
        kill(child, SIGTERM)
        #expect(ChildProcess.wait(for: child) == 143)
        #expect(try probe.snapshot().status == .cancelled)
        #expect(try probe.snapshot().summary["loss"]?.count == 1)
    }

    @Test func `a killed run reads lost, with everything that was logged`() throws {
        let probe = Probe()
        let child = probe.start("steps")
        probe.waitForMetrics()
        pause(milliseconds: 100)
        kill(child, SIGKILL)
        #expect(ChildProcess.wait(for: child) == 128 + SIGKILL)
        let run = try probe.snapshot()
        #expect(run.status == .lost)
        #expect(!run.evidence.sentences.isEmpty)
        let loss = try #require(try run.metrics().series.first { $0.name == "loss" })
        #expect(loss.values.count > 5)
        #expect(loss.values == (1...loss.values.count).map { 1 / Double($0) })
    }

    @Test func `a process killed anywhere leaves no run, a lost one or a whole one`() throws {
        var generator = SeededGenerator(seed: 7)
        var seen: [RunStatus: Int] = [:]
        var limit: UInt32 = 0
        for round in 0..<60 {
            if round % 15 == 0 {
                let start = MonotonicClock.nanoseconds
                #expect(Probe().run("complete") == 0)
                limit = UInt32((MonotonicClock.nanoseconds - start) / 1_000) * 5 / 4
            }
            let probe = Probe()
            let child = probe.start("complete")
            usleep(UInt32.random(in: 0..<limit, using: &generator))
            kill(child, SIGKILL)
            _ = ChildProcess.wait(for: child)
            guard probe.hasRun else { continue }
            let run = try probe.snapshot()
            seen[run.status, default: 0] += 1
            // Without `run.json` it may still be at its start, as far as anyone can know.
            #expect([.lost, .completed, .queued].contains(run.status), "round \(round)")
            #expect((run.status == .queued) == (run.record == nil && probe.file("alive") == nil))
            guard run.status == .completed else { continue }
            #expect(run.record?.summary?.rowCount == 3)
            #expect(probe.file("artifacts/table.csv") == "a,b\n1,2\n")
        }
        #expect(seen[.lost, default: 0] > 0, "\(seen)")
    }

    @Test func `the time limit lets the task save`() throws {
        let probe = Probe()
        #expect(probe.run("steps", timeLimitSeconds: 0.2, graceSeconds: 30) == 1)
        let run = try probe.snapshot()
        #expect(run.status == .timedOut)
        #expect(run.record?.cause == .timeLimit)
        #expect(probe.file("events.jsonl")?.contains("saved at step") == true)
    }

    @Test func `the grace is for the task, not for the writing of the record`() throws {
        let probe = Probe()
        #expect(probe.run("slow-end", timeLimitSeconds: 0.1) == 1)
        #expect(probe.errors.contains("\nslow\n"), "the end was cut short")
        let run = try probe.snapshot()
        #expect(run.status == .timedOut)
        #expect(run.record?.cause == .timeLimit)
    }

    @Test func `a task that does not heed the time limit is ended after the grace`() throws {
        let probe = Probe()
        let start = MonotonicClock.nanoseconds
        #expect(probe.run("deaf", timeLimitSeconds: 0.2) == 1)
        #expect(MonotonicClock.seconds(since: start) < 10)
        let run = try probe.snapshot()
        #expect(run.status == .timedOut)
        #expect(try run.metrics().rowCount > 10)
    }
}
