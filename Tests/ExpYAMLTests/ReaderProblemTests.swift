import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

/// Problems that are not of the grammar, each with its code and the text that it points at.
@Suite struct ReaderProblemTests {
    @Test(arguments: [
        ("a: 1\nb: 2\na: 3\n", ["duplicate-key: a"]),
        ("a: 1\na: 2\na: 3\n", ["duplicate-key: a", "duplicate-key: a"]),
        ("{a: 1, 'a': 2}", ["duplicate-key: 'a'"]),
        ("a: {<<: {x: 1}, <<: {y: 1}}", ["duplicate-key: <<"]),
        ("a: *b\nc: *d\n", ["undefined-alias: *b", "undefined-alias: *d"]),
        ("a: &b [*b]\n", ["undefined-alias: *b"]),
        ("a: &x 1\nb: &x {c: *x}\n", ["undefined-alias: *x"]),
        ("[a]: 1\n", ["invalid-key: [a]"]),
        ("{x: 1}: 1\nb: 2\n", ["invalid-key: {x: 1}"]),
        ("a: &x [1]\n*x : 2\n", ["invalid-key: *x"]),
        ("a: {<<: 1}\n", ["invalid-merge-key: 1"]),
        ("a: {<<: [{x: 1}, 2]}\n", ["invalid-merge-key: 2"]),
        ("a: !!int x\n", ["tag-mismatch: x"]),
        (
            "a: !!bool 1\nb: !!float x\nc: !!null x\n",
            ["tag-mismatch: 1", "tag-mismatch: x", "tag-mismatch: x"]
        ),
        ("a: !!str [1]\n", ["tag-mismatch: !!str"]),
        ("a: !!map [1]\nb: !!seq {x: 1}\n", ["tag-mismatch: !!map", "tag-mismatch: !!seq"]),
        ("a: !!seq x\n", ["tag-mismatch: x"]),
        ("a: !!int\n", ["tag-mismatch: !!int"]),
        ("a: 1\n---\nb: 2\n", ["several-documents: ---"]),
        ("a: \u{1}\nb: \u{7F}\n", ["invalid-character: \u{1}", "invalid-character: \u{7F}"]),
        ("a: \u{0}", ["invalid-character: \u{0}"]),
        ("a: 1\n\u{FEFF}b: 2\n", ["invalid-character: \u{FEFF}"]),
        ("a: \u{FFFF}\u{9F}", ["invalid-character: \u{FFFF}", "invalid-character: \u{9F}"]),
    ])
    func `a problem is told with its code at its place`(text: String, problems: [String]) {
        #expect(Reading(text).problems == problems)
    }

    @Test func `several problems come at once, and the rest is read`() {
        let reading = Reading("a: *x\nb: !!int y\nc: 1\nc: 2\nd: [3, *z]\n")
        #expect(
            reading.diagnostics.map(\.code) == [
                .undefinedAlias, .tagMismatch, .undefinedAlias, .duplicateKey,
            ]
        )
        #expect(reading["a"]?.isFaulty == true)
        #expect(reading["b"]?.isFaulty == true)
        #expect(reading["c"]?.int == 1)
        #expect(reading["d[0]"]?.int == 3)
    }

    @Test func `a duplicate key shows the first place too, in small and large mappings`() {
        for count in [1, 8, 9, 100] {
            let lines = (0..<count).map { "key\($0): \($0)\n" }.joined()
            let reading = Reading(lines + "key0: x\n")
            #expect(reading.diagnostics.map(\.code) == [.duplicateKey])
            #expect(reading.diagnostics.first?.labels.map(\.range.start) == [lines.utf8.count, 0])
            #expect(reading.root?.mapping?.count == count)
        }
    }

    @Test func `keys that look the same are the same`() {
        #expect(Reading("\u{E9}: 1\ne\u{301}: 2\n").diagnostics.map(\.code) == [.duplicateKey])
    }

    @Test(
        arguments: [
            [0xFF], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0x80],
        ] as [[UInt8]]
    )
    func `bytes that are no UTF-8 are told at their place`(bytes: [UInt8]) {
        for tail in [[], Array("z\n".utf8)] {
            let reading = Reading(Array("é: x".utf8) + bytes + tail)
            #expect(reading.diagnostics.map(\.code) == [.invalidCharacter])
            #expect(reading.diagnostics.first?.message == "the text is not UTF-8 here")
            #expect(reading.diagnostics.first?.labels.first?.range.start == 5)
        }
    }

    @Test func `a file that is no text is told by its first bytes alone`() {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        #expect((1...TextCheck.most).contains(Reading(bytes).diagnostics.count))
    }

    @Test func `depth is limited, through aliases too`() {
        let most = YAMLLimits.standard.depth
        let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        #expect(Reading(deep(most)).problems == [])
        #expect(Reading(deep(most + 1)).diagnostics.map(\.code) == [.tooDeep])
        #expect(
            Reading(String(repeating: "[", count: 100_000)).diagnostics.map(\.code) == [.tooDeep]
        )
        let half = deep(most / 2 + 1)
        let twice =
            String(repeating: "[", count: most / 2) + "*x" + String(repeating: "]", count: most / 2)
        #expect(Reading("a: &x \(half)\nb: \(twice)\n").diagnostics.map(\.code) == [.tooDeep])
    }

    @Test func `aliases that multiply end in a problem`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(Reading(text).diagnostics.map(\.code) == [.tooManyAliases])
    }

    @Test func `a file beyond the limit is not read`() {
        let limits = YAMLLimits(bytes: 10, depth: 10, aliasedNodes: 10)
        #expect(Reading("a: 3456789", limits: limits).problems == [])
        let reading = Reading("a: 34567890", limits: limits)
        #expect(reading.diagnostics.map(\.code) == [.tooLarge])
        #expect(reading.root == nil)
    }
}
