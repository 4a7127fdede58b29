import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

struct HydraTreeTests {
    /// A tree with a group, an experiment that overrides it, and a group in a group.
    private static func project() -> TestProject {
        TestProject([
            "conf/config.yaml":
                "defaults:\n  - db: mysql\n  - optional local: mine\n  - experiment: null\n  - _self_\nname: x\n",
            "conf/db/mysql.yaml": "port: 1\n",
            "conf/db/postgresql.yaml": "defaults:\n  - pool: small\nport: 2\n",
            "conf/db/pool/small.yaml": "size: 3\n",
            "conf/experiment/big.yaml":
                "# @package _global_\ndefaults:\n  - override /db: postgresql\nbatch: 9\n",
        ])
    }

    @Test func `the parts tell which configs were merged, and what was overridden by what`() throws
    {
        let project = Self.project()
        let (loaded, bag) = project.load("conf/config.yaml", ["experiment=big"])
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        let parts = try #require(loaded?.parts.parts)
        #expect(parts.map(\.role) == [.config, .commandLine])
        let children = parts[0].children
        #expect(children.map(\.name) == ["mysql", "postgresql", "mine", "null", "big"])
        #expect(children[0].state.isReplaced)
        #expect(children[1].children.map(\.file) == ["conf/db/pool/small.yaml"])
        #expect(children[1].children.first?.mount == ConfigPath(keys: "db", "pool"))
        #expect(children[2].state == .missingOptional)
        #expect(children[3].state.isReplaced)
        #expect(parts[0].ownPlace == 5)
        #expect(
            loaded?.choices.map(\.text) == ["experiment=big", "db=postgresql", "db/pool=small"]
        )
    }

    @Test func `a variant with another option composes again`() throws {
        let project = Self.project()
        var bag = DiagnosticBag()
        let loader = ConfigLoader(
            environment: ConfigEnvironment(workingDirectory: project.root),
            tasks: .empty
        )
        let request = ConfigRequest(config: "conf/config.yaml")
        let prepared = try #require(loader.prepare(request, into: &bag))
        for (overrides, expected) in [
            (["db=postgresql"], "{pool: {size: 3}, port: 2}"), (["db.port=7"], "{port: 7}"),
            (["+db@db.copy=mysql"], "{port: 1, copy: {port: 1}}"),
        ] {
            let config = prepared.variant(overrides, into: &bag)
            let db = config.resolved["db"].map { CanonicalWriter.flow($0) }
            #expect(db == expected, "\(overrides)")
        }
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
    }

    @Test func `a task gets the tree without hydra, and the option is its union's case`() throws {
        let project = TestProject([
            "conf/config.yaml":
                "defaults:\n  - model: vit\n  - _self_\ntask: train\nhydra: {job: {name: n}}\n",
            "conf/model/vit.yaml": "depth: 3\n",
            "conf/model/mlp.yaml": "width: 4\n",
        ])
        for (overrides, expected) in [
            ([], "{use: vit, depth: 3, dropout: 0.5}"),
            (["model=mlp"], "{use: mlp, width: 4, dropout: 0.5}"),
        ] {
            let (loaded, bag) = project.load("conf/config.yaml", overrides)
            #expect(!bag.hasErrors, "\(project.rendered(bag))")
            let model = try #require(loaded?.config["model"])
            #expect(CanonicalWriter.flow(model) == expected)
            #expect(loaded?.resolved["hydra"] == nil)
        }
    }

    @Test func `the run's directory stands for Hydra's, and is known when the run starts`() throws {
        let project = TestProject([
            "conf/config.yaml": "defaults: [_self_]\nout: ${hydra:runtime.output_dir}/ckpt\n"
        ])
        let loaded = try #require(project.load("conf/config.yaml").config)
        var bag = DiagnosticBag()
        let delivery = Delivery(runID: "r1", runDirectory: "/runs/r1") { _ in nil }
        let delivered = loaded.delivered(delivery, into: &bag)
        #expect(delivered["out"]?.string == "/runs/r1/ckpt")
    }

    @Test func `a primary config in a group has its group as package, one without none`() {
        let project = Self.project()
        let inner = project.load("conf/db/postgresql.yaml").config
        #expect(inner?.resolved.mapping?.keys == ["db"])
        let plain = project.load("conf/db/pool/small.yaml").config
        #expect(plain?.resolved.mapping?.keys == ["size"])
    }

    @Test func `groups alone make a config`() {
        let project = Self.project()
        let (loaded, bag) = project.load(nil, ["+db=postgresql", "+experiment@_global_=big"])
        #expect(bag.hasErrors == false || loaded != nil, "\(project.rendered(bag))")
        #expect(loaded?.resolved["db"]?["pool"]?["size"]?.int == 3)
    }

    @Test func `native words keep a config ours`() throws {
        let project = TestProject([
            "conf/main.yaml": "model: {use: vit}\n", "conf/model/vit.yaml": "depth: 1\n",
            "conf/db/a.yaml": "x: 1\n",
        ])
        let (loaded, bag) = project.load("conf/main.yaml", ["+db=a"])
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        #expect(loaded?.resolved["model"]?["depth"]?.int == 1)
        #expect(loaded?.resolved["db"]?["x"]?.int == 1)
    }

    @Test func `any defaults list ends, in values or in errors with a place`() {
        var random = SeededGenerator(seed: 4)
        let names = ["a", "b", "g/a", "/g/b", "_self_", "${g}", "???", "a@x", "optional z"]
        for _ in 0..<propertyCases {
            var files: [(String, String)] = []
            for name in ["main", "a", "b", "g/a", "g/b", "g/g/a"] {
                let lines = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    let option = names.randomElement(using: &random) ?? "a"
                    let group = ["g: ", "/g@p: ", "override /g: ", "", ""].randomElement(
                        using: &random
                    )
                    return "  - \(group ?? "")\(option)\n"
                }
                let list = lines.isEmpty ? "" : "defaults:\n" + lines.joined()
                files.append(("conf/\(name).yaml", list + "k: \(files.count)\n"))
            }
            let project = TestProject()
            for (name, text) in files { project.directory.write(name, text) }
            let bag = project.load("conf/main.yaml", ["+g@q=a"]).bag
            for diagnostic in bag.diagnostics where diagnostic.severity == .error {
                #expect(!diagnostic.labels.isEmpty, "\(diagnostic.message) \(files)")
                #expect(diagnostic.help?.isEmpty == false, "\(diagnostic.message)")
            }
        }
    }
}

extension CompositionTree.State {
    fileprivate var isReplaced: Bool {
        if case .replaced = self { return true }
        return false
    }
}
