import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

@Suite struct ConfigPathTests {
    @Test(
        arguments: [
            ("", []),
            ("a", [.key("a")]),
            ("optimizer.lr", [.key("optimizer"), .key("lr")]),
            ("layers[0].size", [.key("layers"), .index(0), .key("size")]),
            ("[1][2]", [.index(1), .index(2)]),
            (#"a."b.c""#, [.key("a"), .key("b.c")]),
            (#""""#, [.key("")]),
            (#""a\"b\\\n""#, [.key("a\"b\\\n")]),
            ("train/loss.日本", [.key("train/loss"), .key("日本")]),
        ] as [(String, [ConfigPath.Component])]
    )
    func `a path and its text`(text: String, components: [ConfigPath.Component]) {
        #expect(ConfigPath(components).description == text)
        #expect(ConfigPath.parse(text) == ConfigPath(components))
    }

    @Test(arguments: [
        ".", "a.", ".a", "a..b", "[", "[x]", "[-1]", "a]", "[0]a", #""a"#, #"a"b"#,
        "[99999999999999999999]",
    ])
    func `what is no path`(text: String) {
        #expect(ConfigPath.parse(text) == nil)
    }

    @Test func `every path is read back from its text`() {
        for seed in 0..<propertyCases * 5 {
            var generator = TreeGenerator(seed: seed)
            var path = ConfigPath()
            for _ in 0..<Int.random(in: 0..<5, using: &generator.random) {
                path =
                    Bool.random(using: &generator.random)
                    ? path.appending(generator.text()) : path.appending(seed)
            }
            #expect(ConfigPath.parse(path.description) == path, "\(path)")
        }
    }

    @Test func `prefixes and parents`() {
        let path = ConfigPath(keys: "a", "b")
        #expect(ConfigPath().isPrefix(of: path) && path.isPrefix(of: path))
        #expect(!path.isPrefix(of: ConfigPath(keys: "a")))
        #expect(path.parent == ConfigPath(keys: "a") && ConfigPath().parent == nil)
        #expect(path.lastKey == "b" && path.appending(0).lastKey == nil)
    }
}

@Suite struct MappingTests {
    private let range = SourceFile(kind: .declaration, name: "test", text: "").range(0, 0)

    @Test func `a mapping does what an ordered list of pairs does, small and large`() {
        for seed in 0..<propertyCases {
            var random = SeededGenerator(seed: UInt64(seed))
            var mapping = Mapping()
            var model: [(String, Int)] = []
            for step in 0..<Int.random(in: 0..<60, using: &random) {
                let key = "k\(Int.random(in: 0..<25, using: &random))"
                let place = model.firstIndex { $0.0 == key }
                let copy = mapping
                switch Int.random(in: 0..<5, using: &random) {
                case 0:
                    mapping.remove(key)
                    if let place { model.remove(at: place) }
                case 1:
                    mapping.order(by: [key, "k3"])
                    for first in ["k3", key] {
                        guard let place = model.firstIndex(where: { $0.0 == first }) else {
                            continue
                        }
                        model.insert(model.remove(at: place), at: 0)
                    }
                default:
                    mapping.set(key, to: .int(step, range))
                    if let place { model[place].1 = step } else { model.append((key, step)) }
                }
                #expect(mapping.keys == model.map(\.0), "seed \(seed)")
                #expect(mapping[key]?.int == model.first { $0.0 == key }?.1, "seed \(seed)")
                #expect(
                    copy.entries.allSatisfy { copy[$0.key]?.int == $0.value.int },
                    "seed \(seed)"
                )
            }
        }
    }

    @Test func `what stands beside the entries stays with a change and out of copies`() {
        var mapping = Mapping()
        mapping.isIncomplete = true
        let copy = mapping
        mapping.removed = [.init(key: "x", keyRange: range, last: .null(range))]
        for number in 0..<20 { mapping.set("k\(number)", to: .int(number, range)) }
        mapping.order(by: ["k7"])
        mapping.remove("k3")
        #expect(mapping.isIncomplete && mapping.removed.map(\.key) == ["x"])
        #expect(copy.isIncomplete && copy.removed.isEmpty && copy.isEmpty)
    }
}

@Suite struct NodeUpdateTests {
    private let text = "a: {b: [1, {c: 2}], d: x}\n"

    private func updated(_ path: String, _ body: (inout Node?) -> Void) throws -> String {
        var root = try #require(Reading(text).root)
        root.update(try #require(ConfigPath.parse(path)), body: body)
        return CanonicalWriter.flow(root)
    }

    private func five(_ node: inout Node?) {
        node = .int(5, SourceFile(kind: .declaration, name: "test", text: "").range(0, 0))
    }

    @Test(arguments: [
        ("a.d", "{a: {b: [1, {c: 2}], d: 5}}"),
        ("a.b[1].c", "{a: {b: [1, {c: 5}], d: x}}"),
        ("a.b[0]", "{a: {b: [5, {c: 2}], d: x}}"),
        ("", "5"),
        ("e.f", "{a: {b: [1, {c: 2}], d: x}, e: {f: 5}}"),
        ("a.b[2]", "{a: {b: [1, {c: 2}], d: x}}"),
        ("a.d.e", "{a: {b: [1, {c: 2}], d: x}}"),
        ("e[0]", "{a: {b: [1, {c: 2}], d: x}}"),
    ])
    func `a value is set in its place`(path: String, result: String) throws {
        #expect(try updated(path, five) == result)
    }

    @Test(arguments: [
        ("a.d", "{a: {b: [1, {c: 2}]}}"), ("a.b[0]", "{a: {b: [{c: 2}], d: x}}"),
        ("x.y", "{a: {b: [1, {c: 2}], d: x}}"),
    ])
    func `a value is taken away`(path: String, result: String) throws {
        #expect(try updated(path) { $0 = nil } == result)
    }
}

@Suite struct TreeDiffTests {
    @Test(
        arguments: [
            ("{a: 1, b: 2}", "{b: 2, a: 1}", []),
            ("{a: 1}", "{a: 1.0}", ["a: 1 -> 1.0"]),
            ("{a: 1e-3}", "{a: 0.001}", []),
            ("{a: {x: 1, y: 2}}", "{a: {x: 1, z: 3}}", ["a.y: 2 -> -", "a.z: - -> 3"]),
            ("{a: [64]}", "{a: [64, 32]}", ["a: [64] -> [64, 32]"]),
            ("{a: [{x: 1}, {x: 2}]}", "{a: [{x: 1}, {x: 3}]}", ["a[1].x: 2 -> 3"]),
            ("{a: {x: 1}}", "{a: 1}", ["a: {x: 1} -> 1"]),
            ("{a: {x: {y: 1, z: []}}}", "{}", ["a.x.y: 1 -> -", "a.x.z: [] -> -"]),
            ("{a: {}}", "{a: {x: 1}}", ["a.x: - -> 1"]),
            ("{a: .nan}", "{a: .NaN}", []),
        ] as [(String, String, [String])]
    )
    func `differences`(old: String, new: String, expected: [String]) throws {
        let (old, new) = (try #require(Reading(old).root), try #require(Reading(new).root))
        let changes = TreeDiff.changes(from: old, to: new)
        let told = changes.map { change in
            let (old, new) = (
                change.old.map(CanonicalWriter.flow), change.new.map(CanonicalWriter.flow)
            )
            return "\(change.path): \(old ?? "-") -> \(new ?? "-")"
        }
        #expect(told == expected)
    }

    @Test func `each change is true of both trees, and equal trees have none`() {
        for seed in 0..<propertyCases {
            var generator = TreeGenerator(seed: seed)
            let (old, new) = (generator.tree(), generator.tree())
            let changes = TreeDiff.changes(from: old, to: new)
            #expect(changes.isEmpty == old.isEqualValue(to: new), "seed \(seed)")
            #expect(TreeDiff.changes(from: old, to: old).isEmpty, "seed \(seed)")
            for change in changes {
                #expect((old[change.path] == nil) == (change.old == nil), "seed \(seed)")
                #expect((new[change.path] == nil) == (change.new == nil), "seed \(seed)")
            }
        }
    }

    @Test func `the changes put on one tree give the other`() {
        for seed in 0..<propertyCases {
            var generator = TreeGenerator(seed: seed + 500)
            let old = generator.tree()
            var new = old
            let paths = TreeDiff.changes(from: .null(old.range), to: old).map(\.path)
            for path in paths where Bool.random(using: &generator.random) {
                let value = generator.scalar()
                new.update(path) { $0 = value }
            }
            var result = old
            for change in TreeDiff.changes(from: old, to: new) {
                result.update(change.path) { $0 = change.new }
            }
            #expect(result.isEqualValue(to: new), "seed \(seed)")
        }
    }
}
