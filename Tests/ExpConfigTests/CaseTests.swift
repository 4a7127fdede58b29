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
        let root = FilePath(Self.folder).appending(name)
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
        if bag.diagnostics.isEmpty {
            let text = loaded.map { CanonicalWriter.yaml($0.resolved) } ?? ""
            expectGolden(text, matches: root.appending("expected.yaml").string)
        } else {
            let text = SnippetRenderer(colour: false, width: 100).render(bag)
            expectGolden(text, matches: root.appending("expected.err").string)
        }
    }

    @Test func `there are cases`() {
        #expect(Self.cases.count > 20)
    }
}
