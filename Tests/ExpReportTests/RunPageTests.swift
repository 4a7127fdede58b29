import ExpReport
import ExpSystem
import ExpYAML
import Testing

@testable import ExpStore

@Suite struct RunPageTests {
    private let now = SampleRuns.start.adding(seconds: 3600)

    private var run: ReportedRun {
        var run = SampleRuns.run("k3f9aaaa", config: "seed: 0\nlr: 0.01\n")
        run.labels = RunLabels(name: "wide", tags: ["a", "b"], note: "what if")
        run.artifacts = [.init(name: "confusion.csv", sizeBytes: 267, sha256: "00", created: now)]
        return run
    }

    @Test func `a page tells everything about a run`() {
        #expect(
            RunPage(run, now: now).lines.joined(separator: "\n") == """
                run      20261123-181502-digits-k3f9aaaa
                name     wide
                tags     a, b
                note     what if
                status   completed
                         run.json says so
                task     digits
                seed     0
                started  2026-11-23 18:15:02 UTC, 1h ago
                time     4.20s
                goal     maximize valid/accuracy: 0.97 at step 2
                machine  ada@engine
                command  exp -c digits 'model.hidden=[64, 32]'
                folder   runs/2026-11/20261123-181502-digits-k3f9aaaa

                CONFIG
                  seed  0     configs/a.yaml:1
                  lr    0.01  configs/a.yaml:2

                METRICS         last  best  min   max  steps
                train/loss       0.1   0.2  0.1   0.5      3
                valid/accuracy  0.96  0.97  0.9  0.97      3

                ARTIFACTS
                  confusion.csv  267 B
                """
        )
    }

    @Test func `nothing in a record steers the terminal`() {
        var run = run
        run.labels = RunLabels(name: "a\nb", tags: ["\u{1B}[31m"], note: "one\ntwo\u{7}")
        let lines = RunPage(run, now: now).lines
        #expect(lines.contains("name     a␊b"))
        #expect(lines.contains("tags     ␛[31m"))
        #expect(lines.contains("note     one") && lines.contains("         two␇"))
    }

    @Test func `a failed run shows its error and what was not recorded`() {
        var failed = run
        failed.record?.error = "no data\nin folder x"
        failed.record?.isComplete = false
        failed.record?.recordTroubles = ["3 rows were lost"]
        failed.evidence = StatusEvidence(.failed, sentences: [])
        let lines = RunPage(failed, now: now).lines
        #expect(lines.contains("error    no data"))
        #expect(lines.contains("         in folder x"))
        #expect(lines.contains("record   incomplete"))
        #expect(lines.contains("         3 rows were lost"))
    }

    @Test func `a lost run shows its evidence and no time that nobody knows`() {
        var lost = run
        lost.record?.ended = nil
        lost.evidence = StatusEvidence(.lost, cause: .copied, sentences: ["alive is free"])
        let lines = RunPage(lost, now: now).lines
        #expect(lines.contains("status   lost (copied)"))
        #expect(lines.contains("         alive is free"))
        #expect(!lines.contains { $0.hasPrefix("time ") })
    }

    @Test func `a running run's time goes on`() {
        var running = run
        running.record?.ended = nil
        running.evidence = StatusEvidence(.running, sentences: [])
        #expect(RunPage(running, now: now).lines.contains("time     1h00m"))
    }

    @Test func `the JSON form holds config, origins and metrics`() throws {
        let tree = try #require(SampleRuns.tree(RunPage(run, now: now).json))
        #expect(tree["config"]?["lr"]?.double == 0.01)
        #expect(tree["origins"]?["lr"]?.string == "configs/a.yaml:2:5")
        #expect(tree["metrics"]?["train/loss"]?["minStep"]?.int == 3)
        #expect(tree["best"]?["step"]?.int == 2)
        #expect(tree["artifacts"]?.sequence?.first?["sizeBytes"]?.int == 267)
    }
}
