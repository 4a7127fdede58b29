import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

@Suite(.enabled(if: Conformance.isPresent, Conformance.absence))
struct ConformanceTests {
    /// The YAML test suite with what a reader on libyaml 0.2.5 must make of each case.
    @Test func `the YAML test suite`() {
        var counts: [String: Int] = [:]
        for node in Conformance.cases("yaml_test_suite_open.jsonl") {
            guard let id = node["id"]?.string, let verdict = node["verdict"]?.string,
                let text = node["yaml"]?.string
            else {
                Issue.record("a case without id, verdict or text")
                continue
            }
            counts[verdict, default: 0] += 1
            let file = SourceFile(kind: .file, name: id, text: text)
            var bag = DiagnosticBag()
            let documents = YAMLReader.readStream(
                file,
                limits: .standard,
                isOneDocument: false,
                into: &bag
            )
            let told = bag.diagnostics.map { "\($0.code.rawValue): \($0.message)" }
            switch verdict {
            case "must_accept":
                let tags = documents?.flatMap(\.unknownTags) ?? []
                guard tags.isEmpty else {
                    // Tags that only their own program understands: `!!set`, `!shape`.
                    #expect(tags.allSatisfy { $0.range.text.hasPrefix("!") }, "\(id)")
                    #expect(bag.diagnostics.isEmpty, "\(id): \(told)")
                    continue
                }
                guard let expected = node["core_reading_typed"]?.sequence else {
                    // Keys that are lists or mappings: YAML, but no config.
                    #expect(bag.diagnostics.contains { $0.code == .invalidKey }, "\(id): \(told)")
                    continue
                }
                #expect(bag.diagnostics.isEmpty, "\(id): \(told)")
                let typed = documents?.map { TypedReading.of($0.root) }
                #expect(typed == expected.map(TypedReading.expected), "\(id)")
            case "must_reject", "valid_but_libyaml_rejects":
                #expect(bag.hasErrors, "\(id) was read")
                let labels = bag.diagnostics.compactMap(\.labels.first)
                #expect(labels.count == bag.diagnostics.count, "\(id) has no place: \(told)")
                for label in labels { #expect(label.range.end <= file.bytes.count, "\(id)") }
            default:
                // libyaml reads these in its own way; they must only not be lost.
                #expect(documents != nil || bag.hasErrors, "\(id)")
            }
        }
        #expect(counts["must_accept", default: 0] > 100)
        #expect(counts["must_reject", default: 0] > 30)
    }

    /// Experiment configs from public repositories, each with its values under the core schema.
    @Test func `real configs`() {
        var count = 0
        for node in Conformance.cases("real_configs_open.jsonl") {
            guard let id = node["id"]?.string, let text = node["yaml"]?.string else {
                Issue.record("a case without id or text")
                continue
            }
            let reading = Reading(text)
            let codes = reading.diagnostics.map(\.code)
            if node["duplicate_keys"] != nil {
                #expect(!codes.isEmpty && codes.allSatisfy { $0 == .duplicateKey }, "\(id)")
                continue
            }
            guard let expected = node["expected_typed"] else {
                // PyYAML refused a tag that only its own program knows; our reader collects it.
                #expect(!reading.tags.isEmpty, "\(id): \(reading.problems)")
                continue
            }
            if let documents = node["documents"]?.int, documents > 1 {
                #expect(codes == [.severalDocuments], "\(id)")
                continue
            }
            guard node["documents"]?.int != 0 else {
                #expect(reading.root?.mapping?.isEmpty == true, "\(id)")
                continue
            }
            count += 1
            #expect(codes == [], "\(id): \(reading.problems)")
            let typed = reading.root.map(TypedReading.of)
            #expect(typed == TypedReading.expected(expected), "\(id)")
            checkYAML11(id, reading, node["yaml11_differs"]?.sequence ?? [])
        }
        #expect(count > 300)
    }

    /// Where YAML 1.1 sees another value than a text, we know which.
    private func checkYAML11(_ id: String, _ reading: Reading, _ differences: [Node]) {
        for difference in differences {
            guard let steps = difference["path"]?.sequence, let other = difference["other"]?.string
            else { continue }
            let path = ConfigPath(
                steps.map { $0.int.map(ConfigPath.Component.index) ?? .key($0.string ?? "") }
            )
            let scalar = reading.root?[path]?.scalar
            let theirs = scalar.flatMap { CoreSchema.yaml11Reading(of: $0) }
            #expect((theirs == nil) == other.hasPrefix("s:"), "\(id) \(path): \(other)")
        }
    }
}
