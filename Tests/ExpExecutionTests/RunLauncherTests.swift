import ExpStore
import ExpSystem
import ExpTestSupport
import Testing

/// Whole runs in a process of their own, read back by the store.
@Suite struct RunLauncherTests {
    @Test func `a task that returns has completed`() throws {
        let probe = Probe()
        #expect(probe.run("complete") == 0)
        let run = try probe.snapshot()
        let record = try #require(run.record)
        #expect(run.status == .completed)
        #expect(record.cause == nil)
        #expect(record.error == nil)
        #expect(record.exit == .code(0))
        #expect(record.seed == 7)
        #expect(record.isComplete)
        let loss = try #require(run.summary["loss"])
        #expect([loss.last, loss.min, loss.max, loss.mean] == [2, 1, 3, 2])
        #expect(loss.count == 3)
        #expect(run.summary["valid/accuracy"]?.nanCount == 1)
        #expect(run.summary.best?.step == 2)
        let table = try run.metrics()
        let accuracy = try #require(table.series.first { $0.name == "valid/accuracy" })
        #expect(accuracy.values.map(\.description) == ["0.5", "nan", "inf"])
        #expect(probe.file("artifacts/table.csv") == "a,b\n1,2\n")
        #expect(probe.file("alive") == nil)
        #expect(probe.errors.contains("ended completed"))
    }

    @Test func `a task that throws has failed, with its error in the record`() throws {
        let probe = Probe()
        #expect(probe.run("throw") == 1)
        let run = try probe.snapshot()
        #expect(run.status == .failed)
        #expect(run.record?.error == #"ProbeError(reason: "no more data")"#)
        #expect(run.record?.exit == .code(1))
        #expect(run.summary["loss"]?.count == 1)
        #expect(probe.file("output.log")?.contains("no more data") == true)
    }

    @Test func `a cancellation is no failure`() throws {
        let probe = Probe()
        #expect(probe.run("cancel") == 130)
        #expect(try probe.snapshot().status == .cancelled)
        #expect(try probe.snapshot().record?.error == nil)
    }

    @Test func `output is recorded on its way to where it goes`() throws {
        let probe = Probe()
        #expect(probe.run("print") == 0)
        #expect(probe.output == "to standard output\nwithout an end")
        #expect(probe.errors.contains("to standard error\n"))
        let log = try #require(probe.file("output.log"))
        for line in [
            "to standard output\n", "to standard error\n", "half way\n", "epoch 1/1\n",
            "without an end",
        ] {
            #expect(log.contains(line), "\(log)")
        }
        #expect(probe.file("events.jsonl")?.contains("half way") == true)
    }

    @Test func `a process without standard streams prints into no file of its run`() throws {
        let probe = Probe()
        #expect(ChildProcess.wait(for: probe.start("print", isMute: true)) == 0)
        #expect(try probe.snapshot().record?.isComplete == true)
        let log = try #require(probe.file("output.log"))
        #expect(log.contains("to standard output\n") && log.contains("without an end"))
        #expect(probe.file("run.json")?.contains("standard") == false)
        #expect(probe.file("config.yaml")?.contains("standard") == false)
    }

    @Test func `no line of much output is lost`() throws {
        let probe = Probe()
        #expect(probe.run("print-much") == 0)
        let expected = (0..<20_000).map { "line \($0)\n" }.joined()
        #expect(probe.output == expected)
        #expect(probe.file("output.log") == expected)
    }

    @Test(arguments: ["abort", "trap"])
    func `the words of a crash reach the user and the record`(task: String) throws {
        let probe = Probe()
        #expect([SIGABRT, SIGILL, SIGTRAP].contains(probe.run(task) - 128))
        #expect(probe.errors.contains("the last words"))
        #expect(probe.file("output.log")?.contains("the last words") == true)
        let run = try probe.snapshot()
        #expect(run.status == .lost)
        #expect(run.summary["loss"]?.count == 1)
    }

    @Test func `a name that the metric log needs itself is told and not logged`() throws {
        let probe = Probe()
        #expect(probe.run("bad-names") == 0)
        let run = try probe.snapshot()
        #expect(run.summary.metrics.map(\.name) == ["loss"])
        for name in ["step", "time", "attempt", "after", ""] {
            #expect(probe.errors.contains("trouble: `\(name)` is no name for a metric"))
        }
    }

    @Test func `what cannot be recorded never ends the task, but is told`() throws {
        let probe = Probe()
        #expect(probe.run("bad-artifact") == 3)
        let run = try probe.snapshot()
        #expect(run.status == .completed)
        #expect(run.record?.isComplete == false)
        #expect(run.summary["loss"]?.count == 1)
        #expect(probe.errors.contains("trouble: "))
    }

    @Test func `the newest checkpoint is whole, and an event tells which metrics it follows`()
        throws
    {
        let probe = Probe()
        #expect(probe.run("checkpoints") == 0)
        let folder = try probe.snapshot().entry.folder.appending(RunLayout.checkpoints)
        let names = try FileSystem.list(folder).map(\.name).sorted()
        let newest = try #require(names.last)
        #expect(try FileSystem.read(folder.appending(newest)) == [UInt8](repeating: 3, count: 1000))
        let events = try #require(probe.file("events.jsonl"))
        #expect(events.split(separator: "\n").count { $0.contains(#""checkpoint""#) } == 3)
        #expect(events.contains(#""line":3"#), "\(events)")
    }

    @Test func `random numbers are the same in another process`() {
        let first = Probe()
        let second = Probe()
        #expect(first.run("random") == 0)
        #expect(second.run("random") == 0)
        #expect(first.output.count > 60)
        #expect(first.output == second.output)
    }

    @Test func `a run that cannot have a directory does not start`() {
        let probe = Probe()
        probe.folder.write("runs", "a file in the way")
        #expect(probe.run("complete") == 3)
        #expect(probe.errors.contains("not started"))
    }
}
