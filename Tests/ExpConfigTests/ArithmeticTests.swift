import ExpDiagnostics
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpConfig

struct ArithmeticTests {
    /// What Python 3 gives for the same text.
    @Test(arguments: [
        ("1 + 2", "3"),
        ("7 / 2", "3.5"),
        ("6 / 2", "3.0"),
        ("7 // 2", "3"),
        ("-7 // 2", "-4"),
        ("7 // -2", "-4"),
        ("-7 % 3", "2"),
        ("7 % -3", "-2"),
        ("-7.5 % 2", "0.5"),
        ("7.5 // 2", "3.0"),
        ("-7.5 // 2", "-4.0"),
        ("5.0 % -3", "-1.0"),
        ("0.0 // -1.0", "-0.0"),
        ("0 // (3 / -7)", "-0.0"),
        ("(0 / 7) // -7", "-0.0"),
        ("round(-24.5, -2)", "-0.0"),
        ("2 ** 10", "1024"),
        ("2 ** -1", "0.5"),
        ("2.0 ** 3", "8.0"),
        ("-2 ** 2", "-4"),
        ("(-2) ** 2", "4"),
        ("2 ** 3 ** 2", "512"),
        ("(-8) ** 3", "-512"),
        ("2 ** 0.5", "1.4142135623730951"),
        ("0 ** 0", "1"),
        ("1 < 2", "true"),
        ("1 < 2 < 2", "false"),
        ("1 == 1.0", "true"),
        ("2 != 2", "false"),
        ("1e3", "1000.0"),
        ("1_000 * 2", "2000"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("10 // 3 * 3 + 10 % 3", "10"),
        ("min(3, 1, 2)", "1"),
        ("max(1, 2.0)", "2.0"),
        ("max(2, 2.0)", "2"),
        ("min(1.5, 1)", "1"),
        ("round(2.5)", "2"),
        ("round(3.5)", "4"),
        ("round(-2.5)", "-2"),
        ("round(2.675, 2)", "2.67"),
        ("round(0.5)", "0"),
        ("round(1234, -2)", "1200"),
        ("round(1250, -2)", "1200"),
        ("round(1350, -2)", "1400"),
        ("round(-1250, -2)", "-1200"),
        ("round(15.5, -1)", "20.0"),
        ("round(25.0, -1)", "20.0"),
        ("round(1.005, 2)", "1.0"),
        ("round(1e300, 2)", "1e+300"),
        ("round(5, 2)", "5"),
        ("1 if 2 > 1 else 0", "1"),
        ("1 if false else 2 if false else 3", "3"),
        ("not 1 > 2", "true"),
        ("1 > 2 or 2 > 1", "true"),
        ("true and not false", "true"),
        ("--3", "3"),
        ("-(-3)", "3"),
        ("- 2 * 3", "-6"),
        ("1e308 / 1e-1 if false else 1", "1"),
        ("9223372036854775807 // -1", "-9223372036854775807"),
        ("-9223372036854775807 - 1", "-9223372036854775808"),
        ("(-9223372036854775807 - 1) % -1", "0"),
        ("9007199254740993 == 9007199254740992.0", "false"),
        ("9007199254740993 > 9007199254740992.0", "true"),
        ("1 - -1", "2"),
        (".5 * 2", "1.0"),
        ("3 % 1.5", "0.0"),
        ("1e22 + 1", "1e+22"),
        ("100000000000000000 / 3", "3.3333333333333332e+16"),
    ])
    func `numbers come out as Python computes them`(expression: String, value: String) throws {
        let (node, bag) = Self.result(of: expression)
        #expect(bag.diagnostics.isEmpty, "\(bag.diagnostics.map(\.message))")
        let scalar = try #require(node.scalar)
        #expect(node.scalarValue == CoreSchema.value(ofPlain: value), "\(scalar.text)")
    }

    @Test(arguments: [
        ("1 / 0", "0", "divides by zero"), ("1 // (2 - 2)", "(2 - 2)", "divides by zero"),
        ("1.0 % 0", "0", "divides by zero"), ("0 ** -1", "-1", "divides by zero"),
        ("9223372036854775807 + 1", "+", "beyond 64 bits"), ("2 ** 64", "**", "beyond 64 bits"),
        ("3 ** 9223372036854775807", "**", "beyond 64 bits"),
        ("1e308 * 10", "*", "beyond every number"), ("2.0 ** 5000", "**", "beyond every number"),
        ("(-8) ** 0.5", "**", "no such power"), ("s + 1", "s", "no number"),
        ("-s", "s", "no number"), ("t + 1", "t", "no number"), ("l * 2", "l", "no number"),
        ("1 if i else 2", "i", "neither true nor false"), ("not s", "s", "neither true nor false"),
        ("s < 1", "<", "cannot compare"), ("t < t", "<", "cannot compare"),
        ("round(1.5, x)", "x", "digits"), ("round(1.5, 999)", "999", "digits"),
        ("min(e)", "e", "empty list"), ("max(s, 1)", "s", "no number"),
        ("round(1e300)", "round(1e300)", "beyond 64 bits"), ("big + 1", "big", "beyond 64 bits"),
        ("d + 1", "d", "known only when the run starts"), ("nothing.a", "nothing", "no key"),
    ])
    func `what has no result is shown at its place`(text: String, place: String, message: String) {
        let (node, bag) = Self.result(of: text)
        #expect(node.isFaulty)
        #expect(bag.diagnostics.count == 1)
        let diagnostic = bag.diagnostics.first
        #expect(diagnostic?.labels.first?.range.text == place, "\(diagnostic?.message ?? "")")
        #expect(diagnostic?.message.contains(message) == true, "\(diagnostic?.message ?? "")")
        #expect(diagnostic?.code == (place == "nothing" ? .missingReference : .invalidArithmetic))
    }

    @Test(arguments: [
        ("1 +", "the expression ends"), ("(1", "never closed"), ("1 2", "where an operator"),
        ("i = 1", "`=` is no operator"), ("t && t", "`&&` is no operator here"),
        ("!t", "`!` is no operator here"), ("i ^ 2", "`^` is no operator here"),
        ("abs(i)", "no function `abs`"), ("1 if t", "`if` has no `else`"),
        ("min()", "does not take these arguments"), ("1.2.3", "is no number"),
        ("007", "is no number"), ("'a", "never closed"), ("learning-", "ends where"),
        ("i.", "a key is missing"), ("l[", "where a value belongs"), ("", "ends where"),
    ])
    func `a mistake in the text is told`(text: String, message: String) {
        let (_, bag) = Self.result(of: text)
        #expect(bag.diagnostics.first?.code == .invalidInterpolation)
        #expect(
            bag.diagnostics.first?.message.contains(message) == true,
            "\(bag.diagnostics.map(\.message))"
        )
        #expect(bag.diagnostics.first?.help != nil)
    }

    @Test func `a branch that is not taken is not computed`() {
        let (node, bag) = Self.result(of: "1 // z if z != 0 else 'none'")
        #expect(bag.diagnostics.isEmpty)
        #expect(node.string == "none")
        #expect(Self.result(of: "z != 0 and 1 / z > 2").0.bool == false)
    }

    @Test func `names are absolute, relative, or interpolations of their own`() {
        #expect(Self.result(of: ".i + l[1] + m.k + m['odd key'] + ${m.k} + l.0").0.int == 21)
        #expect(Self.result(of: "m").0.mapping?.count == 2)
        #expect(Self.result(of: "thousand + 1").0.int == 1_001)
        #expect(Self.result(of: "${env:N} * 2").0.int == 42)
    }

    @Test func `a value knows what it was computed from`() throws {
        let reads = Self.result(of: "i * l[1] + i").0.reads
        #expect(reads.map(\.text) == ["i", "l[1]"])
        #expect(reads.map { $0.path?.description } == ["i", "l[1]"])
    }

    private static func result(of expression: String) -> (Node, DiagnosticBag) {
        var bag = DiagnosticBag()
        let yaml = """
            i: 7
            x: 0.5
            z: 0
            t: true
            s: text
            l: [1, 2]
            e: []
            m: {k: 3, 'odd key': 5}
            d: ${run:id}
            big: 99999999999999999999
            thousand: 1_000
            result: |-
              ${= \(expression)}
            """
        let file = SourceFile(name: "case.yaml", text: yaml)
        guard let root = YAMLReader.read(file, into: &bag)?.root else {
            return (.null(file.range(0, 0)), bag)
        }
        var resolution = Resolution(
            root: root,
            choices: [:],
            variables: ["N": "21"],
            requiresEverything: true
        )
        let result = resolution.resolve()["result"] ?? root
        return (result, resolution.bag)
    }
}
