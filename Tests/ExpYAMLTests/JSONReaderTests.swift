import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

/// A JSON text read, with what was reported.
struct JSONReading {
    var node: Node?
    var diagnostics: [Diagnostic]

    init(_ text: String) {
        self.init(Array(text.utf8))
    }

    init(_ bytes: [UInt8]) {
        var bag = DiagnosticBag()
        let file = SourceFile(kind: .file, name: "test.json", bytes: bytes)
        node = JSONReader.read(file, into: &bag)
        diagnostics = bag.diagnostics
    }
}

@Suite struct JSONReaderTests {
    @Test func `values of every kind keep their places`() throws {
        let text = #" {"a": [1, -2.5e3, "x\ty", true, null, {}], "b": {"c": []}} "#
        let reading = JSONReading(text)
        #expect(reading.diagnostics == [])
        let node = try #require(reading.node)
        #expect(node.range.text == text.dropFirst().dropLast())
        let list = try #require(node["a"]?.sequence)
        #expect(list.map(\.range.text) == ["1", "-2.5e3", #""x\ty""#, "true", "null", "{}"])
        #expect(list[0].int == 1)
        #expect(list[1].scalarValue == .float(-2500))
        #expect(list[2].string == "x\ty")
        #expect(list[3].bool == true)
        #expect(list[4].isNull)
        #expect(node.mapping?.entries[1].keyRange.text == #""b""#)
    }

    @Test func `escapes and surrogate pairs are read`() {
        let reading = JSONReading(#""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00 é😀""#)
        #expect(reading.node?.string == "\"\\/\u{8}\u{C}\n\r\tAé😀 é😀")
    }

    @Test(arguments: [
        ("", "the JSON text ends before its value is complete", 0, 0),
        ("[1,]", "JSON has no comma after the last value", 3, 4),
        (#"{"a":1,}"#, "JSON has no comma after the last value", 7, 8),
        ("{a: 1}", "a key in double quotes must stand here", 1, 2),
        (#"{"a" 1}"#, "a `:` must follow the key", 5, 6),
        ("[1 2]", "a `,` or `]` must stand here", 3, 4),
        ("[1", "the bracket is never closed", 2, 2),
        (#"["ab"#, "the string is not closed on its line", 4, 4),
        ("01", "`01` is no JSON number", 0, 2),
        ("1.", "`1.` is no JSON number", 0, 2),
        ("-x", "`-x` is no JSON number", 0, 2),
        ("NaN", "`NaN` is no JSON value", 0, 3),
        ("'a'", "a JSON value must stand here", 0, 1),
        ("1 2", "text follows the JSON value", 2, 3),
        (#""\x""#, #"`\x` is no escape of JSON"#, 1, 3),
        (#""\ud800""#, #"`\ud800` is half of a character"#, 1, 7),
        (#""\udc00\ud800""#, #"`\udc00` is half of a character"#, 1, 7),
        ("\"\u{1}\"", "a control character may not stand in a JSON string", 1, 2),
    ])
    func `a mistake is told at its place`(text: String, message: String, start: Int, end: Int) {
        let reading = JSONReading(text)
        #expect(reading.node == nil)
        #expect(reading.diagnostics.map(\.message) == [message])
        #expect(reading.diagnostics.first?.labels.first?.range.start == start)
        #expect(reading.diagnostics.first?.labels.first?.range.end == end)
    }

    @Test func `a duplicate key is reported at both places and the first stands`() {
        let reading = JSONReading(#"{"a": 1, "b": 2, "a": 3}"#)
        #expect(reading.diagnostics.map(\.code) == [.duplicateKey])
        #expect(reading.diagnostics.first?.labels.map(\.range.start) == [17, 1])
        #expect(reading.node?["a"]?.int == 1)
    }

    @Test func `bytes that are no UTF-8 are told at their place`() {
        for bytes in [Array("[\"a".utf8) + [0xFF], Array("[\"\\n".utf8) + [0xC3]] {
            let reading = JSONReading(bytes + Array("\"]".utf8))
            #expect(reading.diagnostics.map(\.code) == [.invalidCharacter])
            #expect(reading.diagnostics.first?.labels.first?.range.start == bytes.count - 1)
        }
    }

    @Test func `depth is limited`() {
        let most = JSONReader.depthLimit
        let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        #expect(JSONReading(deep(most)).diagnostics == [])
        #expect(JSONReading(deep(most + 1)).diagnostics.map(\.code) == [.tooDeep])
        #expect(JSONReading(String(repeating: "{\"a\":", count: 100_000)).node == nil)
    }
}
