import ExpConfig
import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

/// `exp migrate` over one file: what the text is before and after.
@Suite struct FileMigrationTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var before: String
        /// nil where the file is refused.
        var after: String?

        var testDescription: String { name }
    }

    /// The file with today's keys; nil where it is refused.
    static func migrated(
        _ project: TestProject,
        _ name: String = "configs/main.yaml"
    ) -> (text: String?, refusals: [Diagnostic]) {
        let environment = ConfigEnvironment(workingDirectory: project.root)
        var survey = MigrationSurvey(environment: environment, tasks: project.catalog)
        var bag = DiagnosticBag()
        for path in ConfigLoader.configs(under: project.root.appending("configs")) {
            survey.add(environment.shown(path), into: &bag)
        }
        guard let file = survey.files.first(where: { $0.name == name }) else { return (nil, []) }
        switch FileMigration.migrate(file, survey.found) {
        case .rewritten(let bytes): return (String(decoding: bytes, as: UTF8.self), [])
        case .refused(let reasons): return (nil, reasons)
        }
    }

    @Test(arguments: Self.cases)
    func `a file is rewritten in its own layout`(example: Case) {
        let project = TestProject.moved(["configs/main.yaml": example.before])
        let (text, refusals) = Self.migrated(project)
        #expect(text == example.after)
        #expect((text == nil) == !refusals.isEmpty)
    }

    static let cases: [Case] = [
        Case(
            name: "nothing to do",
            before: "task: train  # c\n\noptimizer: {lr: 1}",
            after: "task: train  # c\n\noptimizer: {lr: 1}"
        ),
        Case(
            name: "renamed in place, quotes kept",
            before: "task: train\noptimizer:\n  'learning_rate' : 0.10 # c\n  momentum: 0\n",
            after: "task: train\noptimizer:\n  'lr' : 0.10 # c\n  momentum: 0\n"
        ),
        Case(
            name: "moved into a block that is there",
            before: "task: train\nlr: 0.1   # c\noptimizer:\n    momentum: 0  # d\n\nwarmup: 5s\n",
            after:
                "task: train\noptimizer:\n    momentum: 0  # d\n    lr: 0.1   # c\n\nwarmup: 5s\n"
        ),
        Case(
            name: "moved into braces",
            before: "task: train\nlr: 0.1\noptimizer: {momentum: 0} # d\n",
            after: "task: train\noptimizer: {momentum: 0, lr: 0.1} # d\n"
        ),
        Case(
            name: "the comment stays where braces have no room for it",
            before: "task: train\nlr: 0.1 # c\noptimizer: {}\n",
            after: "task: train\n# c\noptimizer: {lr: 0.1}\n"
        ),
        Case(
            name: "the mapping is made",
            before: "task: train\nlr: 0.1 # c\nlabels:\n   a: 1\n",
            after: "task: train\noptimizer:\n   lr: 0.1 # c\nlabels:\n   a: 1\n"
        ),
        Case(
            name: "the mapping is made in braces",
            before: "{\"task\": \"train\", \"lr\": 0.1}\n",
            after: "{\"task\": \"train\", \"optimizer\": {\"lr\": 0.1}}\n"
        ),
        Case(
            name: "moved out of a group that goes",
            before: "task: train\nregularization:\n  dropout_percent: 35 # c\nwarmup: 5s\n",
            after: "task: train\ndropout: 0.35 # c\nwarmup: 5s\n"
        ),
        Case(
            name: "moved out of braces that go",
            before: "{task: train, regularization: {dropout_percent: 35}, warmup: 5s}\n",
            after: "{task: train, dropout: 0.35, warmup: 5s}\n"
        ),
        Case(
            name: "a whole group under another name",
            before: "task: train\nnet:   # c\n  use: cnn\n  filters: 3\n",
            after: "task: train\nmodel:   # c\n  use: cnn\n  channels: 3\n"
        ),
        Case(
            name: "units",
            before: "task: train\nwarmup: 90   # s\n",
            after: "task: train\nwarmup: 90s   # s\n"
        ),
        Case(
            name: "removed becomes a comment",
            before: "task: train\n# why\nmixed_precision: true  # c\nwarmup: 5s\n",
            after: """
                task: train
                # why
                # removed: it is always on
                # mixed_precision: true  # c
                warmup: 5s

                """
        ),
        Case(
            name: "removed from braces",
            before: "{task: train, mixed_precision: true, backend: cuda}\n",
            after: "{task: train}\n"
        ),
        Case(
            name: "removed over several lines",
            before: "task: train\nmixed_precision:\n  - |\n    a\n\n    b\n  - 2\nwarmup: 5s\n",
            after: """
                task: train
                # removed: it is always on
                # mixed_precision:
                #   - |
                #     a

                #     b
                #   - 2
                warmup: 5s

                """
        ),
        Case(
            name: "in lists",
            before: "task: train\ncallbacks:\n  - interval: 3\n    name: a\n  - {interval: 4}\n",
            after: "task: train\ncallbacks:\n  - every: 3\n    name: a\n  - {every: 4}\n"
        ),
        Case(
            name: "Windows line ends",
            before: "task: train\r\nlr: 0.1 # c\r\nlabels: {}\r\n",
            after: "task: train\r\noptimizer:\r\n  lr: 0.1 # c\r\nlabels: {}\r\n"
        ),
        Case(
            name: "no line end at the end",
            before: "task: train\nlr: 0.1\noptimizer:\n  momentum: 1",
            after: "task: train\noptimizer:\n  momentum: 1\n  lr: 0.1"
        ),
        Case(
            name: "an anchor goes along",
            before: "task: train\nlr: &x 0.1\nlabels: {a: *x}\n",
            after: "task: train\noptimizer:\n  lr: &x 0.1\nlabels: {a: *x}\n"
        ),
        Case(
            name: "an alias that would stand before its anchor is refused",
            before: "task: train\noptimizer:\n  momentum: 0\nlabels: {a: &x 0.1}\nlr: *x\n"
        ),
        Case(
            name: "a merge key is refused",
            before:
                "task: train\ncallbacks:\n  - &c {name: a}\n  - <<: &d {interval: 3}\n    name: b\n  - <<: *d\n"
        ),
        Case(
            name: "a mapping that an alias repeats is rewritten once",
            before: "task: train\ncallbacks:\n  - &c {interval: 3}\n  - *c\n",
            after: "task: train\ncallbacks:\n  - &c {every: 3}\n  - *c\n"
        ),
        Case(
            name: "both keys are refused",
            before: "task: train\nlr: 1\noptimizer: {lr: 2}\n"
        ),
        Case(
            name: "references",
            before: "task: train\nlr: 1\nlabels: {a: \"${lr}\", b: \"${lr}\" }\n",
            after:
                "task: train\noptimizer:\n  lr: 1\nlabels: {a: \"${optimizer.lr}\", b: \"${optimizer.lr}\" }\n"
        ),
        Case(
            name: "braces over several lines",
            before: "{\n  task: train,\n  lr: 1, # c\n  optimizer: {\n    momentum: 0,\n  },\n}\n",
            after: "{\n  task: train,\n  optimizer: {\n    momentum: 0, lr: 1,\n  },\n}\n"
        ),
        Case(
            name: "explicit keys",
            before: "task: train\n? warmup\n: 5\n? net\n: use: cnn\n",
            after: "task: train\n? warmup\n: 5s\n? model\n: use: cnn\n"
        ),
    ]

    @Test func `operators keep their signs`() {
        let project = TestProject.moved([
            "configs/base.yaml": "task: train\ncallbacks: [{interval: 1}]\nnet: {use: cnn}\n",
            "configs/main.yaml":
                "extends: base.yaml\ncallbacks+:\n- interval: 2\nnet!: {use: mlp, hidden: 1}\n",
        ])
        #expect(
            Self.migrated(project).text
                == "extends: base.yaml\ncallbacks+:\n- every: 2\nmodel!: {use: mlp, width: 1}\n"
        )
        #expect(
            Self.migrated(project, "configs/base.yaml").text
                == "task: train\ncallbacks: [{every: 1}]\nmodel: {use: cnn}\n"
        )
    }

    @Test func `options are rewritten by the places where configs use them`() {
        let project = TestProject.moved([
            "configs/main.yaml": "task: train\nmodel: wide\n",
            "configs/model/wide.yaml": "use: mlp\nhidden: 64 # c\n",
            "configs/model/cnn.yaml": "filters: 4\n",
            "configs/both.yaml": "task: train\nmodel: {use: /shared}\n",
            "configs/shared.yaml": "use: mlp\nhidden: 3\n",
        ])
        #expect(
            Self.migrated(project, "configs/model/wide.yaml").text == "use: mlp\nwidth: 64 # c\n"
        )
        #expect(Self.migrated(project, "configs/model/cnn.yaml").text == "channels: 4\n")
    }

    @Test func `a base without a task is rewritten for those that extend it`() {
        let project = TestProject.moved([
            "configs/base.yaml": "lr: 1 # c\n",
            "configs/main.yaml": "task: train\nextends: base.yaml\n",
        ])
        #expect(
            Self.migrated(project, "configs/base.yaml").text == "optimizer:\n  lr: 1 # c\n"
        )
    }

    @Test func `a file that two types read is refused`() {
        let project = TestProject.moved([
            "configs/a.yaml": "task: train\nmodel: {use: /part/x}\n",
            "configs/b.yaml": "task: train\noptimizer: {use: /part/x}\n",
            "configs/part/x.yaml": "hidden: 3\n",
            "configs/main.yaml": "task: train\n",
        ])
        let (text, refusals) = Self.migrated(project, "configs/part/x.yaml")
        #expect(text == nil)
        #expect(refusals.map { $0.labels.first?.text } == ["read as `MLP` and `Optimizer`"])
    }

    @Test func `a file that two tasks read is refused, though their types have one name`() throws {
        struct Training: TaskConfig {
            var lr = 0.1
        }
        let other = try ConfigDeclaration.schema(of: Training.self, declaredBy: "task `other`")
        var project = TestProject.moved([
            "configs/a.yaml": "task: train\nextends: base.yaml\n",
            "configs/b.yaml": "task: other\nextends: base.yaml\n",
            "configs/base.yaml": "lr: 3\n",
        ])
        project.catalog = TaskCatalog(names: ["train", "other"]) { name in
            TaskDescription(name: name, schema: name == "other" ? other : MovedTask.schema)
        }
        let (text, refusals) = Self.migrated(project, "configs/base.yaml")
        #expect(text == nil)
        #expect(refusals.map { $0.labels.first?.text } == ["read by the tasks `other` and `train`"])
    }

    @Test func `a byte order mark and permissions stay`() throws {
        let directory = TemporaryDirectory()
        let path = FilePath(directory.write("a.yaml", "old"))
        #expect(chmod(path.string, 0o640) == 0)
        let before = try FileSystem.status(of: path)
        try FileSystem.rewrite(Array("new".utf8), at: path)
        let after = try FileSystem.status(of: path)
        #expect(directory.read("a.yaml") == "new")
        #expect(after.mode == before.mode)
        #expect(after.inode != before.inode)
    }

    @Test func `a link leads to the file that is rewritten`() throws {
        let directory = TemporaryDirectory()
        directory.write("real.yaml", "old")
        #expect(symlink("real.yaml", directory.appending("link.yaml")) == 0)
        try FileSystem.rewrite(Array("new".utf8), at: FilePath(directory.appending("link.yaml")))
        #expect(directory.read("real.yaml") == "new")
        #expect(
            try FileSystem.status(
                of: FilePath(directory.appending("link.yaml")),
                followingLinks: false
            )
            .kind == .link
        )
    }
}
