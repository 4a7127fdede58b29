import ExpDiagnostics
import Testing

/// How ranges of several lines, empty ranges and empty texts are marked.
@Suite struct SnippetRangeTests {
    @Test func `a range over several lines is marked on each, its words at the end`() {
        let text = SourceFile(name: "a.yaml", text: "a:\n  b: 1  \n  c: 2\nd: 3\n")
        let diagnostic = Diagnostic(
            .mergeConflict,
            message: "m",
            labels: [Label(text.range(0, 18), "this mapping")]
        )
        expectSnippet(
            diagnostic,
            """
            error[merge-conflict]: m
             --> a.yaml:1:1
              |
            1 | a:
              | ^^
            2 |   b: 1
              |   ^^^^
            3 |   c: 2
              |   ^^^^ this mapping

            """
        )
    }

    @Test func `of a long range only the first two lines and the last are shown`() {
        let lines = (1...12).map { "- \($0)" }.joined(separator: "\n") + "\n"
        let text = SourceFile(name: "a.yaml", text: lines)
        let diagnostic = Diagnostic(
            .mergeConflict,
            message: "m",
            labels: [Label(text.range(0, text.bytes.count), "this list")]
        )
        expectSnippet(
            diagnostic,
            """
            error[merge-conflict]: m
              --> a.yaml:1:1
               |
            1  | - 1
               | ^^^
            2  | - 2
               | ^^^
            ...
            12 | - 12
               | ^^^^ this list

            """
        )
    }

    @Test func `an empty range gets one caret, also behind the line's end`() {
        let text = SourceFile(name: "a.yaml", text: "a: [1, 2\nb: 3\n")
        let diagnostic = Diagnostic(
            .syntaxError,
            message: "expected `]`",
            labels: [Label(text.range(8, 8), "here")]
        )
        expectSnippet(
            diagnostic,
            """
            error[syntax-error]: expected `]`
             --> a.yaml:1:9
              |
            1 | a: [1, 2
              |         ^ here

            """
        )
    }

    @Test(arguments: ["a: [1, 2\n", "a: [1, 2", "a: [1, 2\r\n\r\n", "a: [1, 2\n  \n\t\n"])
    func `the end of the input is shown on the last line with text`(text: String) {
        let file = SourceFile(name: "a.yaml", text: text)
        let end = file.bytes.count
        let diagnostic = Diagnostic(
            .syntaxError,
            message: "expected `]`",
            labels: [Label(file.range(end, end))]
        )
        expectSnippet(
            diagnostic,
            """
            error[syntax-error]: expected `]`
             --> a.yaml:1:9
              |
            1 | a: [1, 2
              |         ^

            """
        )
    }

    @Test func `an empty text shows its name alone`() {
        let text = SourceFile(name: "a.yaml", text: "")
        let diagnostic = Diagnostic(
            .missingValue,
            message: "`lr` is missing",
            labels: [Label(text.range(0, 0))]
        )
        expectSnippet(diagnostic, "error[missing-value]: `lr` is missing\n --> a.yaml:1:1\n")
    }
}
