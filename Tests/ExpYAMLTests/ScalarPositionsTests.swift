import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

@Suite struct ScalarPositionsTests {
    /// Each text holds `${x}` once as a value spells it; the place found must spell it.
    @Test(arguments: [
        ("a: ${x}", "${x}"),
        ("a: pre ${x} post", "${x}"),
        ("a: '${x}'", "${x}"),
        ("a: 'it''s ${x}'", "${x}"),
        (#"a: "é\t\u00e9\x41 ${x}""#, "${x}"),
        (#"a: "\"\\${x}""#, "${x}"),
        (#"a: "\x24{x}""#, #"\x24{x}"#),
        ("a: one\n  two\n\n  ${x}", "${x}"),
        ("a: \"one  \n  two \\\n   ${x}\"", "${x}"),
        ("a: |\n  one\n    ${x}\n", "${x}"),
        ("a: >-\n  one\n  two ${x}\n", "${x}"),
        ("a: !!str &b ${x}", "${x}"),
    ])
    func `a part of the text is found in its spelling`(text: String, place: String) throws {
        let node = try #require(Reading(text)["a"])
        let value = try #require(node.string)
        let part = try #require(value.firstRange(of: "${x}"))
        let start = value.utf8.distance(from: value.startIndex, to: part.lowerBound)
        let range = ScalarPositions.range(ofText: start..<start + 4, in: node)
        #expect(range.text == place)
        let empty = ScalarPositions.range(ofText: start..<start, in: node)
        #expect(empty.isEmpty && empty.start == range.start)
    }

    @Test func `escaped characters of JSON and of the command line are found`() throws {
        let json = try #require(JSONReading(#""\ud83d\ude00${x}""#).node)
        #expect(ScalarPositions.range(ofText: 0..<4, in: json).text == #"\ud83d\ude00"#)
        #expect(ScalarPositions.range(ofText: 4..<8, in: json).text == "${x}")
        let line = SourceFile(kind: .commandLine, name: "", text: #"a=b\,c"#)
        let word = Node(.scalar(Scalar("b,c", .typedString)), range: line.range(2, 6))
        #expect(ScalarPositions.range(ofText: 2..<3, in: word).text == "c")
        #expect(ScalarPositions.range(ofText: 1..<2, in: word).text == #"\,"#)
    }

    @Test func `the end of the text and the whole text are places too`() throws {
        let node = try #require(Reading("a: 'b c'")["a"])
        #expect(ScalarPositions.range(ofText: 3..<3, in: node).start == 7)
        #expect(ScalarPositions.range(ofText: 0..<3, in: node).text == "b c")
    }

    @Test func `a text that its source does not spell has the place of its node`() throws {
        var node = try #require(Reading("a: b")["a"])
        node.content = .scalar(Scalar("computed"))
        #expect(ScalarPositions.range(ofText: 2..<4, in: node) == node.range)
    }
}
