import ExpReport
import ExpYAML
import Testing

@Suite struct ValueStoryTests {
    private let file = Origin(kind: .file, name: "configs/digits.yaml", line: 12, column: 8)
    private let token = Origin(kind: .commandLine, name: "command line", line: 1, text: "lr=0.1")
    private let declared = Origin(kind: .schemaDefault, name: "task `digits`")

    private func story(_ path: String, _ history: ValueHistory) -> ValueStory {
        ValueStory(
            path: ConfigPath.parse(path) ?? ConfigPath(),
            current: history.current.map { ValueStory.Step($0) },
            replaced: history.replaced.map { ValueStory.Step($0) }
        )
    }

    @Test func `a value stands with all that it replaced, newest first`() {
        let history = ValueHistory(
            current: .init(value: "0.1", origin: token),
            replaced: [
                .init(value: "4e-3", origin: file),
                .init(value: "0.001", origin: declared),
            ]
        )
        #expect(
            story("lr", history).lines() == [
                "lr = 0.1",
                "  0.1    command line: lr=0.1",
                "  4e-3   configs/digits.yaml:12:8  replaced",
                "  0.001  default of task `digits`  replaced",
            ]
        )
    }

    @Test func `a computed value shows what it was written as and what it read`() {
        let history = ValueHistory(
            current: .init(
                value: "32",
                origin: file,
                written: "${width}",
                sources: [.init(path: "width", value: "32", origin: token)]
            )
        )
        #expect(
            story("half", history).lines() == [
                "half = 32",
                "  32  configs/digits.yaml:12:8  written as ${width}",
                "      command line: lr=0.1      width = 32",
            ]
        )
    }

    @Test func `a value that went with its option says so`() {
        let history = ValueHistory(
            current: nil,
            replaced: [.init(value: "18", origin: file, droppedBy: "model=vit")]
        )
        #expect(
            story("model.depth", history).lines() == [
                "model.depth has no value any more",
                "  18  configs/digits.yaml:12:8  dropped by model=vit",
            ]
        )
    }

    @Test(arguments: [
        (Origin.Kind.environment, "HOME", "environment variable HOME"),
        (.interpolation, "", "interpolation"), (.sweep, "lr", "sweep"),
        (.standardInput, "stdin", "standard input:3"), (.commandLine, "", "command line"),
        (.schemaDefault, "", "default"), (.file, "a.yaml", "a.yaml:3"),
    ])
    func `every origin has a name`(_ kind: Origin.Kind, _ name: String, _ text: String) {
        #expect(Origin(kind: kind, name: name, line: 3).text() == text)
    }
}
