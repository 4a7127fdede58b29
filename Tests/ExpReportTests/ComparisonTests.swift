import ExpReport
import ExpStore
import ExpSystem
import ExpYAML
import Testing

@Suite struct ComparisonTests {
    private let now = SampleRuns.start.adding(seconds: 3600)
    private let first = SampleRuns.run("k3f9aaaa", config: "lr: 0.01\nhidden: [64]\nbatch: 32\n")
    private let second = SampleRuns.run(
        "m2x8aaaa",
        after: 60,
        config: "lr: 0.1\nhidden: [64]\nbatch: 32\ndropout: 0.5\n",
        accuracy: [0.8, 0.9, 0.98],
        loss: [0.4, 0.3, 0.1]
    )

    @Test func `keys that differ stand with what set them`() {
        let keys = Comparison([first, second]).keys
        #expect(keys.map(\.path.description) == ["lr", "dropout"])
        #expect(
            keys[0].sides.map { $0?.origin?.text() } == ["configs/a.yaml:1", "configs/a.yaml:1"]
        )
        #expect(keys[1].sides[0] == nil)
        #expect(keys[1].sides[1]?.origin?.text(showsColumn: true) == "configs/a.yaml:4:10")
    }

    @Test func `a run that failed says why`() {
        var failed = second
        failed.record?.error = "the loss is not a number\nat step 3"
        let view = ComparisonView(Comparison([first, failed]), now: now)
        let place = view.lines.firstIndex(of: "error of m2x8: the loss is not a number")
        #expect(place.map { view.lines[$0 + 1] } == "at step 3")
        #expect(view.json.contains(#""error":"the loss is not a number\nat step 3""#))
        #expect(view.json.contains(#""error":null"#))
    }

    @Test func `a config that cannot be read is not said to differ`() {
        var unread = SampleRuns.run("p5q7aaaa", config: "")
        unread.config = nil
        let pair = ComparisonView(Comparison([first, unread]), now: now).lines
        let line = "config: not compared with p5q7, whose config cannot be read"
        #expect(pair.contains(line))
        #expect(!pair.contains { $0.contains("differ") || $0.contains("not there") })

        let three = ComparisonView(Comparison([first, unread, second]), now: now).lines
        #expect(three.contains("CONFIG: 2 keys differ"))
        #expect(three.contains { $0.hasPrefix("  lr ") && $0.contains("  unknown  ") })

        let same = ComparisonView(Comparison([first, first, unread]), now: now).lines
        #expect(same.contains("the configs are the same"))
        #expect(same.contains(line))
    }

    @Test func `the same value spelled otherwise is the same`() {
        let other = SampleRuns.run("m2x8aaaa", config: "lr: 1e-2\nhidden: [64]\nbatch: 32\n")
        #expect(Comparison([first, other]).keys.isEmpty)
    }

    @Test func `the goal's metric comes first and is judged, others are not`() throws {
        let metrics = Comparison([first, second]).metrics
        #expect(metrics.map(\.name) == ["valid/accuracy", "train/loss"])
        let difference = try #require(metrics[0].bestDifference(ofRun: 1))
        #expect(abs(difference - 0.01) < 1e-12)
        #expect(metrics[0].verdict(difference) == .better)
        #expect(metrics[0].verdict(-difference) == .worse)
        #expect(metrics[0].verdict(0) == .same)
        #expect(metrics[0].verdict(.nan) == nil)
        #expect(metrics[1].verdict(difference) == nil)
        // Where each run was best: its second and its third step.
        #expect(metrics[1].best == [0.2, 0.1])
    }

    @Test func `a goal to minimise is judged the other way`() throws {
        let runs = [[0.5, 0.2], [0.5, 0.1]].map {
            SampleRuns.run(
                "k3f9aaaa",
                config: "",
                accuracy: [0, 1],
                loss: $0,
                goal: .minimize("train/loss")
            )
        }
        let metric = try #require(Comparison(runs).metrics.first)
        #expect(metric.name == "train/loss")
        #expect(metric.best == [0.2, 0.1])
        #expect(metric.verdict(-0.1) == .better)
    }

    @Test func `runs with different goals have no common way`() {
        let other = SampleRuns.run("m2x8aaaa", config: "", goal: .minimize("train/loss"))
        #expect(Comparison([first, other]).metrics.allSatisfy { $0.direction == nil })
    }

    @Test func `a metric that one run lacks has no difference`() {
        let other = SampleRuns.run("m2x8aaaa", config: "", accuracy: [], loss: [])
        let metrics = Comparison([first, other]).metrics
        #expect(metrics[0].lastDifference(ofRun: 1) == nil)
        #expect(metrics[0].last == [0.96, nil])
    }

    @Test func `the text shows runs, keys, code and metrics`() {
        #expect(
            ComparisonView(Comparison([first, second]), now: now).lines.joined(separator: "\n")
                == """
                         k3f9                     m2x8
                status   completed                completed
                started  2026-11-23 18:15:02 UTC  2026-11-23 18:16:02 UTC
                time     4.20s                    4.20s

                CONFIG: 2 keys differ
                           k3f9                           m2x8
                  lr       0.01       (configs/a.yaml:1)  0.1   (configs/a.yaml:1)
                  dropout  not there                      0.5   (configs/a.yaml:4)

                code: no run was in a repository

                METRICS               k3f9  m2x8   diff
                valid/accuracy  last  0.96  0.98  +0.02  better
                                best  0.97  0.98  +0.01  better
                train/loss      last   0.1   0.1      0
                                best   0.2   0.1   -0.1
                best: where valid/accuracy was highest
                """
        )
    }

    @Test func `keys stand below each other where the terminal is narrow`() {
        let lines = ComparisonView(Comparison([first, second]), now: now, width: 50).lines
        #expect(
            lines[lines.firstIndex(of: "CONFIG: 2 keys differ")!...].prefix(4) == [
                "CONFIG: 2 keys differ", "  lr", "    k3f9  0.01  (configs/a.yaml:1)",
                "    m2x8  0.1   (configs/a.yaml:1)",
            ]
        )
    }

    @Test func `code that differs is told run by run`() {
        var runs = [first, second]
        runs[0].environment = SampleRuns.tree("code: {commit: 3f2a1b9c77, branch: main}")
        runs[1].environment = SampleRuns.tree(
            "code: {commit: 3f2a1b9c77, branch: main, dirtyFiles: [a.swift], untrackedFiles: [b, c]}"
        )
        let lines = ComparisonView(Comparison(runs), now: now).lines
        #expect(lines.contains("CODE differs"))
        #expect(lines.contains("  k3f9  3f2a1b9c7 on main"))
        #expect(lines.contains("  m2x8  3f2a1b9c7 on main, 1 file changed, 2 files untracked"))
        runs[1].environment = runs[0].environment
        let same = ComparisonView(Comparison(runs), now: now).lines
        #expect(same.contains("code: the same, 3f2a1b9c7 on main"))
    }

    @Test func `the code of a run without an end is told from its commit`() {
        var runs = [first, second]
        let clean = SampleRuns.tree("code: {commit: 3f2a1b9c77, branch: main}")
        let changed = SampleRuns.tree("code: {commit: 3f2a1b9c77, dirtyFiles: [a.swift]}")
        func told() -> [String] { ComparisonView(Comparison(runs), now: now).lines }

        runs[0].record?.codeHash = "aaaa"
        runs[0].environment = clean
        runs[1].environment = clean
        #expect(told().contains("code: the same, 3f2a1b9c7 on main"))

        runs[0].environment = changed
        runs[1].environment = changed
        #expect(!told().contains { $0.contains("the same, ") || $0 == "CODE differs" })
        #expect(told().contains { $0.hasPrefix("CODE: the same commit") })

        runs[1].record?.codeHash = "aaaa"
        #expect(told().contains("code: the same, 3f2a1b9c7, 1 file changed"))
        runs[1].record?.codeHash = "bbbb"
        #expect(told().contains("CODE differs"))
    }

    @Test func `three runs are each compared with the first`() throws {
        let metric = try #require(Comparison([first, second, first]).metrics.first)
        #expect(metric.lastDifference(ofRun: 2) == 0)
        let lines = ComparisonView(Comparison([first, second, first]), now: now).lines
        #expect(lines.contains("valid/accuracy  last  0.96  0.98  +0.02  better  0.96     0  same"))
    }

    @Test func `the JSON form reads back with a value for each run`() throws {
        let json = ComparisonView(Comparison([first, second]), now: now).json
        let tree = try #require(SampleRuns.tree(json))
        #expect(tree["runs"]?.sequence?.count == 2)
        #expect(tree["keys"]?.sequence?[1]["values"]?.sequence?.map(\.isNull) == [true, false])
        #expect(tree["keys"]?.sequence?[1]["key"]?.string == "dropout")
        #expect(tree["metrics"]?.sequence?[0]["direction"]?.string == "maximize")
        #expect(tree["metrics"]?.sequence?[0]["lastDifferences"]?.sequence?.first?.double == 0)
    }
}
