import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

struct RecordedConfigTests {
    @Test func `loading a record again gives the same config and the same hash, from anywhere`()
        throws
    {
        let texts = [
            "a", "it's ${x}", "\\${y}", "'", "1", "true", "", "a: b", "# c", "ü\n", "~", "-",
        ]
        for seed in 0..<min(propertyCases, 60) {
            var random = SeededGenerator(seed: UInt64(seed))
            var overrides = ["+labels.k\(Int.random(in: 0...9, using: &random))=3"]
            if Bool.random(using: &random) { overrides.append("model=vit") }
            if Bool.random(using: &random) {
                overrides.append("lr=\(Double.random(in: 0...1, using: &random))")
            }
            if Bool.random(using: &random) {
                overrides.append("seed=\(Int.random(in: 0...99, using: &random))")
            }
            if Bool.random(using: &random) { overrides.append("exp.timeout=90s") }
            let key = texts.randomElement(using: &random) ?? ""
            let yaml = CanonicalWriter.flow(
                .string(key, SourceFile(name: "", text: "").range(0, 0))
            )
            let project = TestProject(["configs/main.yaml": "task: train\nlabels: {\(yaml): 1}\n"])
            let (first, bag) = project.load("configs/main.yaml", overrides)
            #expect(!bag.hasErrors, "seed \(seed): \(project.rendered(bag))")
            let config = try #require(first)
            project.directory.write("runs/x/config.yaml", CanonicalWriter.yaml(config.recorded))
            var elsewhere = project
            elsewhere.workingDirectory = "runs/x"
            let (again, more) = elsewhere.load("config.yaml")
            #expect(!more.hasErrors, "seed \(seed): \(project.rendered(more))")
            let second = try #require(again)
            #expect(second.isRecorded)
            #expect(second.config.isEqualValue(to: config.config), "seed \(seed)")
            #expect(
                CanonicalHash.sha256(of: second.recorded)
                    == CanonicalHash.sha256(of: config.recorded)
            )
            #expect(second.seed == config.seed)
        }
    }

    @Test func `paths mean the same file from a file, the command line and a record`() throws {
        var project = TestProject([
            "configs/main.yaml": "task: files\ndata: data/x.csv\nmore: [~/y, /z]\n",
            "deep/er/keep": "",
        ])
        let root = project.root.string
        let plain = try #require(project.load().config)
        #expect(plain.config["data"]?.string == root + "/data/x.csv")
        #expect(plain.config["more"]?.sequence?.map(\.string) == ["/home/someone/y", "/z"])
        #expect(plain.recorded["data"]?.string == "data/x.csv")

        project.workingDirectory = "deep/er"
        let typed = try #require(
            project.load("../../configs/main.yaml", ["data=q.csv", "cache=../c"]).config
        )
        #expect(typed.config["data"]?.string == root + "/deep/er/q.csv")
        #expect(typed.recorded["cache"]?.string == "deep/c")

        project.directory.write("runs/x/config.yaml", CanonicalWriter.yaml(typed.recorded))
        let again = try #require(project.load("../../runs/x/config.yaml").config)
        #expect(again.config.isEqualValue(to: typed.config))
    }

    @Test func `texts that only a run knows stand as written until it starts`() throws {
        let project = TestProject([
            "configs/main.yaml":
                "task: files\ndata: \"out/${run:id}-${cache}\"\ncache: \"\\\\${x}\"\n"
        ])
        let (loaded, bag) = project.load()
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        let config = try #require(loaded)
        #expect(config.recorded["data"]?.string == "out/${run:id}-\\${x}")
        var more = DiagnosticBag()
        let delivery = Delivery(runID: "k3f9", runDirectory: "/runs/k3f9") { _ in nil }
        let delivered = config.delivered(delivery, into: &more)
        #expect(delivered["data"]?.string?.hasSuffix("out/k3f9-${x}") == true)
        project.directory.write("runs/x/config.yaml", CanonicalWriter.yaml(config.recorded))
        let again = try #require(project.load("runs/x/config.yaml").config)
        #expect(again.recorded.isEqualValue(to: config.recorded))
    }

    @Test func `a choice over a record is refused, a value is taken`() throws {
        let project = TestProject(["configs/main.yaml": "task: train\nmodel: vit\n"])
        let config = try #require(project.load().config)
        project.directory.write("runs/x/config.yaml", CanonicalWriter.yaml(config.recorded))
        let (again, bag) = project.load("runs/x/config.yaml", ["lr=0.7", "model.depth=3"])
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        #expect(again?.config["model"]?["depth"]?.int == 3)
        let (_, refused) = project.load("runs/x/config.yaml", ["model=mlp"])
        #expect(refused.diagnostics.map(\.code) == [.invalidOverride])
    }

    @Test func `a choice over a record is told with the run's own command, the override added`()
        throws
    {
        let project = TestProject(["configs/main.yaml": "task: train\n"])
        let config = try #require(project.load().config)
        project.directory.write("runs/x/config.yaml", CanonicalWriter.yaml(config.recorded))
        func help(_ record: String) -> String? {
            project.directory.write("runs/x/run.json", record)
            return project.load("runs/x/config.yaml", ["lr=3", "model=vit"]).bag.diagnostics
                .first?.help
        }
        let command = #""commandLine": ["exp", "-c", "configs/main.yaml", "+labels.a=b c"]"#
        let renewed = "exp -c configs/main.yaml '+labels.a=b c' lr=3 model=vit`"
        let advice = "repeat the run's own command with the override added: `"
        #expect(help("{\(command)}") == advice + renewed)
        let root = project.root.string
        #expect(help("{\(command), \"workingDirectory\": \"\(root)\"}") == advice + renewed)
        let elsewhere = advice + "cd '/a b' && " + renewed
        #expect(help("{\(command), \"workingDirectory\": \"/a b\"}") == elsewhere)
        for unknown in ["{}", "{", #"{"commandLine": []}"#] {
            #expect(help(unknown)?.contains("as `exp show` prints it") == true, "\(unknown)")
        }
    }

    @Test func `a record tells the stories that lie beside it`() throws {
        let project = TestProject([
            "configs/main.yaml":
                "task: train\nlr: 0.5\nmodel: {use: mlp, width: 3}\nclasses: ${seed}\n"
        ])
        let config = try #require(
            project.load("configs/main.yaml", ["lr=0.7", "model=vit"]).config
        )
        project.directory.write("runs/x/config.yaml", CanonicalWriter.yaml(config.recorded))
        project.directory.write("runs/x/origins.json", JSONWriter.json(config.origins()))
        let again = try #require(project.load("runs/x/config.yaml", ["classes=3"]).config)
        for key in ["lr", "model.width", "model.depth", "head.size"] {
            let path = try #require(ConfigPath.parse(key))
            #expect(again.history(of: path) == config.history(of: path), "\(key)")
        }
        let classes = try #require(again.history(of: ConfigPath([.key("classes")])))
        #expect(classes.current?.origin.text == "classes=3")
        #expect(classes.replaced.first?.written == "${seed}")
    }
}
