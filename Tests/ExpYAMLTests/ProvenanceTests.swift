import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

@Suite struct ProvenanceTests {
    private let file = SourceFile(
        kind: .file,
        name: "configs/a.yaml",
        path: "/p/configs/a.yaml",
        text: "lr: 0.1\nm: {x: 1, y: 2}\n"
    )
    private let line = SourceFile(commandLine: ["lr=0.5", "m=linear"])

    private func node(_ text: String, _ file: SourceFile, _ start: Int, _ end: Int) -> Node {
        Node(.scalar(Scalar(text)), range: file.range(start, end))
    }

    private func read() throws -> Node {
        var bag = DiagnosticBag()
        return try #require(YAMLReader.read(file, into: &bag)).root
    }

    @Test func `an origin names line, column and the token of the command line`() {
        let inFile = Origin(node("0.1", file, 4, 7), relativeTo: "/p")
        #expect(
            inFile
                == Origin(
                    kind: .file,
                    name: "configs/a.yaml",
                    line: 1,
                    column: 5,
                    endLine: 1,
                    endColumn: 8,
                    text: "0.1"
                )
        )
        let elsewhere = SourceFile(kind: .file, name: "../a.yaml", path: "/p/q/a.yaml", text: "a")
        #expect(Origin(elsewhere.range(0, 1), relativeTo: "/p").name == "q/a.yaml")
        #expect(Origin(elsewhere.range(0, 1), relativeTo: "/p/q/r").name == "../a.yaml")
        let typed = Origin(node("0.5", line, 3, 6))
        #expect(typed.kind == .commandLine)
        #expect(typed.text == "lr=0.5")
        #expect(typed.column == 4)
    }

    @Test func `a replaced value is the past of the one in force`() throws {
        var root = try read()
        root.update(ConfigPath(keys: "lr")) { value in
            var new = node("0.5", line, 3, 6)
            new.trace = Trace(.replaced, previous: value)
            value = new
        }
        let history = try #require(Provenance.history(of: ConfigPath(keys: "lr"), in: root))
        #expect(history.current?.value == "0.5")
        #expect(history.replaced.map(\.value) == ["0.1"])
        #expect(history.replaced.first?.origin.line == 1)
    }

    @Test func `what stood in a mapping that was replaced is the past of its keys`() throws {
        var root = try read()
        root.update(ConfigPath(keys: "m")) { value in
            var new = Node.mapping(["x": .int(7, line.range(7, 15))], line.range(7, 15))
            new.trace = Trace(.replaced, previous: value)
            value = new
        }
        let kept = try #require(Provenance.history(of: ConfigPath(keys: "m", "x"), in: root))
        #expect(kept.current?.value == "7")
        #expect(kept.replaced.map(\.value) == ["1"])
        let gone = try #require(Provenance.history(of: ConfigPath(keys: "m", "y"), in: root))
        #expect(gone.current == nil)
        #expect(gone.replaced.map(\.value) == ["2"])
    }

    @Test func `a computed value tells its text and its sources`() throws {
        var root = try read()
        let source = try #require(root["lr"])
        root.update(ConfigPath(keys: "m", "x")) { value in
            let written = Node(.scalar(Scalar("${lr}")), range: file.range(12, 13))
            var interpolation = written
            interpolation.trace = Trace(.replaced, previous: value)
            let read = Read(path: ConfigPath(keys: "lr"), text: "${lr}", node: source)
            var new = node("0.1", file, 12, 13)
            new.trace = Trace(.computed(reads: [read]), previous: interpolation)
            value = new
        }
        let history = try #require(Provenance.history(of: ConfigPath(keys: "m", "x"), in: root))
        #expect(history.current?.written == "${lr}")
        #expect(history.current?.sources.map(\.path) == ["lr"])
        #expect(history.current?.sources.first?.origin.line == 1)
    }

    @Test func `the story of every value survives its record`() throws {
        var root = try read()
        root.update(ConfigPath(keys: "lr")) { value in
            var new = node("0.5", line, 3, 6)
            new.trace = Trace(.replaced, previous: value)
            value = new
        }
        root.update(ConfigPath(keys: "m")) { value in
            guard case .mapping(var mapping) = value?.content, let entry = mapping.remove("y")
            else {
                return
            }
            var last = entry.value
            last.trace = Trace(.dropped(by: line.range(7, 15), choice: "m=linear"), previous: last)
            mapping.removed = [.init(key: "y", keyRange: entry.keyRange, last: last)]
            value?.content = .mapping(mapping)
        }
        let json = JSONWriter.json(Provenance.record(root), pretty: true)
        let origins = try #require(JSONReading(json).node)
        #expect(origins.mapping?.keys == ["lr", "m.x", "m.y"])
        let plain = try #require(Reading(CanonicalWriter.yaml(root)).root)
        let attached = Provenance.attach(origins, to: plain)
        for path in [
            ConfigPath(keys: "lr"), ConfigPath(keys: "m", "x"), ConfigPath(keys: "m", "y"),
        ] {
            let before = try #require(Provenance.history(of: path, in: root))
            #expect(Provenance.history(of: path, in: attached) == before, "\(path)")
        }
        let dropped = Provenance.history(of: ConfigPath(keys: "m", "y"), in: attached)
        #expect(dropped?.replaced.first?.droppedBy == "m=linear")
        #expect(Provenance.history(of: ConfigPath(keys: "z"), in: attached) == nil)
    }

    @Test func `a list has a story beside those of its elements`() throws {
        let old = SourceFile(name: "old.yaml", text: "widths: [64]\n")
        let new = SourceFile(name: "new.yaml", text: "widths: [32, 16]\n")
        var root = try #require(reading(old))
        let replacement = try #require(reading(new)?["widths"])
        root.update(ConfigPath(keys: "widths")) { value in
            var next = replacement
            next.trace = Trace(.replaced, previous: value)
            value = next
        }
        let origins = Provenance.record(root)
        #expect(origins.mapping?.keys == ["widths", "widths[0]", "widths[1]"])
        let plain = try #require(Reading(CanonicalWriter.yaml(root)).root)
        let attached = Provenance.attach(origins, to: plain)
        let history = try #require(Provenance.history(of: ConfigPath(keys: "widths"), in: attached))
        #expect(history.current?.value == "[32, 16]")
        #expect(history.current?.origin.name == "new.yaml")
        #expect(history.replaced.map(\.value) == ["[64]"])
        let element = ConfigPath(keys: "widths").appending(0)
        #expect(Provenance.history(of: element, in: attached)?.replaced.map(\.value) == ["64"])
    }

    private func reading(_ file: SourceFile) -> Node? {
        var bag = DiagnosticBag()
        return YAMLReader.read(file, into: &bag)?.root
    }

    @Test func `of a long value only the place is kept`() {
        let text = String(repeating: "x", count: 200)
        let long = SourceFile(kind: .file, name: "a.yaml", path: "/p/a.yaml", text: text)
        #expect(Origin(long.range(0, 200)).text.isEmpty)
        #expect(Origin(long.range(0, 100)).text.count == 100)
    }

    @Test func `a value computed elsewhere tells where it is written`() throws {
        var root = try read()
        let variable = SourceFile(kind: .environment, name: "LR", text: "3")
        root.update(ConfigPath(keys: "lr")) { value in
            let written = value
            value = node("3", variable, 0, 1)
            value?.trace = Trace(.computed(reads: []), previous: written)
        }
        let path = ConfigPath(keys: "lr")
        let history = try #require(Provenance.history(of: path, in: root, relativeTo: "/p"))
        #expect(history.current?.origin.kind == .environment)
        #expect(history.current?.writtenAt?.name == "configs/a.yaml")
        #expect(history.current?.writtenAt?.line == 1)
        #expect(ValueHistory(history.node) == history)
    }

    @Test func `a value that a choice took away tells where that stands`() throws {
        var root = try read()
        let path = ConfigPath(keys: "lr")
        let choice = line.range(7, 15)
        root.update(ConfigPath()) { node in
            guard var mapping = node?.mapping, let entry = mapping.remove("lr") else { return }
            var last = entry.value
            last.trace = Trace(.dropped(by: choice, choice: "m=linear"), previous: entry.value)
            mapping.removed.append(.init(key: "lr", keyRange: entry.keyRange, last: last))
            node?.content = .mapping(mapping)
        }
        let history = try #require(Provenance.history(of: path, in: root))
        #expect(history.current == nil)
        #expect(history.replaced.first?.droppedBy == "m=linear")
        #expect(history.replaced.first?.droppedAt?.text == "m=linear")
        #expect(ValueHistory(history.node) == history)
    }

    @Test func `what is secret is hidden, and in the override that set it`() throws {
        var root = try read()
        let path = ConfigPath(keys: "lr")
        root.update(path) { value in
            var new = node("0.5", line, 3, 6)
            new.trace = Trace(.replaced, previous: value)
            value = new
        }
        let hidden = Node(.scalar(Scalar("<secret>")), range: root.range)
        let told = Provenance.history(of: path, in: root) { _, at in at == path ? hidden : nil }
        let history = try #require(told)
        #expect(history.current?.value == "<secret>")
        #expect(history.current?.origin.text == "lr=<secret>")
        #expect(history.replaced.first?.value == "<secret>")
        #expect(history.replaced.first?.origin.text == "")
    }

    @Test func `the roles of files stand in the record beside the stories`() throws {
        let root = try read()
        let place = Origin(kind: .file, name: "a.yaml", line: 3, column: 5)
        let roles = [
            FileRole(file: "a.yaml", kind: .config),
            FileRole(
                file: "m.yaml",
                kind: .option,
                choice: "m=linear",
                mount: ConfigPath(keys: "m"),
                namedAt: place
            ),
        ]
        let record = Provenance.record(root, files: roles)
        #expect(FileRole.recorded(in: record) == roles)
        #expect(FileRole.recorded(in: Provenance.record(root)).isEmpty)
        let attached = Provenance.attach(record, to: root)
        #expect(attached.isEqualValue(to: root))
        let inside = ConfigPath(keys: "m", "x")
        let origin = Origin(kind: .file, name: "m.yaml", line: 1)
        #expect(roles.role(of: origin, at: inside)?.choice == "m=linear")
        #expect(roles.role(of: origin, at: ConfigPath(keys: "n")) == nil)
    }
}
