import ExpConfig
import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

/// OmegaConf's own cases of merging (`omegaconf_merge_open.jsonl`).
struct MergeConformanceTests {
    /// Cases that differ on purpose.
    private static let differing: Set<String> = [
        // A config is a mapping, never a list.
        "ocm-1e6dab1be97c", "ocm-13aa5a283eaf",
        // Keys are text: `1` and `'1'` are one key.
        "ocm-58a696a19815",
        // `???` leaves `${x}` as it is, where OmegaConf puts the mapping in its place.
        "ocm-1fd947c059df", "ocm-75398a9ac413",
    ]

    @Test(.enabled(if: Conformance.isPresent, Conformance.absence))
    func `layers merge as they merge to OmegaConf`() {
        var passed = 0
        var failures: [String] = []
        for entry in Conformance.cases("omegaconf_merge_open.jsonl") {
            guard entry["op"]?.string == "merge", let texts = entry["yamls"]?.sequence else {
                continue
            }
            let project = TestProject()
            var names: [String] = []
            for (index, text) in texts.enumerated() {
                names.append("\(index).yaml")
                project.directory.write("configs/\(index).yaml", text.string ?? "")
            }
            let extends = "extends: [\(names.joined(separator: ", "))]\n"
            project.directory.write("configs/main.yaml", extends)
            let (config, bag) = project.load()
            // Text is compared before interpolation, as OmegaConf gives it.
            let isRight: Bool
            if entry["error"] != nil {
                isRight = bag.hasErrors
            } else if let typed = entry["expected_typed"], let root = config?.composed {
                isRight = TypedReading.of(root) == .expected(typed)
            } else {
                isRight = false
            }
            let id = entry["id"]?.string ?? ""
            if isRight { passed += 1 } else { failures.append(id) }
            #expect(isRight != Self.differing.contains(id), "\(id): \(texts.map(\.string))")
        }
        print("omegaconf_merge: \(passed) of \(passed + failures.count)")
        #expect(passed > 140)
    }
}
