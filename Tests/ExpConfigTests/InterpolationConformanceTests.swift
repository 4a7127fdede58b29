import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpConfig

/// OmegaConf's own cases, as far as the resolvers here reach.
///
/// References and escapes are compared; cases that need other resolvers only have to be read
/// without a trap. What differs on purpose: text around an interpolation prints a value as it is written in YAML (`1e3`, `true`,
/// `{c: 1}`), where OmegaConf prints it as Python does (`1000.0`, `True`, `{'c': 1}`).
struct InterpolationConformanceTests {
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
                isRight = ConformanceData.isEqual(value, toTyped: typed)
            } else {
                isRight = false
            }
            if isRight { passed += 1 } else { failures.append(entry["id"]?.string ?? yaml) }
        }
        print(
            "omegaconf_interpolation: \(passed) of \(passed + failures.count), \(outside) outside"
        )
        for failure in failures { print("  \(failure)") }
        #expect(passed > 0)
        #expect(failures.count * 10 <= passed)
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
                isRight = ConformanceData.isEqual(root, toTyped: typed)
            } else {
                isRight = false
            }
            if isRight {
                passed += 1
            } else {
                failures.append("\(entry["id"]?.string ?? "") \(entry["note"]?.string ?? "")")
            }
        }
        print("omegaconf_merge: \(passed) of \(passed + failures.count)")
        for failure in failures { print("  \(failure)") }
        #expect(passed > 0)
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
