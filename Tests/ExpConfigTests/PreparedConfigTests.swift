import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

struct PreparedConfigTests {
    private func loader(_ root: FilePath, _ cache: SourceCache?) -> ConfigLoader {
        ConfigLoader(
            environment: ConfigEnvironment(workingDirectory: root),
            tasks: TrainTask.catalog,
            cache: cache
        )
    }

    /// Everything that a load tells, as text.
    ///
    /// Problems stand by place and message: the choices of a base show its own overrides alone.
    private func account(_ config: LoadedConfig?, _ bag: DiagnosticBag) -> String {
        let lines = ConciseRenderer().render(bag).split(separator: "\n").sorted()
        var text = lines.joined(separator: "\n")
        guard let config else { return text + "no config" }
        text += JSONWriter.json(config.recorded) + JSONWriter.json(config.origins())
        text += config.choices.map { "\($0.text) \($0.file ?? "") \($0.caseName ?? "")" }.joined()
        text += config.files.map(\.name).joined(separator: " ")
        text += config.dropped.map { "\($0.path) \($0.choice.text)" }.joined()
        return text + "\(config.task ?? "no task")"
    }

    @Test func `a variant is what a load with all its overrides is`() {
        let values = [
            "1", "text", "{use: a}", "{use: b, x: 2}", "[1, {use: a}]", "${x}", "${.y}", "null",
            "???", "{x: {use: /m/a}}", "a", "{x: 1, y: ${..x}}", "{use: \"${choice:x}\"}", "{}",
        ]
        let keys = ["x", "y", "m", "model", "lr", "classes", "x+", "m!", "extends", "task"]
        let overrides = [
            "x=a", "m=b", "m.x=1", "+y=2", "~x", "x.0=1", "m={use: b}", "++m.x.y=1", "x+=1",
            "m:=[1]", "task=train", "model=vit", "model.use=mlp", "model.depth=3", "x=${m}",
            "y=[${x}]", "m.use=a", "lr=3", "m.x=${..y}", "+m=a", "m=null", "x=null", "lr=text",
            "model.dropout=0.1", "seed=1", "a@b=c", "x=1,2", "head.act=tanh", "+labels.a=1",
        ]
        var kept = 0
        for seed in 0..<propertyCases {
            var random = SeededGenerator(seed: UInt64(seed))
            func text() -> String {
                var used: Set<String> = []
                return (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    let key = keys.randomElement(using: &random) ?? ""
                    guard used.insert(key).inserted else { return "" }
                    if key == "task" { return "task: train\n" }
                    let value = values.randomElement(using: &random) ?? ""
                    return "\(key): \(key == "extends" ? "base.yaml" : value)\n"
                }.joined()
            }
            let project = TestProject([
                "configs/main.yaml": text(), "configs/base.yaml": text(),
                "configs/m/a.yaml": text(), "configs/m/b.yaml": text(),
                "configs/x/a.yaml": text(), "configs/model/vit.yaml": "depth: 5\n",
            ])
            func some(_ most: Int) -> [String] {
                (0..<Int.random(in: 0...most, using: &random)).map { _ in
                    overrides.randomElement(using: &random) ?? ""
                }
            }
            let (fixed, cache) = (some(2), SourceCache())
            let request = ConfigRequest(config: "configs/main.yaml", overrides: fixed)
            var scratch = DiagnosticBag()
            let prepared = loader(project.root, cache).prepare(request, into: &scratch)
            for _ in 0..<3 {
                let more = some(3)
                var fresh = DiagnosticBag()
                var whole = request
                whole.overrides += more
                let expected = loader(project.root, nil).load(whole, into: &fresh)
                #expect((expected == nil) == (prepared == nil), "seed \(seed)")
                guard let prepared else { continue }
                var bag = DiagnosticBag()
                let variant = prepared.variant(more, into: &bag)
                let told = account(variant, bag)
                #expect(told == account(expected, fresh), "seed \(seed): \(fixed) then \(more)")
                kept += 1
            }
        }
        #expect(kept > propertyCases)
    }

    @Test func `variants read nothing, and compose again only where an option is chosen`() throws {
        let project = TestProject([
            "configs/main.yaml": "task: train\nmodel: {use: vit}\nlabels: {a: 1}\n",
            "configs/model/vit.yaml": "depth: 5\n", "configs/model/mlp.yaml": "width: 5\n",
        ])
        let cache = SourceCache()
        var bag = DiagnosticBag()
        let request = ConfigRequest(config: "configs/main.yaml", overrides: ["lr=1"])
        let loader = loader(project.root, cache)
        let prepared = try #require(loader.prepare(request, into: &bag))
        #expect(cache.readCount == 2)
        #expect(prepared.composed["model"]?["dropout"]?.double == 0.5)
        #expect(prepared.choices.map(\.text) == ["model=vit"])
        project.directory.write("configs/main.yaml", "task: nothing\n")
        let variants = [["classes=2"], ["labels.a=2"], ["model=mlp"], []].map {
            prepared.variant($0, into: &bag)
        }
        #expect(bag.diagnostics.isEmpty)
        #expect(cache.readCount == 3)
        #expect(variants.map { $0.config["classes"]?.int } == [2, 10, 10, 10])
        let models = variants.map { $0.config["model"]?["use"]?.string }
        #expect(models == ["vit", "vit", "mlp", "vit"])
        #expect(
            variants.map { $0.files.count } == [3, 3, 4, 3],
            "what another variant reads is none of its files"
        )
    }

    @Test func `overrides may stand in texts of their own`() throws {
        let project = TestProject(["configs/main.yaml": "x: 1\ny: a\n"])
        var bag = DiagnosticBag()
        let request = ConfigRequest(config: "configs/main.yaml", overrides: ["x=2"])
        let prepared = try #require(loader(project.root, nil).prepare(request, into: &bag))
        let axis = SourceFile(name: "axis", text: "y=b")
        let override = try #require(OverrideParser.parse(axis.range(0, 3), into: &bag))
        let variant = prepared.variant([override], into: &bag)
        #expect(bag.diagnostics.isEmpty)
        #expect(variant.resolved["x"]?.int == 2)
        #expect(variant.resolved["y"]?.string == "b")
        #expect(variant.resolved["y"]?.range.file == axis)
        #expect(variant.files.map(\.name) == ["configs/main.yaml", "command line", "axis"])
    }

    @Test func `many threads load variants of one config`() async throws {
        let project = TestProject([
            "configs/main.yaml": "m: {use: a}\nx: ${m.v}\n", "configs/m/a.yaml": "v: 1\n",
            "configs/m/b.yaml": "v: 2\n",
        ])
        var bag = DiagnosticBag()
        let request = ConfigRequest(config: "configs/main.yaml")
        let loader = loader(project.root, SourceCache())
        let prepared = try #require(loader.prepare(request, into: &bag))
        let sums = await withTaskGroup(of: Int.self) { group in
            for index in 0..<64 {
                group.addTask {
                    var bag = DiagnosticBag()
                    let name = index % 2 == 0 ? "a" : "b"
                    let variant = prepared.variant(["m=\(name)"], into: &bag)
                    return bag.hasErrors ? 1_000 : variant.resolved["x"]?.int ?? 1_000
                }
            }
            return await group.reduce(0, +)
        }
        #expect(sums == 32 + 64)
    }
}
