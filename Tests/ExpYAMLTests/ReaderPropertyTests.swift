import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

@Suite struct ReaderPropertyTests {
    @Test func `every range slices back to its text`() {
        for seed in 0..<propertyCases {
            var generator = TreeGenerator(seed: seed + 10_000_000)
            let tree = generator.tree()
            for text in [CanonicalWriter.yaml(tree), CanonicalWriter.flow(tree) + "\n"] {
                guard let root = Reading(text).root else { continue }
                checkRanges(root, "seed \(seed): \(text)")
            }
            let json = JSONWriter.json(tree, pretty: true)
            if let node = JSONReading(json).node { checkRanges(node, "seed \(seed): \(json)") }
        }
    }

    /// The text of a range, read by itself, is the value again; children lie inside in order.
    private func checkRanges(_ node: Node, _ note: String) {
        switch node.content {
        case .scalar(let scalar):
            // A block scalar's indentation depends on what is around it.
            guard scalar.form != .block else { return }
            let again = Reading(node.range.text).root
            let isSame = again?.isEqualValue(to: node) ?? false
            #expect(isSame || node.range.isEmpty || isOwnKind(scalar, node), "\(note)")
        case .mapping(let mapping):
            var end = node.range.start
            for entry in mapping.entries {
                #expect(entry.keyRange.start >= end, "\(note)")
                #expect(entry.value.range.start >= entry.keyRange.end, "\(note)")
                end = entry.value.range.end
                checkRanges(entry.value, note)
            }
            #expect(node.range.end >= end, "\(note)")
        case .sequence(let elements):
            var end = node.range.start
            for element in elements {
                #expect(element.range.start >= end, "\(note)")
                end = element.range.end
                checkRanges(element, note)
            }
            #expect(node.range.end >= end, "\(note)")
        case .faulty:
            Issue.record("a faulty value in \(note)")
        }
    }

    /// JSON spells what YAML does not read: escaped surrogates, `\/`.
    private func isOwnKind(_ scalar: Scalar, _ node: Node) -> Bool {
        JSONReading(node.range.text).node?.isEqualValue(to: node) ?? false
    }

    @Test func `no bytes trap a reader, and every place lies in the text`() {
        var random = SeededGenerator(seed: 42)
        let signs = Array("abc: -\n\n\t  [],{}'\"#&*!|>%@`?<=01.e~$\\/u\r\u{0}é\u{2028}".utf8)
        for _ in 0..<propertyCases * 20 {
            let count = Int.random(in: 0..<60, using: &random)
            var bytes = (0..<count).map { _ in signs.randomElement(using: &random) ?? 0 }
            if Int.random(in: 0..<8, using: &random) == 0 { bytes.append(0xC3) }
            check(bytes)
        }
    }

    @Test func `no damaged config traps a reader`() {
        var random = SeededGenerator(seed: 43)
        for seed in 0..<propertyCases * 4 {
            var generator = TreeGenerator(seed: seed + 20_000_000)
            let tree = generator.tree(depth: 3)
            var bytes = Array(
                (seed % 2 == 0 ? CanonicalWriter.yaml(tree) : JSONWriter.json(tree)).utf8
            )
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: place)
                case 1:
                    bytes.insert(
                        Array("\t:[{\"'-*&!$#\n".utf8).randomElement(using: &random) ?? 0,
                        at: place
                    )
                default: bytes.removeSubrange(place...)
                }
            }
            check(bytes)
        }
    }

    private func check(_ bytes: [UInt8]) {
        let yaml = Reading(bytes)
        let json = JSONReading(bytes)
        #expect(yaml.root != nil || !yaml.diagnostics.isEmpty, "\(bytes)")
        #expect(json.node != nil || !json.diagnostics.isEmpty, "\(bytes)")
        for diagnostic in yaml.diagnostics + json.diagnostics {
            #expect(!diagnostic.labels.isEmpty, "\(bytes)")
            for label in diagnostic.labels {
                let isInText =
                    label.range.start <= label.range.end && label.range.end <= bytes.count
                #expect(isInText, "\(diagnostic.message) in \(bytes)")
            }
        }
    }
}
