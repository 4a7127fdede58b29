import ExpReport
import ExpStore
import ExpSystem
import ExpYAML
import Testing

@Suite struct RunTableTests {
    private let now = SampleRuns.start.adding(seconds: 3600)

    @Test func `keys that differ among the runs of a task have columns`() {
        let runs = [
            SampleRuns.run("m2x8aaaa", after: 60, config: "lr: 0.1\nmodel: {use: mlp, size: 3}"),
            SampleRuns.run("k3f9aaaa", config: "lr: 0.01\nmodel: {use: mlp, size: 3}"),
        ]
        #expect(
            RunTable(runs, now: now).lines(width: nil).lines == [
                "RUN   STATUS     TASK    STARTED   TIME  valid/accuracy  lr",
                "m2x8  completed  digits  59m ago  4.20s            0.97  0.1",
                "k3f9  completed  digits  1h ago   4.20s            0.97  0.01",
            ]
        )
    }

    @Test func `runs of different tasks are not compared by their keys`() {
        let runs = [
            SampleRuns.run("m2x8aaaa", config: "lr: 0.1"),
            SampleRuns.run(
                "k3f9aaaa",
                task: "toy",
                config: "width: 3",
                goal: .minimize("train/loss")
            ),
        ]
        let lines = RunTable(runs, now: now).lines(width: nil).lines
        #expect(
            lines == [
                "RUN   STATUS     TASK    STARTED   TIME  BEST",
                "m2x8  completed  digits  1h ago   4.20s  0.97",
                "k3f9  completed  toy     1h ago   4.20s   0.1",
            ]
        )
    }

    @Test func `a key that one run lacks differs; task and exp never do`() {
        let runs = [
            SampleRuns.run("m2x8aaaa", config: "a: {}\nb: 1\ntask: x\nexp: {name: one}"),
            SampleRuns.run("k3f9aaaa", config: "a: {c: 2}\nb: 1\ntask: y"),
        ]
        #expect(RunTable(runs, now: now).differingKeys.map(\.description) == ["a", "a.c"])
    }

    @Test func `the last keys are left out where the terminal is narrow`() {
        let keys = (0..<8).map { "key\($0)" }
        let runs = [0, 1].map { run in
            SampleRuns.run(
                "m2x\(run)aaaa",
                config: keys.map { "\($0): \(run)" }.joined(separator: "\n")
            )
        }
        let table = RunTable(runs, now: now)
        let (lines, hidden) = table.lines(width: 80)
        #expect(hidden == 3)
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines[0].hasSuffix("key4"))
        #expect(table.lines(width: nil).hiddenKeys == 0)
    }

    @Test func `a terminal too narrow for any key shows none`() {
        let runs = [0, 1].map { SampleRuns.run("m2x\($0)aaaa", config: "lr: \($0)\nsize: \($0)") }
        let (lines, hidden) = RunTable(runs, now: now).lines(width: 20)
        #expect(hidden == 2)
        #expect(lines[0].hasPrefix("RUN ") && !lines[0].contains("lr"))
    }

    @Test func `a run without record has what its folder's name tells`() {
        var run = SampleRuns.run("m2x8aaaa", config: "")
        run.record = nil
        run.summary = RunSummary()
        run.config = nil
        run.evidence = StatusEvidence(.lost, sentences: ["there is no run.json"])
        #expect(
            RunTable([run], now: now).lines(width: nil).lines == [
                "RUN   STATUS  TASK    STARTED  TIME", "m2x8  lost    digits  -           -",
            ]
        )
    }

    @Test func `each run is a JSON object on its line`() {
        let runs = [
            SampleRuns.run("m2x8aaaa", config: "lr: 0.1"),
            SampleRuns.run("k3f9aaaa", config: "lr: 0.01"),
        ]
        let lines = RunTable(runs, now: now).jsonLines
        #expect(lines.count == 2)
        #expect(
            lines[0] == """
                {"id":"20261123-181502-digits-m2x8aaaa","short":"m2x8",\
                "directory":"runs/2026-11/20261123-181502-digits-m2x8aaaa","task":"digits",\
                "status":"completed","cause":null,"name":null,"tags":[],"note":null,\
                "started":"2026-11-23T18:15:02.000Z","ended":"2026-11-23T18:15:06.200Z",\
                "durationSeconds":4.2,"seed":0,\
                "goal":{"metric":"valid/accuracy","direction":"maximize"},"goalValue":0.97,\
                "differs":{"lr":0.1}}
                """
        )
    }
}
