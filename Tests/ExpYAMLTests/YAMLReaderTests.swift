import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

/// A text read, with what was reported.
struct Reading {
    var root: Node?
    var tags: [TagUse]
    var diagnostics: [Diagnostic]

    init(_ text: String, limits: YAMLLimits = .standard) {
        self.init(Array(text.utf8), limits: limits)
    }

    init(_ bytes: [UInt8], limits: YAMLLimits = .standard) {
        var bag = DiagnosticBag()
        let file = SourceFile(kind: .file, name: "test.yaml", bytes: bytes)
        let document = YAMLReader.read(file, limits: limits, into: &bag)
        root = document?.root
        tags = document?.unknownTags ?? []
        diagnostics = bag.diagnostics
    }

    /// The codes with the text each points at: `duplicate-key: a`.
    var problems: [String] {
        diagnostics.map { "\($0.code.rawValue): \($0.labels.first?.range.text ?? "-")" }
    }

    subscript(path: String) -> Node? {
        ConfigPath.parse(path).flatMap { root?[$0] }
    }
}

@Suite struct YAMLReaderTests {
    @Test func `values are read by the core schema`() {
        let reading = Reading("a: 1\nb: 1e-3\nc: no\nd: [true, ~, 'x', 0o17]\ne:\n")
        #expect(reading.problems == [])
        #expect(reading["a"]?.int == 1)
        #expect(reading["b"]?.scalarValue == .float(0.001))
        #expect(reading["c"]?.string == "no")
        #expect(reading["d[0]"]?.bool == true)
        #expect(reading["d[1]"]?.isNull == true)
        #expect(reading["d[2]"]?.string == "x")
        #expect(reading["d[3]"]?.int == 15)
        #expect(reading["e"]?.isNull == true)
    }

    @Test func `merge keys bring the entries of the mappings they name`() {
        let reading = Reading(
            "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  z: 3\n  <<: [*a, *b]\n"
        )
        #expect(reading.problems == [])
        #expect(reading["c"]?.mapping?.keys == ["z", "x", "y"])
        #expect(reading["c.x"]?.int == 1)
        #expect(reading["c.y"]?.int == 1)
        #expect(reading["c.z"]?.int == 3)
    }
}
