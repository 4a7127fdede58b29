import ExpConfig
import ExpDiagnostics
import ExpSystem
import ExpTestSupport
import ExpYAML
import Testing

/// Hydra 1.3's own compositions of its examples, its tests and public projects, as data.
///
/// Every case is loaded as a user would: the tree is the project's `conf`. A case that Hydra
/// composes must give the same values, one that it refuses an error that names a place.
struct HydraComposeConformanceTests {
    /// Cases that differ on purpose, or whose expectation cannot be met, with the reason; the page
    /// `HydraTrees.md` tells the same.
    private static let differing: [String: String] = [
        "hc-e3d2d1bd79f6": "`~key` takes out a key whose value is null too",
        "hc-adbe9b3221e0": "the expected value holds the time at which the case was made",
        "hc-42623368a5a9": "the expected value holds the time at which the case was made",
    ]

    @Test(.enabled(if: Conformance.isPresent, Conformance.absence))
    func `trees compose to the values that Hydra gives them`() {
        var passed = 0
        var trees: [String: Tree] = [:]
        var failures: [String] = []
        for entry in Conformance.cases("hydra_compose/hydra_compose_open.jsonl") {
            let id = entry["id"]?.string ?? ""
            let name = entry["tree"]?.string ?? ""
            let tree = trees[name] ?? Tree(name)
            trees[name] = tree
            let problem = Self.problem(with: entry, of: tree)
            if problem == nil { passed += 1 } else { failures.append("\(id): \(problem ?? "")") }
            #expect(
                (problem == nil) == (Self.differing[id] == nil),
                "\(id) \(entry["tree"]?.string ?? "") \(problem ?? "passes")"
            )
        }
        print("hydra_compose: \(passed) of \(passed + failures.count)")
        #expect(Double(passed) >= 0.98 * Double(passed + failures.count))
    }

    /// A tree as the `conf` of a project, its files read once for all its cases.
    private struct Tree {
        var project = TestProject()
        var cache = SourceCache()

        init(_ name: String) {
            let tree = (Conformance.folder ?? "") + "/hydra_compose/trees/" + name
            #expect(symlink(tree, project.directory.appending("conf")) == 0, "\(name)")
        }
    }

    /// What is wrong with what a case gives; nil when nothing is.
    private static func problem(with entry: Node, of tree: Tree) -> String? {
        var environment = ConfigEnvironment(workingDirectory: tree.project.root)
        for variable in entry["env"]?.mapping?.entries ?? [] {
            environment.variables[variable.key] = variable.value.string
        }
        let overrides = (entry["overrides"]?.sequence ?? []).map { $0.scalar?.text ?? "" }
        let config = entry["config_name"]?.string.map { name in
            "conf/" + (name.hasSuffix(".yaml") ? name : name + ".yaml")
        }
        let loader = ConfigLoader(environment: environment, tasks: .empty, cache: tree.cache)
        var bag = DiagnosticBag()
        let loaded = loader.load(ConfigRequest(config: config, overrides: overrides), into: &bag)
        let project = tree.project
        let errors = bag.diagnostics.filter { $0.severity == .error }
        let call = "\(config ?? "no config") \(overrides)"
        if let error = entry["error"] {
            let kind = error["kind"]?.string ?? ""
            if errors.isEmpty { return "\(call): no error of kind \(kind)" }
            let isPlaced = errors.allSatisfy { !$0.labels.isEmpty } || config == nil
            let isFileNotFound = errors.map(\.code) == [.fileNotFound]
            return isPlaced || isFileNotFound ? nil : "\(call): an error without a place"
        }
        guard let loaded, let expected = entry["expected_typed"] else {
            return "\(call): \(project.rendered(bag))"
        }
        if TypedReading.of(loaded.composed) != .expected(expected) {
            return "\(call): \(CanonicalWriter.flow(loaded.composed)) but expected "
                + "\(CanonicalWriter.flow(entry["expected"] ?? expected))\n\(project.rendered(bag))"
        }
        if !errors.isEmpty, entry["resolve_error"] == nil {
            return "\(call): \(project.rendered(bag))"
        }
        guard let resolved = entry["expected_resolved_typed"] else { return nil }
        if TypedReading.of(loaded.resolved) != .expected(resolved) {
            return "\(call): resolved \(CanonicalWriter.flow(loaded.resolved)) but expected "
                + CanonicalWriter.flow(entry["expected_resolved"] ?? resolved)
                + "\n\(project.rendered(bag))"
        }
        return nil
    }
}
