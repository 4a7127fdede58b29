import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpConfig

/// OmegaConf's own cases, as far as the resolvers here reach.
///
/// References and escapes are compared; cases that need other resolvers only have to be read
/// without a trap.
struct InterpolationConformanceTests {
    /// Cases that differ on purpose.
    private static let differing: Set<String> = [
        // Text around an interpolation has a value as it is written in YAML (`1e3`, `true`,
        // `{c: 1}`), where OmegaConf prints it as Python does (`1000.0`, `True`, `{'c': 1}`).
        "oci-204f98a9fe52", "oci-f61c10538f52", "oci-62b03e2b2e2b", "oci-1c337ed4271a",
        "oci-ae3df3f6a38d", "oci-ecacfac09216", "oci-ecbca7e360d2", "oci-73ce2a1a31c1",
        "oci-891f90c1b11b", "oci-e2a6fddcdac4", "oci-edee1b1f3098", "oci-3a832ac6b23f",
        "oci-9f1d759399ae", "oci-748a2e101031", "oci-0700ccc84cd5", "oci-f7d29e24b1d8",
        "oci-53ab7ab8c2e5", "oci-4cf61ba088c2", "oci-3c5705d80064", "oci-20e773aeb475",
        "oci-acc43cd6ca06", "oci-7c51cdc1f7f6",
        // Keys are text: `${1}` and `${true}` find the keys `1` and `true`.
        "oci-987569167af1", "oci-96124bfdb38e", "oci-bfac2566f269",
        // A config is a mapping, never a list.
        "ocm-1e6dab1be97c", "ocm-13aa5a283eaf",
        // Keys are text: `1` and `'1'` are one key.
        "ocm-58a696a19815",
        // `???` leaves `${x}` as it is, where OmegaConf puts the mapping in its place.
        "ocm-1fd947c059df", "ocm-75398a9ac413",
    ]

    @Test(.enabled(if: Conformance.isPresent, Conformance.absence))
    func `references mean what they mean to OmegaConf`() {
        var passed = 0
        var failures: [String] = []
        var outside = 0
        for entry in Conformance.cases("omegaconf_interpolation_open.jsonl") {
            guard let yaml = entry["yaml"]?.string, let op = entry["op"]?.string else { continue }
            let isReading = ["get", "resolve_all", "resolve_all_strict"].contains(op)
            let usesResolver = yaml.contains("oc.") || entry["resolvers"] != nil
            let isSame = entry["yaml12_core_reads_same"]?.bool ?? !yaml.contains("FalsE")
            guard isReading, !usesResolver, isSame else {
                outside += 1
                _ = resolved(yaml, requiresEverything: false)
                continue
            }
            let (root, hasErrors) = resolved(yaml, requiresEverything: op == "resolve_all_strict")
            let path = entry["path_list"]?.sequence?.map { $0.scalar?.text ?? "" } ?? []
            let value = path.reduce(root) { node, key in
                node?[key] ?? Int(key).flatMap { node?[ConfigPath([.index($0)])] }
            }
            let isRight: Bool
            if entry["error"] != nil {
                isRight = hasErrors || value == nil || value?.scalar?.mustBeGiven == true
            } else if let typed = entry["expected_typed"], let value {
                isRight = TypedReading.of(value) == .expected(typed)
            } else {
                isRight = false
            }
            let id = entry["id"]?.string ?? yaml
            if isRight { passed += 1 } else { failures.append(id) }
            #expect(isRight != Self.differing.contains(id), "\(id): \(yaml)")
        }
        print(
            "omegaconf_interpolation: \(passed) of \(passed + failures.count), \(outside) outside"
        )
        #expect(passed > 300)
    }

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
        #expect(passed > 148)
    }

    private func resolved(_ yaml: String, requiresEverything: Bool) -> (Node?, Bool) {
        var bag = DiagnosticBag()
        let file = SourceFile(name: "case.yaml", text: yaml)
        guard let root = YAMLReader.read(file, into: &bag)?.root else { return (nil, true) }
        var resolution = Resolution(
            root: root,
            choices: [:],
            variables: [:],
            requiresEverything: requiresEverything
        )
        let result = resolution.resolve()
        return (result, resolution.bag.hasErrors)
    }
}
