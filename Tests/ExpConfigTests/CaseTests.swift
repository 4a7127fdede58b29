import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

/// The folders in `Cases`: config files, perhaps `overrides`, and what is expected.
///
/// `expected.err` holds the diagnostics, `expected.yaml` the resolved config of a case that has
/// none. `EXP_RECORD=1` writes them.
struct CaseTests {
    static let folder = repositoryRoot() + "/Tests/ExpConfigTests/Cases"

    static var cases: [String] {
        ((try? FileSystem.list(FilePath(folder))) ?? []).map(\.name).sorted()
    }

    @Test(arguments: Self.cases)
    func `a case comes out as its folder says`(name: String) {
        let (config, problems) = Self.outcome(of: name)
        let root = FilePath(Self.folder).appending(name)
        if problems.isEmpty {
            expectGolden(config, matches: root.appending("expected.yaml").string)
        } else {
            expectGolden(problems, matches: root.appending("expected.err").string)
        }
    }

    /// What the config of a case comes to, and the diagnostics as text.
    static func outcome(of name: String) -> (config: String, problems: String) {
        let root = FilePath(folder).appending(name)
        let overrides = readText(root.appending("overrides").string) ?? ""
        var bag = DiagnosticBag()
        let loader = ConfigLoader(
            environment: ConfigEnvironment(workingDirectory: root),
            tasks: TrainTask.catalog
        )
        let request = ConfigRequest(
            config: "configs/main.yaml",
            overrides: overrides.split(separator: "\n").map(String.init)
        )
        let loaded = loader.load(request, into: &bag)
        let problems =
            bag.diagnostics.isEmpty ? "" : SnippetRenderer(colour: false, width: 100).render(bag)
        return (loaded.map { CanonicalWriter.yaml($0.resolved) } ?? "", problems)
    }

    @Test func `there are cases`() {
        #expect(Self.cases.count > 20)
    }
}
