import ExpTestSupport
import ExpYAML
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
        ("${= 1 + .a * 2}", "<(1+(<.a>*2))>"),
        ("${=-2 ** -x.y[0]}", "<-(2**-<x.y[0]>)>"),
        ("${= (1 + 2) // 3 % 4}", "<(((1+2)//3)%4)>"),
        ("${= a < b <= 3 and not c or d}", "<(((<a><<b><=3)and not <c>)or <d>)>"),
        ("${= 'x' if a == ${b-c} else round(.5, 1)}", "<('x' if (<a>==<b-c>) else round(0.5,1))>"),
        ("${= 2 ** 3 ** 2 - 1}", "<((2**(3**2))-1)>"),
    ])
    func `a text comes apart into its parts`(text: String, parts: String) throws {
        #expect(Self.spelled(try InterpolationParser.parse(text)) == parts)
    }

    @Test(arguments: [
        "${", "${}", "${a", "${a.}", "${a..b}", "${a b}", "${f:'x}", "${f:[1}", "${[a}", "${=",
        "${=}", "${= 1 +}", "${= (1}", "${= 1 2}", "${= a = 1}", "${= a && b}", "${= abs(1)}",
        "${= 1 if a}", "${= min()}", "${= 1.2.3}", "${= 'x}", "${= a[}", "${= if}", "${= ..}",
    ])
    func `a text that cannot be read says where`(text: String) {
        #expect(throws: InterpolationFault.self) { try InterpolationParser.parse(text) }
    }

    @Test func `no text makes the parser trap, and every place lies in the text`() {
        let pieces = [
            "${", "}", "a", ".", "[", "]", "0", ":", ",", "'", "\"", "\\", "{", " ", "é", "$", "😀",
            "\n", "=", "+", "-", "**", "//", "%", "(", ")", " if ", " else ", " and ", "not ", "==",
            "<", "min(", "1.5", "1e3",
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
        for piece in ["${f:[", "(", "-", "not ", "2**", "1 if a else ", "min(", "${="] {
            let start = piece == "${f:[" ? "" : "${= "
            let nested = start + String(repeating: piece, count: 50_000)
            #expect(throws: InterpolationFault.self) { try InterpolationParser.parse(nested) }
        }
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
        case .arithmetic(let expression):
            return spelled(expression)
        }
    }

    private static func spelled(_ expression: ArithmeticExpression) -> String {
        switch expression.kind {
        case .literal(let scalar):
            return scalar.form.isString ? "'\(scalar.text)'" : scalar.text
        case .interpolation(let inner): return "<" + spelled(inner.kind) + ">"
        case .sign(let isMinus, let inner): return (isMinus ? "-" : "+") + spelled(inner)
        case .binary(let sign, _, let left, let right):
            return "(" + spelled(left) + sign.rawValue + spelled(right) + ")"
        case .comparison(let first, let rest):
            return "(" + spelled(first)
                + rest.map { $0.sign.rawValue + spelled($0.right) }.joined() + ")"
        case .not(let inner): return "not " + spelled(inner)
        case .junction(let isAnd, let left, let right):
            return "(" + spelled(left) + (isAnd ? "and " : "or ") + spelled(right) + ")"
        case .conditional(let then, let condition, let otherwise):
            return "(" + spelled(then) + " if " + spelled(condition) + " else "
                + spelled(otherwise) + ")"
        case .call(let function, let arguments):
            return function.rawValue + "(" + arguments.map(spelled).joined(separator: ",") + ")"
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
