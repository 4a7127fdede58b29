import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

/// Random trees and overrides, composed by Hydra itself and here.
///
/// The Python that can import hydra-core is `python3` on the path, or the one that `EXP_PYTHON`
/// names; `.ci/hydra` installs one. `EXP_DIFFERENTIAL_TRIES` sets the number of tries.
struct HydraDifferentialTests {
    @Test(.enabled(if: Self.python != nil, Self.absence))
    func `random trees compose to what Hydra makes of them`() throws {
        let folder = TemporaryDirectory()
        let tries = getenv("EXP_DIFFERENTIAL_TRIES").flatMap { Int(String(cString: $0)) } ?? 2_000
        let script = repositoryRoot() + "/Tests/HydraDifferential/compose.py"
        let hydra = ChildProcess(
            try #require(Self.python),
            [script, "20", String(tries), folder.path],
            environment: Self.environment
        ).run()
        try #require(hydra.status == 0, "\(hydra.errors)")
        var composed = 0
        var count = 0
        var features: [String: Int] = [:]
        for (number, line) in hydra.output.split(separator: "\n").enumerated() {
            var bag = DiagnosticBag()
            let text = SourceFile(kind: .file, name: "try \(number)", text: String(line))
            let entry = try #require(JSONReader.read(text, into: &bag))
            count += 1
            if entry["error"] == nil { composed += 1 }
            for feature in entry["features"]?.sequence ?? [] {
                features[feature.string ?? "", default: 0] += 1
            }
            let difference = Self.difference(in: entry)
            #expect(difference == nil, "try \(number): \(line)\n\(difference ?? "")")
            if difference != nil { return }
        }
        print("hydra: \(count) tries, \(composed) compose, \(features.sorted { $0.key < $1.key })")
        #expect(count == tries)
        // A comparison of errors alone, or of trees without what this is about, shows nothing.
        #expect(Double(composed) >= 0.6 * Double(count))
        for feature in ["groups", "nested", "optional", "override", "packages"] {
            #expect(features[feature, default: 0] * 10 >= count, "\(feature)")
        }
    }

    /// Where what we make of a try differs from Hydra's answer; nil where it does not.
    private static func difference(in entry: Node) -> String? {
        let folder = FilePath(entry["tree"]?.string ?? "")
        let loader = ConfigLoader(
            environment: ConfigEnvironment(workingDirectory: folder),
            tasks: .empty
        )
        var bag = DiagnosticBag()
        let request = ConfigRequest(
            config: "conf/config.yaml",
            overrides: (entry["overrides"]?.sequence ?? []).compactMap(\.string)
        )
        let loaded = loader.load(request, into: &bag)
        let told = SnippetRenderer(colour: false, width: 100).render(bag)
        let errors = bag.diagnostics.filter { $0.severity == .error }
        guard let expected = entry["expected_typed"] else {
            if errors.isEmpty { return "no error, but \(entry["message"]?.string ?? "one")" }
            return errors.allSatisfy { !$0.labels.isEmpty } ? nil : "no place: \(told)"
        }
        guard errors.isEmpty, let loaded else { return told }
        if TypedReading.of(loaded.composed) != .expected(expected) {
            return CanonicalWriter.yaml(loaded.composed)
        }
        // The primary config asks for the choices under `picked`.
        let picked = loaded.resolved["picked"]?.mapping?.entries ?? []
        let own = Mapping(picked.filter { !$0.key.hasPrefix("hydra/") })
        guard let choices = entry["choices"] else { return nil }
        let isSame = Node(.mapping(own), range: choices.range).isEqualValue(to: choices)
        return isSame ? nil : "other choices than \(CanonicalWriter.flow(choices))"
    }

    private static let environment: [String: String] = [
        "PATH": variable("PATH") ?? "/usr/bin:/bin", "HOME": variable("HOME") ?? "/",
        "PYTHONDONTWRITEBYTECODE": "1",
    ]

    private static let absence: Comment =
        "no Python that can import hydra-core; EXP_PYTHON may name one, and .ci/hydra installs one"

    /// A Python that can import Hydra 1.3; nil when there is none.
    private static let python: String? = {
        let named = variable("EXP_PYTHON").map { [$0] }
        let folders = (variable("PATH") ?? "").split(separator: ":").map(String.init)
        let candidates = named ?? folders.map { $0 + "/python3" }
        guard let python = candidates.first(where: { access($0, X_OK) == 0 }) else { return nil }
        let check = "import hydra, sys; sys.exit(not hydra.__version__.startswith('1.3'))"
        return ChildProcess(python, ["-c", check], environment: environment).run().status == 0
            ? python : nil
    }()

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
