import ExpDiagnostics
import ExpTestSupport
import Testing

@testable import ExpYAML

@Suite struct SyntaxErrorTests {
    /// A mistake with the message, the text it points at, and words of its help.
    struct Case: CustomTestStringConvertible {
        var text: String
        var message: String
        var place: String
        var help: String

        init(_ text: String, _ message: String, at place: String, help: String = "") {
            self.text = text
            self.message = message
            self.place = place
            self.help = help
        }

        var testDescription: String {
            text.debugDescription
        }
    }

    @Test(arguments: [
        Case("a:\n\tb: 1\n", "YAML does not allow a tab as indentation", at: "\t"),
        Case("a:\n  b: 1\n\tc: 2\n", "YAML does not allow a tab as indentation", at: "\t"),
        Case("- a\n\t- b\n", "YAML does not allow a tab as indentation", at: "\t"),
        Case(
            "a:\n  b: 1\n c: 2\n",
            "the indentation of this line fits nothing above it",
            at: "c: 2"
        ),
        Case("a: 1\n  b: 2\n", "this line is indented under one that already has a value", at: "b"),
        Case("a: 1\n- b\n", "a list item stands where the mapping goes on with a key", at: "- b"),
        Case("- a\nb: 1\n", "this line stands in a list, but does not begin with `- `", at: "b: 1"),
        Case("a: - 1\n", "a list cannot begin here", at: "-"),
    ])
    func indentation(_ expected: Case) throws {
        try check(expected)
    }

    @Test(arguments: [
        Case(
            "a: {x: ${a.b}}\n",
            "`${a.b}` needs quotes inside `{}` and `[]`",
            at: "${a.b}",
            help: #"write `a: {x: "${a.b}"}`"#
        ),
        Case(
            "a: [1, ${b}, ${c}/d e]  # x\n",
            "`${b}` needs quotes inside `{}` and `[]`",
            at: "${b}",
            help: #"`a: [1, "${b}", "${c}/d e"]  # x`"#
        ),
        Case(
            "a:\n  {x: it's,\n   y: pre/${z}/${w}}\n",
            "`${z}` needs quotes inside `{}` and `[]`",
            at: "${z}",
            help: #"`y: "pre/${z}/${w}"}`"#
        ),
        Case(
            "a: @foo bar # c\n",
            "a value without quotes cannot begin with `@`",
            at: "@foo bar",
            help: #"`"@foo bar"`"#
        ),
        Case("a: [%x, 2]\n", "a value without quotes cannot begin with `%`", at: "%x"),
        Case("a: `x`\n", "a value without quotes cannot begin with a backtick", at: "`x`"),
        Case("a: *.ckpt\n", "`*` begins an alias, but no name follows", at: "*.ckpt"),
        Case("a: & x\n", "`&` begins an anchor, but no name follows", at: "& x"),
        Case("a: 'it's'\n", "text follows a closing quote", at: "s'", help: "`''`"),
        Case("a: \"say \"hi\"\"\n", "text follows a closing quote", at: "hi\"\""),
        Case("a: \"x\nb: 1\n", "the quote is never closed", at: "\"x"),
        Case("x: 'abc\ny: 'def'\n", "the quote is never closed", at: "'abc"),
        Case("a: \"x\n---\n\"\n", "a line of `---` or `...` cannot stand in quotes", at: "---"),
        Case(#"a: "C:\data""#, #"`\d` is no escape in double quotes"#, at: #"\d"#),
        Case(#"a: "\ud800""#, "the escape names no character", at: #"d800""#),
    ])
    func quotes(_ expected: Case) throws {
        try check(expected)
    }

    @Test(arguments: [
        Case("a: [1, 2\nb: 3\n", "the `[` is never closed", at: "["),
        Case("é: {x: 1\nb: 2\n", "the `{` is never closed", at: "{"),
        Case("a: {x: {y: 1}\nb: 2\n", "the `{` is never closed", at: "{", help: "`}`"),
        Case("a:\n  b: [1,\nc: 2\n", "the `[` is never closed", at: "[", help: "`]`"),
        Case("a: {b: [1, 2}\n", "`}` cannot close a `[`", at: "}", help: "close it with `]`"),
        Case("a: [1, 2]]\n", "this `]` closes nothing", at: "]", help: "remove it"),
        Case("a: {x: 1}}\n", "this `}` closes nothing", at: "}", help: "remove it"),
        Case(
            "a: {x: 1 y: 2}\n",
            "a `,` or `}` must stand here",
            at: ":",
            help: "put `,` between two values, and `}` after the last"
        ),
        Case("a: [1, , 2]\n", "a value is missing here", at: ","),
        Case("a: [\n  - 1\n]\n", "an item with `- ` cannot stand in brackets", at: "-"),
        Case("a: b: c\n", "a second `: ` stands on one line", at: ":", help: #"`"b: c"`"#),
        Case("a: 1\nlr:0.1\nb: 2\n", "a blank is missing after the `:`", at: "lr:0.1"),
        Case("lr:0.1\nb: 2\n", "a blank is missing after the `:`", at: "lr:0.1"),
        Case("a: 1\njust text\nb: 2\n", "this line has no `: ` after a key", at: "just text"),
        Case("a: 1\nhttp://x y\n", "this line has no `: ` after a key", at: "http://x y"),
        Case("text\nb: 2\n", "this line has no `: ` after a key", at: "text"),
    ])
    func entries(_ expected: Case) throws {
        try check(expected)
    }

    @Test(arguments: [
        Case("a: [1, 2] 3\n", "text follows a value that is complete", at: "3"),
        Case("{a: 1}\nb: 2\n", "text follows the value of the document", at: "b: 2"),
        Case("a: !<x y\n", "`!<x` is no tag", at: "!<x"),
        Case("a: !e!x y\n", "the beginning of the tag `!e!x` is declared nowhere", at: "!e!x"),
        Case(
            "a: >5 x\n",
            "`>` begins a text of several lines, which starts on the next line",
            at: "x"
        ),
        Case("a: |0\n  x\n", "the indentation of a text of several lines is 1 to 9", at: "0"),
        Case("%YAML 2.0\n---\na: 1\n", "this version of YAML is unknown here", at: "%YAML 2.0"),
        Case("%YAML 1.2\n%YAML 1.2\n---\na: 1\n", "the directive stands twice", at: "%YAML 1.2"),
        Case(
            "%x: 1\n",
            "a line that begins with `%` is a directive of YAML, but this is none",
            at: "%x: 1"
        ),
    ])
    func `the rest`(_ expected: Case) throws {
        try check(expected)
    }

    @Test func `a missing blank after a colon comes with its edit`() throws {
        let fix = try #require(Reading("ä: 1\nlr:0.1\nb: 2\n").diagnostics.first?.fix)
        #expect(fix.edits.map(\.range.start) == [9])
        #expect(fix.edits.map(\.replacement) == [" "])
    }

    @Test func `what was opened is shown beside where it breaks`() {
        let labels = Reading("a:\n  b: [1,\n    'x' y]\n").diagnostics.first?.labels ?? []
        #expect(labels.map(\.range.start) == [20, 8])
    }

    private func check(_ expected: Case) throws {
        let reading = Reading(expected.text)
        #expect(reading.root == nil)
        let diagnostic = try #require(reading.diagnostics.first)
        #expect(reading.diagnostics.count == 1)
        #expect(diagnostic.code == .syntaxError)
        #expect(diagnostic.message == expected.message)
        #expect(diagnostic.labels.first?.range.text == expected.place)
        #expect(diagnostic.help?.contains(expected.help) ?? expected.help.isEmpty)
        // Said in our words alone.
        #expect(diagnostic.notes == [])
    }
}
