import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

@Suite struct WriterPropertyTests {
    @Test func `what is written as YAML reads back equal, and is written the same again`() {
        for seed in 0..<propertyCases * 5 {
            var generator = TreeGenerator(seed: seed)
            let tree = generator.tree()
            let text = CanonicalWriter.yaml(tree)
            check(tree, text, seed: seed)
            guard let again = Reading(text).root else { continue }
            #expect(CanonicalWriter.yaml(again) == text, "seed \(seed)")
        }
    }

    @Test func `what is written on one line reads back equal`() {
        for seed in 0..<propertyCases * 5 {
            var generator = TreeGenerator(seed: seed + 1_000_000)
            let tree = generator.tree()
            let text = CanonicalWriter.flow(tree)
            #expect(!text.utf8.contains(UInt8(ascii: "\n")), "seed \(seed)")
            check(tree, text, seed: seed)
        }
    }

    private func check(_ tree: Node, _ text: String, seed: Int) {
        var bag = DiagnosticBag()
        let file = SourceFile(kind: .file, name: "test", text: text)
        let documents = YAMLReader.readStream(
            file,
            limits: .standard,
            isOneDocument: false,
            into: &bag
        )
        #expect(bag.diagnostics.map(\.message) == [], "seed \(seed):\n\(text)")
        let root = documents?.first?.root
        #expect(root?.isEqualValue(to: tree) == true, "seed \(seed):\n\(text)")
        #expect(root.map(keys) == keys(tree), "seed \(seed):\n\(text)")
    }

    /// Keys in their order, with whether each would be an operator.
    private func keys(_ node: Node) -> [String] {
        switch node.content {
        case .mapping(let mapping):
            mapping.entries.flatMap { entry in
                let isOperator =
                    !entry.isKeyQuoted && (entry.key.hasSuffix("+") || entry.key.hasSuffix("!"))
                return ["\(entry.key) \(isOperator)"] + keys(entry.value)
            }
        case .sequence(let elements): elements.flatMap(keys)
        case .scalar, .faulty: []
        }
    }

    @Test func `what is written as JSON reads back equal`() {
        for seed in 0..<propertyCases {
            var generator = TreeGenerator(seed: seed + 2_000_000)
            let tree = generator.tree()
            for text in [JSONWriter.json(tree), JSONWriter.json(tree, pretty: true)] {
                let reading = JSONReading(text)
                #expect(reading.diagnostics.map(\.message) == [], "seed \(seed):\n\(text)")
                #expect(reading.node.map(plain)?.isEqualValue(to: plain(tree)) == true, "\(text)")
            }
        }
    }

    /// The tree with NaN and infinities as the words that JSON has for them.
    private func plain(_ node: Node) -> Node {
        switch node.content {
        case .mapping(let mapping):
            var result = Mapping()
            for entry in mapping.entries { result.set(entry.key, to: plain(entry.value)) }
            return Node(.mapping(result), range: node.range)
        case .sequence(let elements):
            return .sequence(elements.map(plain), node.range)
        case .scalar:
            guard case .float(let value) = node.scalarValue, !value.isFinite else { return node }
            return .string(value.isNaN ? "nan" : value < 0 ? "-inf" : "inf", node.range)
        case .faulty:
            return node
        }
    }

    @Test func `the hash sees values, not spelling, order or places`() {
        for seed in 0..<propertyCases {
            var generator = TreeGenerator(seed: seed + 3_000_000)
            let tree = generator.tree()
            let other = generator.tree()
            let hash = CanonicalHash.sha256(of: tree)
            let again = Reading(CanonicalWriter.yaml(shuffled(tree, &generator.random))).root
            if tree.mapping?.isEmpty != true, !tree.isNull {
                #expect(again.map(CanonicalHash.sha256) == hash, "seed \(seed)")
            }
            #expect((CanonicalHash.sha256(of: other) == hash) == tree.isEqualValue(to: other))
        }
    }

    private func shuffled(_ node: Node, _ random: inout SeededGenerator) -> Node {
        switch node.content {
        case .mapping(let mapping):
            var entries = mapping.entries.shuffled(using: &random)
            for place in entries.indices {
                entries[place].value = shuffled(entries[place].value, &random)
            }
            return Node(.mapping(Mapping(entries)), range: node.range)
        case .sequence(let elements):
            return .sequence(elements.map { shuffled($0, &random) }, node.range)
        case .scalar, .faulty:
            return node
        }
    }
}
