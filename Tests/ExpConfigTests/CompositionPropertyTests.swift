import ExpConfig
import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

struct CompositionPropertyTests {
    @Test func `overrides on different paths commute`() {
        let all = ["a=1", "b.c=2", "b.d.e=3", "l.0=4", "+n=5", "++m.x=6", "~z", "s=text", "l2+=7"]
        let project = TestProject([
            "configs/main.yaml":
                "a: 0\nb: {c: 0, d: {e: 0}}\nl: [0, 1]\nl2: []\nz: 1\ns: x\n"
        ])
        let (reference, _) = project.load("configs/main.yaml", all)
        for seed in 0..<propertyCases / 4 {
            var random = SeededGenerator(seed: UInt64(seed))
            let (other, bag) = project.load("configs/main.yaml", all.shuffled(using: &random))
            #expect(bag.diagnostics.isEmpty)
            let isSame = reference.flatMap { first in
                other.map { first.resolved.isEqualValue(to: $0.resolved) }
            }
            #expect(isSame == true, "seed \(seed)")
        }
    }

    @Test func `merging with an empty tree changes nothing`() {
        for seed in 0..<propertyCases / 4 {
            var random = SeededGenerator(seed: UInt64(seed))
            let tree = Self.tree(depth: 3, &random)
            let text = CanonicalWriter.yaml(tree)
            let project = TestProject([
                "configs/tree.yaml": text,
                "configs/empty.yaml": "",
                "configs/above.yaml": "extends: tree.yaml\n",
                "configs/below.yaml": "extends: empty.yaml\n"
                    + (tree.mapping?.isEmpty == true ? "" : text),
            ])
            for name in ["configs/tree.yaml", "configs/above.yaml", "configs/below.yaml"] {
                let (loaded, bag) = project.load(name)
                #expect(!bag.hasErrors, "seed \(seed): \(project.rendered(bag))\n\(text)")
                #expect(
                    loaded?.resolved.isEqualValue(to: tree) == true,
                    "seed \(seed): \(name)\n\(text)"
                )
            }
        }
    }

    @Test func `ten thousand keys in two layers take no quadratic time`() {
        let lines = (0..<10_000).map { "key\($0): \($0)\n" }.joined()
        let project = TestProject([
            "configs/base.yaml": lines,
            "configs/main.yaml": "extends: base.yaml\n" + lines,
        ])
        let clock = ContinuousClock()
        var count = 0
        let time = clock.measure { count = project.load().config?.resolved.mapping?.count ?? 0 }
        #expect(count == 10_000)
        #expect(time < .seconds(30))
    }

    @Test func `no mixture of files and overrides makes a load trap`() {
        let values = [
            "1", "text", "{use: a}", "{use: b, x: 2}", "[1, {use: a}]", "${x}", "${.y}",
            "\"${m.x}\"", "null",
            "???", "{x: {use: /m/a}}", "a", "{x: 1, y: ${..x}}", "{use: \"${choice:x}\"}", "!t 1",
            "{}", "[]",
        ]
        let keys = ["x", "y", "m", "x+", "m!", "use", "extends", "task", "seed", "exp", "\"x+\""]
        let overrides = [
            "x=a", "m=b", "m.x=1", "+y=2", "~x", "x.0=1", "m={use: b}", "++m.x.y=1", "x+=1",
            "m:=[1]", "task=train",
            "model=vit", "x=${m}", "y=[${x}]", "m.use=a", "lr=3", "m.x=${..y}",
        ]
        for seed in 0..<propertyCases {
            var random = SeededGenerator(seed: UInt64(seed))
            func text() -> String {
                var used: Set<String> = []
                return (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    let key = keys.randomElement(using: &random) ?? ""
                    guard used.insert(key).inserted else { return "" }
                    let isBase = key == "extends" && Bool.random(using: &random)
                    let value = isBase ? "base.yaml" : values.randomElement(using: &random) ?? ""
                    return "\(key): \(value)\n"
                }.joined()
            }
            let project = TestProject([
                "configs/main.yaml": text(), "configs/base.yaml": text(),
                "configs/m/a.yaml": text(),
                "configs/m/b.yaml": text(), "configs/x/a.yaml": text(), "configs/x/b.yaml": text(),
            ])
            let typed = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                overrides.randomElement(using: &random) ?? ""
            }
            let (loaded, bag) = project.load("configs/main.yaml", typed)
            #expect(loaded != nil || bag.hasErrors, "seed \(seed)")
            _ = project.rendered(bag)
            guard let loaded else { continue }
            _ = loaded.origins()
            for diagnostic in bag.diagnostics where diagnostic.severity == .error {
                #expect(!diagnostic.message.isEmpty)
            }
        }
    }

    private static func tree(depth: Int, _ random: inout SeededGenerator) -> Node {
        let range = SourceFile(kind: .declaration, name: "test", text: "").range(0, 0)
        let values: [ScalarValue] = [
            .int(1), .float(0.5), .bool(true), .null, .string("x"), .string("1"),
        ]
        var mapping = Mapping()
        for index in 0..<Int.random(in: 0...4, using: &random) {
            let value: Node
            switch Int.random(in: 0...3, using: &random) {
            case 0 where depth > 0: value = tree(depth: depth - 1, &random)
            case 1:
                value = .sequence(
                    (0..<2).map { _ in .scalar(values.randomElement(using: &random) ?? .null, range)
                    },
                    range
                )
            default: value = .scalar(values.randomElement(using: &random) ?? .null, range)
            }
            mapping.set("k\(index)", to: value)
        }
        return Node(.mapping(mapping), range: range)
    }
}
