import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpConfig

/// Hydra's own cases (`hydra_overrides_open.jsonl`), each with what Hydra 1.3 makes of it.
struct OverrideConformanceTests {
    @Test(.enabled(if: Conformance.isPresent, Conformance.absence))
    func `overrides mean what they mean to Hydra`() {
        let cases = Conformance.cases("hydra_overrides_open.jsonl")
        var failures: [String] = []
        var literal = 0
        for entry in cases {
            guard let text = entry["override"]?.string else { continue }
            var bag = DiagnosticBag()
            let override = OverrideParser.parse(
                SourceFile(commandLine: [text]).range(ofToken: 0),
                into: &bag
            )
            if entry["error"] != nil {
                if override == nil { continue }
                // Hydra rejects what this language takes as text; nothing else may pass.
                if case .element(let node)? = override?.value, node.string == node.range.text {
                    literal += 1
                } else {
                    failures.append("accepted \(text)")
                }
            } else if let problem = problem(override, expected: entry["parsed"]) {
                failures.append("\(text): \(problem)")
            }
        }
        let rate = "\(cases.count - failures.count) of \(cases.count), \(literal) taken as text"
        print("hydra_overrides: \(rate)")
        #expect(cases.count > 500)
        #expect(failures == [])
    }

    private func problem(_ override: Override?, expected: Node?) -> String? {
        guard let override else { return "rejected" }
        guard let expected else { return nil }
        let operations: [String: Override.Operation] = [
            "CHANGE": .change, "ADD": .add, "FORCE_ADD": .forceAdd, "DEL": .delete,
        ]
        guard operations[expected["operation"]?.string ?? ""] == override.operation else {
            return "is \(override.operation)"
        }
        let separator = override.isGroup ? "/" : "."
        let key = override.pathRanges.map(\.text).joined(separator: separator)
        guard key == expected["key"]?.string || key == expected["key"]?.scalar?.text else {
            return "key \(key)"
        }
        guard override.package == expected["package"]?.string else { return "package" }
        let kind = expected["value_type"]?.string
        switch override.value {
        case nil:
            return kind == nil ? nil : "no value"
        case .sweep:
            return kind?.hasSuffix("SWEEP") == true ? nil : "a sweep"
        case .element(let node):
            guard kind == "ELEMENT", let typed = expected["value_typed"] else { return "no sweep" }
            let untyped = OverrideReading.untyped(node)
            return TypedReading.of(untyped) == .expected(typed) ? nil : "another value"
        }
    }
}
