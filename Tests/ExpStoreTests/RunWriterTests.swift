import ExpDiagnostics
import ExpStore
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@Suite struct RunWriterTests {
    let folder = TemporaryDirectory()

    func entry(_ writer: RunWriter) -> RunEntry {
        RunEntry(id: writer.id, folder: writer.directory)
    }

    @Test func `a run starts with five files and a lease, and ends without the lease`() throws {
        let writer = try RunWriter.create(in: folder.runs, draft: draft())
        let place = "runs/\(writer.id.month)/\(writer.id)"
        let start = ["alive", "config.yaml", "environment.json", "origins.json", "run.json"]
        #expect(folder.files() == start.map { "\(place)/\($0)" })
        #expect(RunSnapshot(entry(writer)).status == .running)

        let record = writer.finish(.completed)
        #expect(record.isComplete)
        #expect(folder.files() == start.dropFirst().map { "\(place)/\($0)" })
        #expect(RunSnapshot(entry(writer)).status == .completed)
    }

    @Test func `everything recorded is read back`() throws {
        var draft = draft()
        draft.choices = [.init(path: "model", option: "mlp")]
        draft.commandLine = ["exp", "--config", "a.yaml", "lr=5e-4"]
        draft.labels = RunLabels(name: "first", tags: ["a", "b"], note: "a\nb")
        draft.environment = ["CUDA_VISIBLE_DEVICES": "0", "HOME": "/x", "SLURM_JWT": "x"]
        let writer = try RunWriter.create(in: folder.runs, draft: draft)
        writer.metrics.log(step: 1, ["acc": 0.5, "loss": .nan])
        writer.metrics.log(step: 2, ["acc": 0.75, "loss": .infinity])
        writer.metrics.log(step: 3, ["acc": 0.625, "loss": -1.5])
        writer.event("note", [("text", .text("a \"quoted\" one\n"))])
        writer.output("epoch 1\n")
        try writer.addArtifact("plots/a.txt", bytes: Array("abc".utf8))
        let large = [UInt8](repeating: 7, count: 600_000)
        folder.write("large", String(decoding: large, as: UTF8.self))
        try writer.addArtifact("large", copying: FilePath(folder.appending("large")))
        try writer.saveCheckpoint([1, 2, 3], step: 3)
        try writer.changeLabels { $0.tags.append("c") }
        let written = writer.finish(.failed, exit: .code(1), error: "it broke")

        let snapshot = RunSnapshot(entry(writer))
        let record = try #require(snapshot.record)
        // As text, since a moment is written in milliseconds.
        #expect(JSONWriter.json(record.node) == JSONWriter.json(written.node))
        #expect(record.seed == 7)
        #expect(record.exit == .code(1))
        #expect(record.error == "it broke")
        #expect(record.choices == draft.choices)
        #expect(record.commandLine == draft.commandLine)
        #expect(record.goal == .maximize("acc"))
        #expect(record.configHash.utf8.count == 64)
        #expect(snapshot.labels == RunLabels(name: "first", tags: ["a", "b", "c"], note: "a\nb"))
        #expect(snapshot.evidence.sentences.count == 1)

        let summary = snapshot.summary
        #expect(summary.rowCount == 3)
        #expect(summary["acc"]?.max == 0.75)
        #expect(summary["acc"]?.maxStep == 2)
        #expect(summary["acc"]?.mean == 0.625)
        #expect(summary["loss"]?.nanCount == 1)
        #expect(summary["loss"]?.max == .infinity)
        #expect(summary.best?.step == 2)
        #expect(summary.best?["loss"] == .infinity)

        #expect(snapshot.artifacts.map(\.name) == ["plots/a.txt", "large"])
        #expect(snapshot.artifacts.map(\.sizeBytes) == [3, 600_000])
        // The second is FIPS 180-2's digest of "abc".
        #expect(
            snapshot.artifacts[0].sha256
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        let place = "runs/\(writer.id.month)/\(writer.id)/"
        #expect(folder.read(place + "artifacts/plots/a.txt") == "abc")
        #expect(folder.read(place + "output.log") == "epoch 1\n")
        let events = try #require(folder.read(place + "events.jsonl"))
        #expect(events.contains("\"event\":\"note\",\"text\":\"a \\\"quoted\\\" one\\n\"}\n"))
        #expect(events.contains("\"event\":\"checkpoint\",\"step\":3,\"attempt\":1,\"line\":3,"))

        var bag = DiagnosticBag()
        #expect(snapshot.config(into: &bag)?["lr"]?.double == 5e-4)
        #expect(folder.read(place + "config.yaml")?.contains("lr: 5e-4\n") == true)
        #expect(snapshot.origins(into: &bag)?["lr"]?["kind"]?.string == "file")
        let environment = try #require(snapshot.environment(into: &bag))
        #expect(environment["variables"]?.mapping?.keys == ["CUDA_VISIBLE_DEVICES"])
        #expect(environment["withheldVariables"]?.sequence?.map(\.string) == ["SLURM_JWT"])
        #expect(environment["code"]?.isNull == true)
        #expect(environment["machine"]?["processorCount"]?.int ?? 0 > 0)
        #expect(bag.diagnostics.isEmpty)
    }

    @Test func `the config hash is of the values, not of how they are written or run`() throws {
        func hash(_ text: String) throws -> String {
            var draft = draft()
            draft.config = tree(text)
            let writer = try RunWriter.create(in: folder.runs, draft: draft)
            return writer.finish(.completed).configHash
        }
        let first = try hash("task: t\na: 1\nb: 5e-1\nexp: {timeout: 3}\n")
        #expect(try hash("b: 0.5\na: 1\ntask: t\n") == first)
        #expect(try hash("task: t\na: 2\nb: 0.5\n") != first)
    }

    @Test func `after the end every call is harmless and a second end returns the first`() throws {
        let writer = try RunWriter.create(in: folder.runs, draft: draft())
        let first = writer.finish(.cancelled, cause: .user)
        let files = folder.files()
        writer.metrics.log(step: 1, ["a": 1])
        writer.event("late")
        writer.output("late")
        try writer.addArtifact("late", bytes: [1])
        try writer.saveCheckpoint([1], step: 1)
        #expect(writer.finish(.completed) == first)
        #expect(folder.files() == files)
        #expect(RunSnapshot(entry(writer)).evidence.cause == .user)
    }

    @Test func `a clock that is set back makes no negative duration`() throws {
        let writer = try RunWriter.create(in: folder.runs, draft: draft())
        var record = writer.finish(.completed)
        #expect(try #require(record.durationSeconds) >= 0)
        record.ended = record.started?.adding(seconds: -3_600)
        #expect(record.durationSeconds == 0)
    }

    @Test func `a moved run is followed`() throws {
        let writer = try RunWriter.create(in: folder.runs, draft: draft())
        let moved = folder.appending("runs/2000-01")
        mkdir(moved, 0o777)
        let place = "\(moved)/\(writer.id)"
        #expect(ExpSystem.rename(writer.directory.string, place) == 0)
        writer.metrics.log(step: 1, ["acc": 1])
        try writer.addArtifact("a", bytes: [65])
        #expect(RunSnapshot(RunEntry(id: writer.id, folder: FilePath(place))).status == .running)
        #expect(writer.directory == (try FileSystem.realPath(of: FilePath(place))))
        #expect(writer.finish(.completed).isComplete)
        let snapshot = RunSnapshot(RunEntry(id: writer.id, folder: FilePath(place)))
        #expect(snapshot.status == .completed)
        #expect(snapshot.artifacts.map(\.name) == ["a"])
        #expect(folder.files(in: "runs/\(writer.id.month)").isEmpty)
    }

    @Test func `a deleted run never comes back, and its end says so`() throws {
        let troubles = Troubles()
        let writer = try RunWriter.create(in: folder.runs, draft: draft(), onTrouble: troubles.add)
        writer.metrics.log(step: 1, ["acc": 1])
        let place = writer.directory
        for entry in try FileSystem.list(place) {
            try FileSystem.remove(place.appending(entry.name))
        }
        try FileSystem.removeDirectory(place)
        writer.metrics.log(step: 2, ["acc": 1])
        writer.output("text")
        #expect(throws: Diagnostic.self) { try writer.addArtifact("a", bytes: [1]) }
        for step in 1...100 {
            #expect(throws: Diagnostic.self) { try writer.saveCheckpoint([1], step: step) }
        }
        let record = writer.finish(.completed)
        #expect(!record.isComplete)
        #expect(record.recordTroubles.contains("99 more checkpoints could not be written"))
        #expect(record.recordTroubles.count < 10)
        #expect(troubles.messages.count < 12)
        #expect(record.recordTroubles.contains { $0.contains("not this process's run any more") })
        #expect(!troubles.messages.isEmpty)
        #expect(folder.files().isEmpty)
        #expect(FileSystem.kind(of: place) == nil)
    }

    @Test func `a copy of a living run reads lost, and the run itself goes on`() throws {
        let writer = try RunWriter.create(in: folder.runs, draft: draft())
        let copy = FilePath(folder.appending("copy"))
        try FileSystem.createDirectory(copy)
        for entry in try FileSystem.list(writer.directory) {
            let bytes = try FileSystem.read(writer.directory.appending(entry.name))
            try FileSystem.writeWhole(bytes, to: copy.appending(entry.name))
        }
        let copied = RunSnapshot(RunEntry(id: writer.id, folder: copy))
        #expect(copied.status == .lost)
        #expect(copied.evidence.cause == .copied)
        #expect(copied.evidence.sentences.last?.contains("a copy of one") == true)
        #expect(RunSnapshot(entry(writer)).status == .running)
        writer.finish(.completed)
    }

    @Test func `an artifact's name stays below its folder`() throws {
        let writer = try RunWriter.create(in: folder.runs, draft: draft())
        for name in ["", "/a", "a/../b", "..", "a//b", ".hidden", "a/.b", "a/"] {
            let error = #expect(throws: Diagnostic.self) {
                try writer.addArtifact(name, bytes: [1])
            }
            #expect(error?.code == .storeWriteFailed)
        }
        #expect(!writer.finish(.completed).isComplete)
    }

    @Test func `folders take the permissions of the runs folder`() throws {
        mkdir(folder.appending("runs"), 0o777)
        chmod(folder.appending("runs"), 0o2775)
        let writer = try RunWriter.create(in: folder.runs, draft: draft())
        try writer.addArtifact("x/a", bytes: [1])
        try writer.saveCheckpoint([1], step: 1)
        let place = writer.directory
        let made = [
            place, place.parent ?? "", place.appending("artifacts/x"),
            place.appending("checkpoints"),
        ]
        for path in made {
            #expect(try FileSystem.status(of: path).mode == 0o2775, "\(path)")
        }
        writer.finish(.completed)
    }

    @Test func `a run whose folder cannot be made does not start`() {
        folder.write("runs", "a file")
        let error = #expect(throws: Diagnostic.self) {
            try RunWriter.create(in: folder.runs, draft: draft())
        }
        #expect(error?.code == .storeWriteFailed)
        #expect(error?.help != nil)
    }

    @Test(arguments: ["runs", "above"])
    func `a link that leads to nothing is named`(link: String) throws {
        #expect(symlink("/nowhere/x", folder.appending(link)) == 0)
        let runs = RunsFolder(FilePath(folder.appending(link == "runs" ? "runs" : "above/runs")))
        let error = #expect(throws: Diagnostic.self) {
            try RunWriter.create(in: runs, draft: draft())
        }
        let named = "`\(folder.appending(link))` is a link to `/nowhere/x`, and nothing is there"
        #expect(error?.message == "the run's folder cannot be made: \(named)")
    }

    @Test func `many threads log and every line is whole`() throws {
        let writer = try RunWriter.create(in: folder.runs, draft: draft())
        let done = Monitor(0)
        for thread in 0..<4 {
            _ = try DedicatedThread {
                for step in 0..<500 { writer.metrics.log(step: step, ["m\(thread)": Double(step)]) }
                done.update { $0 += 1 }
            }
        }
        #expect(done.wait(atMostSeconds: 60) { $0 == 4 })
        writer.finish(.completed)
        let table = try RunSnapshot(entry(writer)).metrics()
        #expect(table.rowCount == 2_000)
        #expect(table.corruptLineCount == 0)
        for thread in 0..<4 {
            #expect(table["m\(thread)"]?.values == (0..<500).map(Double.init))
        }
    }
}
