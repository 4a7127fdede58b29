import ExpReport
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

@Suite struct FileChangesTests {
    private let folder = TemporaryDirectory()

    /// What became of `configs/a.yaml`, in which a run found `value` at a place.
    private func changes(
        _ today: String?,
        _ key: String = "m.lr",
        _ value: String = "0.1",
        text: String? = nil,
        at line: Int = 2,
        _ column: Int = 7
    ) -> FileChanges {
        if let today { folder.write("configs/a.yaml", today) }
        let origin = Origin(
            kind: .file,
            name: "configs/a.yaml",
            line: line,
            column: column,
            text: text ?? value
        )
        let story = ValueStory(
            path: ConfigPath.parse(key) ?? ConfigPath(),
            current: .init(.init(value: value, origin: origin))
        )
        return FileChanges([story], roles: [], folders: ["/nowhere", FilePath(folder.path)])
    }

    @Test(arguments: [
        "m:\n  lr: 0.1\n", "m:\n  lr: 0.1\n  wd: 1\nx: 2\n", "m: # why\n  lr: 0.1 # so\n",
    ])
    func `a value that stands as it stood is not spoken of`(_ today: String) {
        #expect(changes(today).lines.isEmpty)
    }

    @Test func `a value in another line only moved`() {
        #expect(
            changes("a: 1\nm:\n  b: 1\n  lr: 0.1\n").lines
                == ["in configs/a.yaml m.lr stands in line 4 today"]
        )
        #expect(changes("a: 1\nm:\n  b: 1\n  lr: 0.1\n").changes.first?.state == .moved)
    }

    @Test func `a value that reads otherwise is told with its line`() {
        #expect(
            changes("m:\n  lr: 0.5\n").lines == [
                "configs/a.yaml has changed since the run:", "  m.lr reads 0.5 in line 2 today",
            ]
        )
        #expect(
            changes("\nm:\n  lr: 0.5\n").lines.last
                == "  m.lr reads 0.5 in line 3, then 2, today"
        )
    }

    @Test func `another key at the old place is not taken for it`() {
        #expect(
            changes("m:\n  wd: 0.1\n  lr: 0.1\n").lines
                == ["in configs/a.yaml m.lr stands in line 3 today"]
        )
        #expect(
            changes("m:\n  wd: 0.1\n").lines.last
                == "  m.lr, 0.1 in line 2 then, is not set there today"
        )
    }

    @Test func `an option file holds the keys of its own mapping`() {
        #expect(changes("lr: 0.1\n", at: 1, 5).lines.isEmpty)
        #expect(changes("lr: 0.2\n", at: 1, 5).changes.first?.values.first?.text == "0.2")
    }

    @Test func `a value that a check gave its type is compared as written`() {
        #expect(changes("m:\n  lr: 1\n", value: "\"1\"", text: "1").lines.isEmpty)
        #expect(changes("m:\n  lr: '1'\n", value: "\"1\"", text: "\"1\"").lines.isEmpty)
    }

    @Test func `a choice may stand in the place of its mapping`() {
        #expect(changes("m: mlp\n", "m.use", "mlp", at: 1, 4).lines.isEmpty)
        #expect(
            changes("m: vit\n", "m.use", "mlp", at: 1, 4).lines.last
                == "  m.use reads vit in line 1 today"
        )
        // Of another key the choice says nothing.
        #expect(changes("m: vit\n").lines.last?.hasSuffix("is not set there today") == true)
    }

    @Test func `the sign of a key is no part of it`() {
        #expect(changes("m:\n  lr!: 0.1\n", at: 2, 8).lines.isEmpty)
    }

    @Test func `a file that is gone or no YAML is told once`() {
        #expect(changes(nil).lines == ["configs/a.yaml is not there any more"])
        #expect(changes("m: [\n").lines == ["configs/a.yaml cannot be read today"])
    }
}

extension FileChangesTests {
    private func changes(
        _ today: String,
        value: String,
        text: String
    ) -> FileChanges {
        changes(today, "m.lr", value, text: text)
    }
}
