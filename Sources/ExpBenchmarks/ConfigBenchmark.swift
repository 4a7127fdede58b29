import ExpConfig
import ExpDiagnostics
import ExpSystem

/// Loads configs from a temporary folder: one of the size that people write, and one of 10,000 and
/// of 20,000 keys in two layers, whose ratio shows whether merging is linear; then the same text as
/// OmegaConf, when the path of a Python that has it is given, and variants of one config.
enum ConfigBenchmark {
    static func run(_ arguments: [String]) {
        guard let folder = TemporaryFolder() else { return }
        defer { withExtendedLifetime(folder) {} }
        let root = folder.path
        do {
            try FileSystem.createDirectories(root.appending("configs/model"))
            for file in files(in: root) {
                try FileSystem.writeWhole(Array(file.text.utf8), to: file.path)
            }
            try FileSystem.createDirectories(root.appending("large"))
            try LargeConfig.write(keys: 10_000, into: root.appending("large"))
        } catch {
            print("cannot write: \(error)")
            return
        }
        for (name, count) in [("main", 200), ("large10", 5), ("large20", 5)] {
            let times = (0..<count).map { _ in load("configs/\(name).yaml", in: root) }.sorted()
            print("\(name): \(times[times.count / 2]) (median of \(count))")
        }
        LargeConfig.compare(python: arguments.first, in: root.appending("large"))
        LargeConfig.variants(
            of: "configs/main.yaml",
            { ["optimizer.lr=\($0)e-4", "optimizer.name=run\($0)"] },
            in: root
        )
        LargeConfig.variants(
            of: "configs/main.yaml",
            { ["model=\($0 % 2 == 0 ? "linear" : "mlp")", "optimizer.lr=\($0)e-4"] },
            in: root
        )
        LargeConfig.variants(
            of: "main.yaml",
            { ["sec_\($0).k_1=\($0)"] },
            in: root.appending("large")
        )
    }

    private static func load(_ config: String, in root: FilePath) -> Duration {
        let loader = ConfigLoader(
            environment: ConfigEnvironment(workingDirectory: root),
            tasks: .empty
        )
        let overrides = config.hasSuffix("main.yaml") ? ["model=linear", "optimizer.lr=0.1"] : []
        var bag = DiagnosticBag()
        return ContinuousClock().measure {
            _ = loader.load(ConfigRequest(config: config, overrides: overrides), into: &bag)
        }
    }

    private static func files(in root: FilePath) -> [(path: FilePath, text: String)] {
        func lines(_ count: Int) -> String {
            (0..<count).map { "key\($0): \($0)\n" }.joined()
        }
        let main = """
            extends: base.yaml
            model: {use: mlp, hidden: [64, 32]}
            optimizer: {lr: 4e-3, momentum: 0.9, name: "${model.activation}-${.lr}"}
            """
        let base = (0..<20).map { "value\($0): {a: \($0), b: [1, 2], c: text}\n" }.joined()
        return [
            ("main", main), ("base", base), ("model/mlp", "hidden: [64]\nactivation: relu\n"),
            ("model/linear", "activation: none\n"),
            ("large10", "extends: b10.yaml\n" + lines(10_000)),
            ("b10", lines(10_000)), ("large20", "extends: b20.yaml\n" + lines(20_000)),
            ("b20", lines(20_000)),
        ].map { (root.appending("configs/\($0.0).yaml"), $0.1) }
    }
}
