import ExpConfig
import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

/// Configs with keys of earlier versions load, in every place where a key can stand.
@Suite struct MigrationLoadTests {
    /// The warnings and errors, one a line, in the order of the text.
    private func told(_ bag: DiagnosticBag) -> [String] {
        bag.ordered.map { diagnostic in
            let label = diagnostic.labels.first?.range
            let place = label.map { "\($0.file.name):\($0.position.line):\($0.position.column) " }
            return "\(place ?? "")\(diagnostic.severity.rawValue) \(diagnostic.message)"
        }
    }

    private func value(_ config: LoadedConfig?, _ key: String) -> String? {
        guard let path = ConfigPath.parse(key), let node = config?.resolved[path] else {
            return nil
        }
        return CanonicalWriter.flow(node)
    }

    @Test func `renamed, moved, converted and removed keys load with one warning each`() {
        let project = TestProject.moved([
            "configs/main.yaml": """
            task: train
            lr: 0.5
            net: {use: cnn, filters: 8}
            regularization:
              dropout_percent: 35
            warmup: 90
            mixed_precision: true
            backend: cuda
            callbacks:
              - {name: a, interval: 3}
            """
        ])
        let (config, bag) = project.load()
        #expect(
            told(bag) == [
                "configs/main.yaml:2:1 warning `lr` has become `optimizer.lr`",
                "configs/main.yaml:3:1 warning `net` has become `model`",
                "configs/main.yaml:3:17 warning `model.filters` has become `model.channels`",
                "configs/main.yaml:5:3 warning `regularization.dropout_percent` has become `dropout`",
                "configs/main.yaml:6:9 warning `warmup` is written with another unit now: `90s`",
                "configs/main.yaml:7:1 warning `mixed_precision` means nothing any more: it is always on",
                "configs/main.yaml:8:1 warning `backend` means nothing any more: only CUDA is left",
                "configs/main.yaml:10:15 warning `callbacks[0].interval` has become `callbacks[0].every`",
            ]
        )
        #expect(value(config, "optimizer") == "{lr: 0.5, momentum: 0.9}")
        #expect(value(config, "model") == "{use: cnn, channels: 8}")
        #expect(value(config, "dropout") == "0.35")
        #expect(value(config, "warmup") == "90s")
        #expect(value(config, "callbacks") == "[{name: a, every: 3}]")
        #expect(value(config, "regularization") == nil)
    }

    @Test func `an old key of a base does not beat a new key above, nor the other way round`() {
        let project = TestProject.moved([
            "configs/base.yaml": "task: train\nlr: 0.5\noptimizer: {momentum: 0.1}\n",
            "configs/main.yaml": "extends: base.yaml\noptimizer: {lr: 0.7}\n",
            "configs/new.yaml": "task: train\noptimizer: {lr: 0.7, momentum: 0.2}\n",
            "configs/old.yaml": "extends: new.yaml\nlr: 0.5\n",
        ])
        let (above, first) = project.load()
        #expect(value(above, "optimizer") == "{lr: 0.7, momentum: 0.1}")
        #expect(told(first) == ["configs/base.yaml:2:1 warning `lr` has become `optimizer.lr`"])
        let (below, _) = project.load("configs/old.yaml")
        #expect(value(below, "optimizer") == "{lr: 0.5, momentum: 0.2}")
        let history = below?.history(of: ConfigPath(keys: "optimizer", "lr"))
        #expect(history?.current?.written == "lr: 0.5")
        #expect(history?.current?.origin.line == 2)
        #expect(history?.replaced.first?.value == "0.7")
    }

    @Test func `options and what they drop know the old keys`() {
        let project = TestProject.moved([
            "configs/model/wide.yaml": "use: mlp\nhidden: 64\n",
            "configs/model/cnn.yaml": "filters: 4\n",
            "configs/base.yaml": "task: train\nmodel: {use: wide, hidden: 128}\n",
            "configs/main.yaml": "extends: base.yaml\n",
        ])
        let (wide, first) = project.load()
        #expect(value(wide, "model") == "{use: mlp, width: 128, dropout: 0.5}")
        #expect(
            told(first) == [
                "configs/model/wide.yaml:2:1 warning `model.hidden` has become `model.width`",
                "configs/base.yaml:2:20 warning `model.hidden` has become `model.width`",
            ]
        )
        let (cnn, second) = project.load("configs/main.yaml", ["model=cnn"])
        #expect(value(cnn, "model") == "{use: cnn, channels: 4}")
        #expect(cnn?.dropped.map { "\($0.path)" } == ["model.width"])
        #expect(
            told(second).contains(
                "configs/model/cnn.yaml:1:1 warning `model.filters` has become `model.channels`"
            )
        )
    }

    @Test func `overrides name old keys, also within values and cases`() {
        let project = TestProject.moved([
            "configs/main.yaml": "task: train\ncallbacks: [{name: a}]\n"
        ])
        let (config, bag) = project.load(
            "configs/main.yaml",
            [
                "lr=0.2", "net={use: cnn, filters: 3}", "regularization.dropout_percent=20",
                "warmup=15", "~mixed_precision", "callbacks.0.interval=9",
            ]
        )
        #expect(value(config, "optimizer.lr") == "0.2")
        #expect(value(config, "model") == "{use: cnn, channels: 3}")
        #expect(value(config, "dropout") == "0.2")
        #expect(value(config, "warmup") == "15s")
        #expect(value(config, "callbacks") == "[{name: a, every: 9}]")
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        #expect(bag.diagnostics.count == 7, "\(project.rendered(bag))")
        let (other, _) = project.load("configs/main.yaml", ["net=cnn", "model.filters=2"])
        #expect(value(other, "model") == "{use: cnn, channels: 2}")
    }

    @Test func `a removed key may be refused, on the command line too`() {
        let project = TestProject.moved(["configs/main.yaml": "task: train\nbackend: tpu\n"])
        #expect(
            told(project.load().bag) == [
                "configs/main.yaml:2:10 error `backend` can only be `cuda` any more: only CUDA is left"
            ]
        )
        let errors = project.load("configs/main.yaml", ["backend=rocm"]).bag
        #expect(errors.diagnostics.count { $0.severity == .error } == 2)
    }

    @Test func `old and new in one place are an error, in two the higher wins`() {
        let project = TestProject.moved([
            "configs/main.yaml": "task: train\nlr: 1\noptimizer: {lr: 2}\n",
            "configs/both.yaml": "task: train\noptimizer: {learning_rate: 1, step: 2}\n",
            "configs/null.yaml": "task: train\nlr: 1\noptimizer: null\n",
        ])
        #expect(
            told(project.load().bag) == [
                "configs/main.yaml:2:1 error `lr` has become `optimizer.lr`, and both are given"
            ]
        )
        let both = project.load("configs/both.yaml").bag.diagnostics.filter {
            $0.severity == .error
        }
        #expect(both.map(\.code) == [.conflictingKeys])
        #expect(both.first?.labels.count == 2)
        let null = project.load("configs/null.yaml").bag
        #expect(null.diagnostics.contains { $0.code == .conflictingKeys })
        let line = project.load("configs/main.yaml", ["lr=1", "optimizer.lr=2"]).bag
        #expect(line.diagnostics.count { $0.code == .conflictingKeys } == 2)
    }

    @Test func `references follow the keys`() {
        let project = TestProject.moved([
            "configs/main.yaml": """
            task: train
            lr: 0.25
            labels: {a: "${lr}", b: "${net.hidden}", c: "${optimizer.learning_rate}"}
            """
        ])
        let (config, bag) = project.load()
        #expect(value(config, "labels") == "{a: 0.25, b: 32.0, c: 0.25}")
        #expect(!bag.hasErrors, "\(project.rendered(bag))")
        #expect(
            told(bag).contains(
                "configs/main.yaml:3:14 warning `lr` is read under its new name, `${optimizer.lr}`"
            )
        )
    }

    @Test(arguments: [
        ("labels: {a: '${mixed_precision}'}", DiagnosticCode.removedKey),
        ("labels: {a: '${regularization.dropout_percent}'}", .changedUnit),
        ("regularization: {dropout_percent: '${optimizer.lr}'}", .changedUnit),
        ("regularization: {dropout_percent: much}", .changedUnit),
        ("regularization: {dropout_percent: 5}\ndropout: 0.1", .conflictingKeys),
        ("optimizer: {step: 1}\nlr: '${.optimizer.lr}'", .conflictingKeys),
        ("lr: '${.dropout}'", .renamedKey),
    ])
    func `what cannot be brought up to date is an error`(text: String, code: DiagnosticCode) {
        let project = TestProject.moved(["configs/main.yaml": "task: train\n\(text)\n"])
        let errors = project.load().bag.diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.code).contains(code), "\(errors)")
    }

    @Test func `a recorded config of an earlier version loads, origins kept`() {
        let project = TestProject.moved([
            "runs/r/config.yaml": """
            task: train
            seed: 0
            lr: 0.5
            callbacks:
              - name: a
                interval: 3
            model:
              use: mlp
              hidden: 7
            exp:
              resolved: 1
            """,
            "runs/r/origins.json": """
            {"lr": {"value": "0.5", "from": {"kind": "file", "name": "configs/a.yaml", "line": 4}}}
            """,
        ])
        let (config, bag) = project.load("runs/r/config.yaml")
        #expect(value(config, "optimizer.lr") == "0.5")
        #expect(value(config, "callbacks") == "[{name: a, every: 3}]")
        #expect(value(config, "model.width") == "7")
        #expect(bag.diagnostics.map(\.code) == [.renamedKey, .renamedKey, .renamedKey])
        let history = config?.history(of: ConfigPath(keys: "optimizer", "lr"))
        #expect(history?.current?.origin.name == "configs/a.yaml")
    }

    @Test func `operators move with their keys`() {
        let project = TestProject.moved([
            "configs/base.yaml": "task: train\nnet: {use: mlp, hidden: 3}\n",
            "configs/main.yaml": "extends: base.yaml\nnet!: {use: cnn, filters: 2}\n",
            "configs/more.yaml": "extends: base.yaml\nnet+: {hidden: 2}\n",
        ])
        #expect(value(project.load().config, "model") == "{use: cnn, channels: 2}")
        let (more, bag) = project.load("configs/more.yaml")
        #expect(value(more, "model") == "{use: mlp, width: 2, dropout: 0.5}")
        #expect(!bag.hasErrors)
    }
}
