import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpConfig

struct OverrideParserTests {
    @Test(arguments: [
        ("a.b=1", Override.Operation.change, "a.b"),
        ("+a.b=1", .add, "a.b"),
        ("++a.b=1", .forceAdd, "a.b"),
        ("~a.b", .delete, "a.b"),
        ("~a.b=1", .delete, "a.b"),
        ("a.b+=1", .append, "a.b"),
        ("a.b:=1", .replace, "a.b"),
        ("a/b=1", .change, "a.b"),
        ("a[0].b=1", .change, "a[0].b"),
        ("a.\"b.c\"=1", .change, "a.\"b.c\""),
        ("größe=1", .change, "größe"),
    ])
    func `a sign and a key path come before the value`(
        text: String,
        operation: Override.Operation,
        path: String
    ) throws {
        var bag = DiagnosticBag()
        let override = try #require(parse(text, &bag))
        #expect(override.operation == operation)
        #expect(override.path.description == path)
        #expect(bag.diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("ckpt=epoch=9-step=8.ckpt", "epoch=9-step=8.ckpt"),
        ("note=it's", "it's"),
        ("note=für alle!", "für alle!"),
        ("url=https://x.org/?a=1&b=2", "https://x.org/?a=1&b=2"),
        ("note=  a;b  ", "a;b"),
    ])
    func `a value that Hydra rejects is taken as it is`(text: String, value: String) throws {
        var bag = DiagnosticBag()
        let override = try #require(parse(text, &bag))
        guard case .element(let node)? = override.value else {
            Issue.record("no element")
            return
        }
        #expect(node.string == value)
        #expect(node.range.text == value)
    }

    @Test(arguments: [
        ("lss", "lss"),
        ("=1", "="),
        ("a..b=1", "."),
        ("a=[1,2", "["),
        ("a={b: 1", "{"),
        ("a='x", "'"),
        ("a=[1,,2]", ","),
        ("a={b}", "b"),
        ("a={'b': 1}", "'"),
        ("a={b: 1, b: 2}", "b"),
        ("a=foo(1)", "foo"),
        ("a=int(x)", "x"),
        ("a=[1]x", "x"),
        ("a=[choice(1,2)]", "choice(1,2)"),
        ("a=[für]", "ü"),
        ("a=${b", "${"),
    ])
    func `what is wrong is shown at its place`(text: String, place: String) throws {
        var bag = DiagnosticBag()
        if let override = parse(text, &bag) {
            // `${b` is text to this parser; the interpolation parser tells of it.
            #expect(override.value?.range.text == "${b")
            return
        }
        let diagnostic = try #require(bag.diagnostics.first)
        #expect(diagnostic.code == .invalidOverride)
        #expect(diagnostic.help != nil)
        #expect(diagnostic.labels.first?.range.text == place)
    }

    @Test func `every value knows the bytes it came from`() throws {
        var bag = DiagnosticBag()
        let override = try #require(parse("a={b: [1, 'x y'], c: ${d}}", &bag))
        guard case .element(let node)? = override.value else { return }
        #expect(node.range.text == "{b: [1, 'x y'], c: ${d}}")
        #expect(node["b"]?.range.text == "[1, 'x y']")
        #expect(node["b"]?.sequence?.map(\.range.text) == ["1", "'x y'"])
        #expect(node["c"]?.range.text == "${d}")
        #expect(node.mapping?.entries.map(\.keyRange.text) == ["b", "c"])
    }

    @Test func `no text makes the parser trap`() {
        let pieces = [
            "a", "key", ".", "=", "+", "++", "~", "[", "]", "{", "}", "(", ")", ",", ":", "'", "\"",
            "\\", "${", "$", " ", "\t", "1", "0x", "é", "😀", "@", "/", "range", "int", "\u{0}", "-",
        ]
        for seed in 0..<propertyCases {
            var random = SeededGenerator(seed: UInt64(seed))
            let count = Int.random(in: 0...12, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            var bag = DiagnosticBag()
            let override = parse(text, &bag)
            #expect((override == nil) == bag.hasErrors, "seed \(seed): \(text)")
            for label in bag.diagnostics.flatMap(\.labels) {
                #expect(label.range.end <= label.range.file.bytes.count)
            }
        }
    }

    private func parse(_ text: String, _ bag: inout DiagnosticBag) -> Override? {
        OverrideParser.parse(SourceFile(commandLine: [text]).range(ofToken: 0), into: &bag)
    }
}
