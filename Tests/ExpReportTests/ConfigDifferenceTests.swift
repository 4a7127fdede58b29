import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpReport

@Suite struct ConfigDifferenceTests {
    /// A side whose values stand in one file, and whose option `model` stands in another.
    private func side(
        _ text: String,
        model: String? = nil,
        file: String = "configs/a.yaml",
        option: String = "hidden: [64]\n"
    ) throws -> ConfigSide {
        var tree = try #require(Self.tree(text, in: file))
        var choices: [ConfigSide.Choice] = []
        if let model {
            let path = "configs/model/\(model).yaml"
            let node = try #require(Self.tree(option, in: path))
            tree.update(ConfigPath(keys: "model")) { $0 = node }
            let origin = Origin(kind: .file, name: file, line: 1)
            choices.append(
                .init(
                    path: ConfigPath(keys: "model"),
                    option: model,
                    origin: origin,
                    files: [path]
                )
            )
        }
        return ConfigSide(name: file, tree: tree, choices: choices, project: "/project")
    }

    static func tree(_ text: String, in file: String) -> Node? {
        var bag = DiagnosticBag()
        let source = SourceFile(name: file, path: "/project/\(file)", text: text)
        return YAMLReader.read(source, into: &bag)?.root
    }

    @Test func `a value tells the lines that set it`() throws {
        let difference = ConfigDifference(
            from: try side("lr: 1\nsame: 2\n"),
            to: try side("same: 2\nlr: 3\nnew: 4\n", file: "configs/b.yaml")
        )
        #expect(
            DifferenceView(difference).lines == [
                "configs/a.yaml → configs/b.yaml: 2 values differ",
                "  lr   1          →  3  configs/a.yaml:1 → configs/b.yaml:2",
                "  new  not there  →  4  configs/b.yaml:3",
            ]
        )
    }

    @Test func `what an option brings stands below it`() throws {
        let difference = ConfigDifference(
            from: try side("lr: 1\n", model: "mlp"),
            to: try side("lr: 1\n", model: "vit", option: "heads: 8\n")
        )
        #expect(difference.options.map(\.path.description) == ["model"])
        #expect(
            difference.values.map(\.reason) == [
                .option(ConfigPath(keys: "model")), .option(ConfigPath(keys: "model")),
            ]
        )
        #expect(
            DifferenceView(difference).lines == [
                "configs/a.yaml → configs/a.yaml: 1 option and 2 values differ",
                "  model           mlp        →  vit        configs/a.yaml:1, option",
                "    model.hidden  [64]       →  not there  configs/model/mlp.yaml:1",
                "    model.heads   not there  →  8          configs/model/vit.yaml:1",
            ]
        )
    }

    @Test func `a value that the file itself sets is not the option's`() throws {
        var new = try side("lr: 1\n", model: "vit", option: "hidden: [8]\n")
        let own = try #require(Self.tree("hidden: [9]\n", in: "configs/b.yaml")?["hidden"])
        new.tree.update(ConfigPath(keys: "model", "hidden")) { $0 = own }
        let difference = ConfigDifference(from: try side("lr: 1\n", model: "mlp"), to: new)
        #expect(difference.values.map(\.reason) == [.written])
    }

    @Test func `a record is compared in what it holds`() throws {
        var run = try side("lr: 1\nexp:\n  resolved: 1\n  timeout: 1h\n")
        run.isRecorded = true
        let config = try side("lr: 1\nexp:\n  timeout: 2h\n  name: null\n  tags: []\n")
        let difference = ConfigDifference(from: run, to: config)
        #expect(difference.values.map(\.path.description) == ["exp.timeout"])
        #expect(ConfigDifference(from: run, to: try side("lr: 1\n")).values.count == 1)
    }

    @Test func `values of one text and other inputs tell what they read`() throws {
        func side(_ size: Int) throws -> ConfigSide {
            var side = try self.side("size: \(size)\nhalf: ${size}\n")
            let path = ConfigPath(keys: "half")
            let written = try #require(side.tree[path])
            let read = try #require(side.tree["size"])
            let source = Read(path: ConfigPath(keys: "size"), text: "${size}", node: read)
            side.tree.update(path) { node in
                node = Node(
                    read.content,
                    range: written.range,
                    trace: Trace(.computed(reads: [source]), previous: written)
                )
            }
            return side
        }
        let difference = ConfigDifference(from: try side(2), to: try side(4))
        #expect(difference.values.map(\.reason) == [.written, .reads(["size"])])
        #expect(
            DifferenceView(difference).lines.last == "  half  2  →  4  configs/a.yaml:2, reads size"
        )
    }

    @Test func `a narrow terminal shows the sides under one another`() throws {
        let difference = ConfigDifference(
            from: try side("path: \(String(repeating: "a", count: 40))\n"),
            to: try side("path: \(String(repeating: "b", count: 40))\n", file: "configs/b.yaml")
        )
        let lines = DifferenceView(difference, width: 60).lines
        #expect(
            lines.dropFirst() == [
                "  path",
                "    - \(String(repeating: "a", count: 35))…  configs/a.yaml:1",
                "    + \(String(repeating: "b", count: 35))…  configs/b.yaml:1",
            ]
        )
    }

    @Test func `colours change no text`() throws {
        let old = try side("lr: 1\n", model: "mlp")
        let new = try side("lr: 2\nmore: x\n", model: "vit")
        for width in [nil, 40] {
            let difference = ConfigDifference(from: old, to: new)
            let plain = DifferenceView(difference, width: width).lines
            let coloured = DifferenceView(difference, width: width, isColoured: true).lines
            #expect(coloured != plain)
            #expect(coloured.map { $0.replacing(/\u{1B}\[[0-9]*m/, with: "") } == plain)
        }
    }

    @Test func `Markdown takes any text`() throws {
        let difference = ConfigDifference(
            from: try side("a: \"x|y\"\nb: \"``\"\n"),
            to: try side("a: \"x|z\"\nb: \"`c`\"\n")
        )
        let rows = DifferenceView(difference).markdown.suffix(2)
        #expect(
            rows == [
                "| `a` | `x\\|y` | `x\\|z` | `configs/a.yaml:1` |",
                "| `b` | ```\"``\"``` | ``\"`c`\"`` | `configs/a.yaml:2` |",
            ]
        )
    }

    @Test func `JSON tells values by their type, and their stories`() throws {
        let difference = ConfigDifference(from: try side("a: 1\n"), to: try side("a: 1.0\n"))
        #expect(
            DifferenceView(difference).json == """
                {"old":"configs/a.yaml","new":"configs/a.yaml","options":[],"values":[{"key":"a",\
                "reason":"written","option":null,"by":null,"reads":[],"old":{"value":1,\
                "origin":"configs/a.yaml:1:4","written":null,"replaced":[]},"new":{"value":1.0,\
                "origin":"configs/a.yaml:1:4","written":null,"replaced":[]}}]}
                """
        )
    }

    @Test func `a secret that a lower layer holds is shown nowhere`() throws {
        func side(_ name: String) throws -> ConfigSide {
            var side = try self.side("token: ${secret:\(name)}\n")
            let lower = try #require(Self.tree("token: hunter22\n", in: "configs/base.yaml"))
            side.tree.update(ConfigPath(keys: "token")) { node in
                node?.trace = Trace(.replaced, previous: lower["token"])
            }
            side.mask = { node, path in
                guard path.lastKey == "token", node.scalar?.text == "hunter22" else { return nil }
                return Node(.scalar(Scalar("<secret>")), range: node.range)
            }
            return side
        }
        let difference = ConfigDifference(from: try side("A"), to: try side("B"))
        let view = DifferenceView(difference)
        let all = (view.lines + view.markdown + [view.json]).joined(separator: "\n")
        #expect(all.contains("${secret:B}"))
        #expect(all.contains("<secret>"))
        #expect(!all.contains("hunter22"))
    }

    @Test func `what a side could not read is no difference`() throws {
        var old = try side("lr: 1\nkept: 1\n")
        guard case .mapping(var mapping) = old.tree.content else { return }
        mapping.isIncomplete = true
        old.tree.content = .mapping(mapping)
        old.tree.update(ConfigPath(keys: "lr")) { $0?.content = .faulty }
        let difference = ConfigDifference(from: old, to: try side("lr: 2\nkept: 2\nnew: 3\n"))
        #expect(difference.values.map(\.path.description) == ["kept"])
    }
}
