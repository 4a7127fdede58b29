import ExpTestSupport
import Testing

@testable import ExpConfig

struct InterpolationParserTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("a${b.c}d", "a<b.c>d"),
        ("${a[0].b}", "<a[0].b>"),
        ("${.x}${..y}", "<.x><..y>"),
        ("${a.${b}}", "<a.<b>>"),
        ("\\${a}", "${a}"),
        ("\\\\${a}", "\\<a>"),
        ("c:\\dir", "c:\\dir"),
        ("${env:HOME,a b}", "<env(HOME,a b)>"),
        ("${f:'x, ${y}',[1,{a: 2}]}", "<f('x, <y>',[1,{a:2}])>"),
        ("$ {a} }", "$ {a} }"),
    ])
    func `a text comes apart into its parts`(text: String, parts: String) throws {
        #expect(Self.spelled(try InterpolationParser.parse(text)) == parts)
    }

    @Test(arguments: [
        "${", "${}", "${a", "${a.}", "${a..b}", "${a b}", "${f:'x}", "${f:[1}", "${[a}",
    ])
    func `a text that cannot be read says where`(text: String) {
        #expect(throws: InterpolationFault.self) { try InterpolationParser.parse(text) }
    }

    @Test func `no text makes the parser trap, and every place lies in the text`() {
        let pieces = [
            "${", "}", "a", ".", "[", "]", "0", ":", ",", "'", "\"", "\\", "{", " ", "é", "$", "😀",
            "\n",
        ]
        for seed in 0..<propertyCases * 5 {
            var random = SeededGenerator(seed: UInt64(seed))
            let count = Int.random(in: 0...14, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            do {
                _ = try InterpolationParser.parse(text)
            } catch {
                #expect(error.bytes.upperBound <= text.utf8.count, "seed \(seed): \(text)")
                #expect(error.bytes.lowerBound >= 0)
            }
        }
    }

    @Test func `an escaped text reads back as it was`() throws {
        for text in ["${a}", "\\${a}", "\\\\${", "a\\", "$${x}", "${${x}}"] {
            let parsed = try InterpolationParser.parse(Deferred.escaped(text))
            #expect(parsed.plainText == text)
        }
    }

    @Test func `deep nesting ends in a fault`() {
        let deep = String(repeating: "${a.", count: 5_000)
        #expect(throws: InterpolationFault.self) { try InterpolationParser.parse(deep) }
        let lists = "${f:" + String(repeating: "[", count: 50_000)
        #expect(throws: InterpolationFault.self) { try InterpolationParser.parse(lists) }
    }

    private static func spelled(_ text: InterpolatedText) -> String {
        text.parts.map { part in
            switch part {
            case .text(let text): text
            case .interpolation(let interpolation): "<" + spelled(interpolation.kind) + ">"
            }
        }.joined()
    }

    private static func spelled(_ kind: Interpolation.Kind) -> String {
        switch kind {
        case .reference(let reference):
            var text = String(repeating: ".", count: reference.dots)
            for (index, step) in reference.steps.enumerated() {
                if index > 0, !step.isBracketed { text += "." }
                text += step.isBracketed ? "[\(spelled(step.text))]" : spelled(step.text)
            }
            return text
        case .call(let call):
            return spelled(call.name) + "(" + call.arguments.map(spelled).joined(separator: ",")
                + ")"
        }
    }

    private static func spelled(_ argument: ResolverCall.Argument) -> String {
        switch argument.value {
        case .plain(let text): spelled(text)
        case .quoted(let text): "'" + spelled(text) + "'"
        case .list(let list): "[" + list.map(spelled).joined(separator: ",") + "]"
        case .dictionary(let pairs):
            "{" + pairs.map { "\($0.key):" + spelled($0.value) }.joined(separator: ",") + "}"
        }
    }
}
