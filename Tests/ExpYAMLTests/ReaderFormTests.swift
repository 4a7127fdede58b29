import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

@Suite struct ReaderFormTests {
    @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "--- \n...\n", "\u{FEFF}"])
    func `an empty document is an empty mapping`(text: String) {
        let reading = Reading(text)
        #expect(reading.problems == [])
        #expect(reading.root?.mapping?.isEmpty == true)
    }

    @Test func `a null that is written stays null`() {
        #expect(Reading("null\n").root?.isNull == true)
    }

    @Test func `CRLF and a byte order mark change nothing`() {
        let plain = "a: 1\nb:\n  - x\n  - |\n    one\n    two\nc: \"é\n  f\"\n"
        let windows = Reading("\u{FEFF}" + plain.replacing("\n", with: "\r\n"))
        #expect(windows.problems == [])
        #expect(windows.root.flatMap { root in Reading(plain).root.map(root.isEqualValue) } == true)
        #expect(windows["c"]?.range.text == "\"é\r\n  f\"")
    }

    @Test func `keys are text`() {
        let reading = Reading("1: a\ntrue: b\nnull: c\n1.0: d\n'2': e\n? f\n: g\n")
        #expect(reading.problems == [])
        #expect(reading.root?.mapping?.keys == ["1", "true", "null", "1.0", "2", "f"])
        #expect(
            reading.root?.mapping?.entries.map(\.isKeyQuoted) == [
                false, false, false, false, true, false,
            ]
        )
    }

    @Test func `core tags are obeyed, others are collected`() {
        let reading = Reading(
            "a: !!str 1\nb: !!float 1\nc: !!int '3'\nd: !!null ''\ne: ! 5\nf: !x [1]\ng: &a !y/z 6\n"
        )
        #expect(reading.problems == [])
        #expect(reading["a"]?.string == "1")
        #expect(reading["b"]?.scalarValue == .float(1))
        #expect(reading["c"]?.int == 3)
        #expect(reading["d"]?.isNull == true)
        #expect(reading["e"]?.string == "5")
        #expect(reading.tags.map(\.text) == ["!x", "!y/z"])
        #expect(reading.tags.map(\.range.text) == ["!x", "!y/z"])
        #expect(reading["f"]?.range.text == "[1]")
        #expect(reading["g"]?.range.text == "6")
    }

    @Test func `ranges leave out anchors, tags and comments, and end with the last child`() {
        let text = "a: &x  # c\n  b: 1\n  c: [2]\n\n# d\ne: !!map\n  f: g\nh: |\n  text\n\ni:\n"
        let reading = Reading(text)
        #expect(reading["a"]?.range.text == "b: 1\n  c: [2]")
        #expect(reading["e"]?.range.text == "f: g")
        #expect(reading["h"]?.range.text == "|\n  text")
        #expect(reading["i"]?.range.isEmpty == true)
        #expect(reading["i"]?.range.start == text.utf8.count - 1)
    }

    @Test func `an alias knows its own place and the place of its value`() throws {
        let reading = Reading("é: &n {x: 1}\nb: [*n]\nc: {<<: *n, y: 2}\n")
        #expect(reading.problems == [])
        let alias = try #require(reading["b[0]"])
        #expect(alias.range.text == "{x: 1}")
        guard case .alias(let place) = alias.trace?.step else {
            Issue.record("no alias in the trace")
            return
        }
        #expect(place.text == "*n")
        #expect(reading["b"]?.range.text == "[*n]")
        guard case .alias(let merge) = reading["c.x"]?.trace?.step else {
            Issue.record("no merge in the trace")
            return
        }
        #expect(merge.text == "*n")
        #expect(reading["c.x"]?.range.text == "1")
        #expect(reading["c.y"]?.trace == nil)
    }

    @Test func `a quoted merge key is a key`() {
        let reading = Reading("a: {\"<<\": {x: 1}}\n")
        #expect(reading.root?[ConfigPath(keys: "a", "<<", "x")]?.int == 1)
    }
}
