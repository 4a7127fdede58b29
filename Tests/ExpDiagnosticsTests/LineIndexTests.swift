import ExpDiagnostics
import ExpTestSupport
import Testing

/// Lines and columns of byte offsets.
@Suite struct LineIndexTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: [UInt8]
        var offset: Int
        var expected: String

        init(_ text: String, _ offset: Int, _ expected: String) {
            self.init(bytes: Array(text.utf8), offset, expected)
        }

        init(bytes: [UInt8], _ offset: Int, _ expected: String) {
            text = bytes
            self.offset = offset
            self.expected = expected
        }

        var testDescription: String {
            "\(String(decoding: text, as: UTF8.self).debugDescription) at \(offset)"
        }
    }

    @Test(arguments: [
        Case("", 0, "1:1"),
        Case("ab", 1, "1:2"),
        Case("ab", 2, "1:3"),
        Case("a\nb", 1, "1:2"),
        Case("a\nb", 2, "2:1"),
        Case("a\r\nb", 1, "1:2"),
        Case("a\r\nb", 2, "1:3"),
        Case("a\r\nb", 3, "2:1"),
        Case("a\rb", 2, "2:1"),
        Case("a\r\rb", 3, "3:1"),
        Case("a\n\rb", 3, "3:1"),
        Case("ü: x", 2, "1:2"),
        Case("ü: x", 1, "1:1"),
        Case("漢字: x", 6, "1:3"),
        Case("😀x", 4, "1:2"),
        Case("e\u{301}x", 3, "1:3"),
        Case("a\u{2028}b", 4, "1:3"),
        Case(bytes: [0xFF, 0xC3, 0x28], 2, "1:3"),
        Case(bytes: [0xED, 0xA0, 0x80, 0x61], 3, "1:4"),
        Case(bytes: [0xC0, 0x80, 0x61], 2, "1:3"),
        Case(bytes: [0xF0, 0x9F, 0x98], 3, "1:4"),
        Case(bytes: [0xF4, 0x90, 0x80, 0x80, 0x61], 4, "1:5"),
    ])
    func `an offset has a line and a column`(_ example: Case) {
        let position = LineIndex(example.text).position(at: example.offset)
        #expect(position.description == example.expected)
    }

    @Test func `an offset beyond the text is its end`() {
        let index = LineIndex(Array("ab\nc".utf8))
        #expect(index.position(at: 99) == SourcePosition(line: 2, column: 2))
        #expect(index.position(at: -1) == SourcePosition(line: 1, column: 1))
    }

    @Test(arguments: [
        ("a: 1\n", "1:5"), ("a: 1\n\n  \n", "1:5"), ("a: 1\r\n", "1:5"), ("a: 1", "1:5"),
        ("a: [\n  1,\n", "2:5"), ("\n\n", "3:1"), ("a: 1  ", "1:7"),
    ])
    func `the end of the input is told on the last line with text`(text: String, expected: String) {
        let file = SourceFile(name: "a.yaml", text: text)
        let end = file.bytes.count
        #expect(file.range(end, end).position.description == expected)
    }

    @Test func `a byte order mark is no column`() {
        let file = SourceFile(name: "a.yaml", bytes: [0xEF, 0xBB, 0xBF] + Array("lr: 1".utf8))
        #expect(file.hasByteOrderMark)
        #expect(file.range(4, 5).position.description == "1:5")
    }

    @Test func `lines, columns and offsets agree on random bytes`() {
        for seed in 0..<UInt64(propertyCases) {
            var generator = SeededGenerator(seed: seed)
            let bytes = randomBytes(using: &generator)
            let index = LineIndex(bytes)
            var previous = SourcePosition(line: 1, column: 0)
            var covered = 0
            for line in 1...index.count {
                let content = index.content(ofLine: line)
                #expect(content.lowerBound >= covered, "seed \(seed)")
                covered = content.upperBound
                #expect(
                    !bytes[content].contains(0x0A) && !bytes[content].contains(0x0D),
                    "seed \(seed)"
                )
                #expect(
                    index.position(at: content.lowerBound) == SourcePosition(line: line, column: 1)
                )
            }
            #expect(covered == bytes.count, "seed \(seed)")
            for offset in 0...bytes.count {
                let position = index.position(at: offset)
                #expect(position >= previous, "seed \(seed), offset \(offset)")
                previous = position
            }
        }
    }
}

/// Bytes as they may come: text, line breaks, wide characters, emoji, controls and plain noise.
func randomBytes(using generator: inout SeededGenerator) -> [UInt8] {
    let pieces = [
        "a", "key: ", "  ", "- ", "\n", "\r\n", "\r", "\t", "ü", "漢", "😀", "👨‍👩‍👧", "🇩🇪", "e\u{301}",
        "\u{301}",
        "\u{202E}", "\u{200B}", "\u{1B}[31m", "\0", "한", "\u{1112}\u{1161}", "ﾊ", "❤️", "1️⃣",
        "\u{FE0F}", "\u{A0}", "क्षि",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...60, using: &generator) {
        if Int.random(in: 0..<8, using: &generator) == 0 {
            bytes.append(UInt8.random(in: 0...255, using: &generator))
        } else if let piece = pieces.randomElement(using: &generator) {
            bytes += Array(piece.utf8)
        }
    }
    return bytes
}
