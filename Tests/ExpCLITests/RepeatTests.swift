import ExpSystem
import ExpTestSupport
import Testing

/// `exp --config runs/…/config.yaml` repeats a run, wherever in the project it is typed.
@Suite struct RepeatTests {
    let project = TemporaryDirectory()

    init() {
        prepareProject(project, copyingConfigsOf: repositoryRoot())
        project.write("deep/er/note", "")
    }

    /// Runs `exp` in a folder of the project; the folder of the run that it made.
    func run(_ arguments: [String], in folder: String) throws -> String {
        let before = try runs()
        let result = ChildProcess(
            BuiltProgram.folder + "/exp",
            arguments,
            in: project.appending(folder),
            environment: ["PATH": "/usr/bin:/bin", "HOME": project.appending("home")]
        ).run()
        #expect(result.status == 0, "\(result.errors)")
        let made = try runs().filter { !before.contains($0) }
        #expect(made.count == 1)
        return try #require(made.first)
    }

    /// The folders of all runs, from the project's.
    func runs() throws -> [String] {
        guard FileSystem.kind(of: FilePath(project.appending("runs"))) != nil else { return [] }
        return try FileSystem.list(FilePath(project.appending("runs"))).flatMap { month in
            try FileSystem.list(FilePath(project.appending("runs/\(month.name)"))).map {
                "runs/\(month.name)/\($0.name)"
            }
        }
    }

    /// The lines of a run's metrics as they stand there, without the time.
    func metrics(_ run: String) throws -> [String] {
        let text = try #require(project.read(run + "/metrics.jsonl"))
        return text.split(separator: "\n").map { line in
            let fields = line.split(separator: ",")
            #expect(fields[1].hasPrefix("\"time\":"))
            return (fields[..<1] + fields[2...]).joined(separator: ",")
        }
    }

    @Test func `the recorded config repeats the run to the last bit from every folder`() throws {
        let overrides = ["epochs=3", "model.hidden=[12]", "optimizer=sgd", "optimizer.lr=5e-2"]
        let first = try run(["--config", "configs/digits.yaml"] + overrides, in: ".")
        let expected = try metrics(first)
        #expect(expected.count == 4)
        let config = try #require(project.read(first + "/config.yaml"))
        let places = [
            (".", first + "/config.yaml"), ("configs/model", "../../\(first)/config.yaml"),
            (first, "config.yaml"), ("deep/er", "../../\(first)/config.yaml"),
            (first + "/artifacts", project.appending(first + "/config.yaml")),
        ]
        for (folder, path) in places {
            let again = try run(["--config", path], in: folder)
            #expect(try metrics(again) == expected, "from \(folder)")
            #expect(project.read(again + "/config.yaml") == config, "from \(folder)")
            #expect(
                project.read(again + "/artifacts/confusion.csv")
                    == project.read(first + "/artifacts/confusion.csv")
            )
        }
        // What is not fixed by the config differs: the comparison can tell.
        let other = try run(["--config", first + "/config.yaml", "seed=1"], in: ".")
        #expect(try metrics(other) != expected)
    }
}
