import ExpDiagnostics
import Testing

/// Texts that are not files.
@Suite struct SourceFileTests {
    @Test func `the command line is one text that knows its tokens`() {
        let file = SourceFile(commandLine: [
            "a.b=1", "model.hidden=[64, 32]", "note=it's", "", "x=ü",
        ])
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text == "a.b=1 'model.hidden=[64, 32]' 'note=it's' '' x=ü")
        #expect(file.range(ofToken: 0).text == "a.b=1")
        #expect(file.range(ofToken: 1).text == "model.hidden=[64, 32]")
        #expect(file.range(ofToken: 1).place == "command line:1:8")
        #expect(file.range(ofToken: 2).text == "note=it's")
        #expect(file.range(ofToken: 3).isEmpty)
        #expect(file.token(at: file.find("64").start)?.text == "model.hidden=[64, 32]")
        #expect(file.token(at: 5)?.text == "a.b=1")
        #expect(file.token(at: 6) == nil, "the quote belongs to no token")
        #expect(SourceFile(name: "a", text: "b").token(at: 0) == nil)
    }

    @Test func `a byte order mark is taken off files, not off what is typed`() {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(SourceFile(name: "a", bytes: mark + [0x61]).bytes == [0x61])
        #expect(SourceFile(kind: .environment, name: "A", bytes: mark).bytes == mark)
        #expect(SourceFile(commandLine: ["\u{FEFF}a"]).range(ofToken: 0).text == "\u{FEFF}a")
    }

    @Test func `a place in a declaration has numbers only when there is text`() {
        let code = SourceFile(kind: .declaration, name: "task `t`", text: "")
        #expect(code.range(0, 0).place == "task `t`")
        let schema = SourceFile(kind: .declaration, name: "s.json", path: "/s.json", text: "{}")
        #expect(schema.range(1, 2).place == "s.json:1:2")
    }
}
