import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpStore

@Suite struct RunsFolderTests {
    let folder = TemporaryDirectory()

    /// Makes a run's folder, `seconds` after a fixed moment.
    @discardableResult
    func make(
        _ suffix: String,
        at seconds: Int,
        task: String = "digits",
        labels: RunLabels = RunLabels(),
        accuracy: Double? = nil
    ) throws -> RunEntry {
        let created = Timestamp(seconds: 1_795_544_102 + seconds)
        let id = RunID(task: task, at: created, suffix: suffix)
        let path = folder.runs.path.appending(id.month).appending(id.text)
        try FileSystem.createDirectories(path)
        var record = RunRecord(id: id, task: task, status: .completed, created: created)
        record.goal = .maximize("acc")
        if let accuracy {
            let metric = MetricSummary(
                name: "acc",
                last: accuracy,
                lastStep: 1,
                min: accuracy,
                minStep: 1,
                max: accuracy,
                maxStep: 1,
                mean: accuracy,
                count: 1,
                nanCount: 0
            )
            record.summary = RunSummary(metrics: [metric], rowCount: 1)
        }
        try FileSystem.writeWhole(record.bytes, to: path.appending(RunLayout.record))
        if !labels.isEmpty {
            try RunLabels.update(in: try OpenFolder(path)) { $0 = labels }
        }
        return RunEntry(id: id, folder: path)
    }

    func found(_ text: String) throws -> String {
        try folder.runs.find(text).id.suffix
    }

    func problem(_ text: String) -> Diagnostic? {
        #expect(throws: Diagnostic.self) { try folder.runs.find(text) }
    }

    @Test(arguments: [
        ("20261124-181502-digits-k3f9x2ab", "digits"),
        ("20261124-181502-my-long-task-k3f9x2ab", "my-long-task"),
    ])
    func `a run's name is read back`(text: String, task: String) {
        let id = RunID(text)
        #expect(id?.text == text)
        #expect(id?.task == task)
        #expect(id?.suffix == "k3f9x2ab")
        #expect(id?.month == "2026-11")
    }

    @Test(arguments: [
        "", "x", "20261124-181502-k3f9x2ab", "20261124-181502-digits-k3f9x2a",
        "2026112-181502-digits-k3f9x2ab", "20261124-181502-digits-K3F9X2AB",
        "20261124-181502--k3f9x2ab", ".20261124-181502-digits-k3f9x2ab",
    ])
    func `other names are no run's`(text: String) {
        #expect(RunID(text) == nil)
    }

    @Test func `a new name is safe in every folder and reads back`() {
        let id = RunID(task: "a b/c:é", at: Timestamp(seconds: 1_795_544_102))
        #expect(id.text.hasPrefix("20261124-181502-a-b-c----"))
        #expect(RunID(id.text) == id)
        #expect(RunID(task: "", at: WallClock.now).task == "run")
    }

    @Test func `runs are listed newest first and what else lies there is passed over`() throws {
        #expect(try folder.runs.list().isEmpty)
        try make("aaaaaaaa", at: 0)
        try make("bbbbbbbb", at: 40 * 86_400)
        try make("cccccccc", at: 10)
        folder.write("runs/.gitkeep", "")
        folder.write("runs/2026-11/notes.txt", "")
        folder.write("runs/2026-11/20261124-181502-digits-dddddddd", "a file, no folder")
        folder.write("runs/other/20261124-181502-digits-eeeeeeee/run.json", "")
        folder.write("runs/sweeps/x/plan.json", "")
        #expect(try folder.runs.list().map(\.id.suffix) == ["bbbbbbbb", "cccccccc", "aaaaaaaa"])
    }

    @Test func `a month that cannot be read hides no other`() throws {
        try make("aaaaaaaa", at: 0)
        let hidden = try make("bbbbbbbb", at: 40 * 86_400)
        let month = try #require(hidden.folder.parent)
        chmod(folder.path, 0o755)
        chmod(month.string, 0)
        defer { chmod(month.string, 0o700) }
        var bag = DiagnosticBag()
        let listed = try withoutPrivileges { try folder.runs.list(into: &bag) }
        #expect(listed.map(\.id.suffix) == ["aaaaaaaa"])
        let reason = "the runs in `\(month)` cannot be listed: Permission denied"
        #expect(bag.diagnostics.map(\.message) == [reason])
        #expect(bag.diagnostics.map(\.severity) == [.warning])
    }

    @Test func `runs of the same second are listed in the order of their starts`() throws {
        for (place, suffix) in ["mmmmmmmm", "zzzzzzzz", "aaaaaaaa"].enumerated() {
            let run = try make(suffix, at: 0)
            let config = run.folder.appending(RunLayout.config)
            try FileSystem.writeWhole([], to: config)
            var times = [
                timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 9, tv_nsec: place * 4_000),
            ]
            #expect(utimensat(AT_FDCWD, config.string, &times, 0) == 0)
        }
        try make("bbbbbbbb", at: 1)
        let listed = try folder.runs.list().map(\.id.suffix)
        #expect(listed == ["bbbbbbbb", "aaaaaaaa", "zzzzzzzz", "mmmmmmmm"])
        #expect(try found("@1") == "aaaaaaaa")
    }

    @Test func `a run is found by a beginning, a name, a tag, the last and the best`() throws {
        try make("k3f9aaaa", at: 0, labels: RunLabels(name: "base", tags: ["x"]), accuracy: 0.5)
        try make("k3f8bbbb", at: 10, accuracy: 0.9)
        try make("m222cccc", at: 20, labels: RunLabels(name: "k3f9"), accuracy: 0.9)
        try make("zzzzdddd", at: 15, task: "other", accuracy: 1)
        #expect(try found("k3f9") == "k3f9aaaa")
        #expect(try found("k3f9aaaa") == "k3f9aaaa")
        #expect(try found("20261124-181522") == "m222cccc")
        #expect(try found("20261124-181522-digits-m222cccc") == "m222cccc")
        #expect(try found("base") == "k3f9aaaa")
        #expect(try found("tag:x") == "k3f9aaaa")
        #expect(try found("@last") == "m222cccc")
        #expect(try found("@0") == "m222cccc")
        #expect(try found("@1") == "zzzzdddd")
        #expect(problem("@4")?.message.contains("4 runs are there") == true)
        #expect(problem("@-1")?.code == .unknownRun)
        #expect(try found("@best") == "k3f8bbbb")
        let path = try folder.runs.find("k3f8").folder.string
        #expect(try found(path) == "k3f8bbbb")
        #expect(try found(path + "/") == "k3f8bbbb")
    }

    @Test func `a text that names several runs is told with the candidates`() throws {
        try make("k3f9aaaa", at: 0, labels: RunLabels(tags: ["x"]))
        try make("k3f8bbbb", at: 10, labels: RunLabels(tags: ["x"]))
        let diagnostic = try #require(problem("k3"))
        #expect(diagnostic.code == .ambiguousRun)
        #expect(diagnostic.message == "`k3` names 2 runs")
        #expect(
            diagnostic.notes == [
                "`k3f8`: 20261124-181512-digits-k3f8bbbb",
                "`k3f9`: 20261124-181502-digits-k3f9aaaa",
            ]
        )
        #expect(problem("tag:x")?.code == .ambiguousRun)
        #expect(try folder.runs.matches("tag:x").map(\.id.suffix) == ["k3f8bbbb", "k3f9aaaa"])
    }

    @Test func `an unknown run is told with what is near`() throws {
        #expect(problem("@last")?.message.contains("there are no runs") == true)
        try make("k3f9aaaa", at: 0, labels: RunLabels(name: "baseline", tags: ["paper"]))
        #expect(problem("baselin")?.help == "did you mean `baseline`?")
        #expect(problem("k3f9aaab")?.help == "did you mean `k3f9aaaa`?")
        #expect(problem("qqqqqqqq")?.help == "`exp ls` lists the runs")
        #expect(problem("tag:papr")?.help == "did you mean `paper`?")
        #expect(problem("")?.code == .unknownRun)
        #expect(problem("no/such/folder")?.code == .unknownRun)
        #expect(problem("@best")?.message.contains("no completed run") == true)
    }

    @Test func `short names grow only where they must`() throws {
        let runs = try ["k3f9aaaa", "k3f9aaab", "k3f8aaaa", "zzzzzzzz"].enumerated().map {
            try make($0.element, at: $0.offset)
        }
        let names = folder.runs.shortNames(of: runs)
        #expect(runs.map { names[$0.id] } == ["k3f9aaaa", "k3f9aaab", "k3f8", "zzzz"])
        for run in runs {
            #expect(try folder.runs.find(names[run.id] ?? "").id == run.id)
        }
    }

    @Test func `labels change together from many processes' worth of threads`() throws {
        let run = try make("aaaaaaaa", at: 0)
        let done = Monitor(0)
        for number in 0..<8 {
            _ = try DedicatedThread {
                for tag in 0..<5 {
                    if let open = try? OpenFolder(run.folder) {
                        try? RunLabels.update(in: open) { $0.tags.append("\(number)-\(tag)") }
                    }
                }
                done.update { $0 += 1 }
            }
        }
        #expect(done.wait(atMostSeconds: 60) { $0 == 8 })
        #expect(Set(RunSnapshot(run).labels.tags).count == 40)
    }
}
