import ExpDiagnostics
import Testing

/// Long lines, wide characters, fixes, secrets, colours and whole reports on the terminal.
@Suite struct SnippetDetailTests {
    @Test func `carets stand under wide characters, emoji, tabs and broken bytes`() {
        let bytes = Array("\t名前: 👨‍👩‍👧 e\u{301} ".utf8) + [0xFF] + Array("\u{202E}x".utf8)
        let file = SourceFile(kind: .file, name: "a.yaml", bytes: bytes)
        let diagnostic = Diagnostic(
            .typeMismatch,
            message: "m",
            labels: [Label(file.find("x")), Label(file.find("前"), "wide"), Label(file.find("👨‍👩‍👧"))]
        )
        expectSnippet(
            diagnostic,
            """
            error[type-mismatch]: m
             --> a.yaml:1:17
              |
            1 |     名前: 👨‍👩‍👧 e\u{301} \\xFF<U+202E>x
              |       --  --               ^
              |       |
              |       wide

            """
        )
    }

    @Test func `a range that cuts a character marks the whole of it`() {
        let file = SourceFile(name: "a.yaml", text: "a: 漢字")
        let diagnostic = Diagnostic(.typeMismatch, message: "m", labels: [Label(file.range(4, 5))])
        expectSnippet(
            diagnostic,
            """
            error[type-mismatch]: m
             --> a.yaml:1:4
              |
            1 | a: 漢字
              |    ^^

            """
        )
    }

    @Test func `blanks at the end of the input can be marked, blank words are none`() {
        let file = SourceFile(name: "a.yaml", text: "a: 1\n\t")
        let diagnostic = Diagnostic(
            .syntaxError,
            message: "m",
            labels: [Label(file.range(5, 6)), Label(file.range(0, 1), "  ")]
        )
        expectSnippet(
            diagnostic,
            """
            error[syntax-error]: m
             --> a.yaml:2:1
              |
            1 | a: 1
              | -
            2 |
              | ^^^^

            """
        )
    }

    @Test(arguments: [
        (5, "1 | key00 key01 key02 key03 key04 key05…\n  |      ^"),
        (120, "1 | …y17 key18 key19 key20 key21 key22 …\n  |                  ^"),
        (
            239,
            "1 | …ey34 key35 key36 key37 key38 key39\n  |                                    ^"
        ),
    ])
    func `a long line is cut around the mark`(offset: Int, expected: String) {
        let words = (0..<40).map { "key" + ($0 < 10 ? "0" : "") + String($0) }
        let file = SourceFile(name: "a.yaml", text: words.joined(separator: " "))
        let label = Label(file.range(offset, min(offset + 1, file.bytes.count)))
        let diagnostic = Diagnostic(.unknownKey, message: "m", labels: [label])
        let lines = SnippetRenderer(width: 40).render(diagnostic).split(separator: "\n")
        #expect(lines.suffix(2).joined(separator: "\n") == expected)
        #expect(lines.suffix(2).allSatisfy { DisplayWidth.columns(of: String($0)) <= 40 })
    }

    @Test func `a line of megabytes is shown at once`() {
        let text = "[" + String(repeating: "1234567, ", count: 500_000) + "x]"
        let file = SourceFile(name: "a.json", text: text)
        let end = file.bytes.count
        let diagnostic = Diagnostic(
            .typeMismatch,
            message: "m",
            labels: [
                Label(file.range(end - 2, end - 1)), Label(file.range(0, end), "in this list"),
            ]
        )
        let clock = ContinuousClock()
        var text2 = ""
        let time = clock.measure { text2 = SnippetRenderer(width: 60).render(diagnostic) }
        #expect(text2.contains("7, 1234567, x]\n"))
        #expect(time < .seconds(2))
    }

    @Test func `a fix shows the line as it will be`() {
        let file = SourceFile(name: "a.yaml", text: "train:\n  shuffle: yes\n")
        let diagnostic = Diagnostic(
            .typeMismatch,
            message: "`train.shuffle` must be a boolean, but is the string `yes`",
            labels: [Label(file.find("yes"))],
            fix: Fix(file.find("yes"), replacement: "true")
        )
        expectSnippet(
            diagnostic,
            """
            error[type-mismatch]: `train.shuffle` must be a boolean, but is the string `yes`
             --> a.yaml:2:12
              |
            1 | train:
            2 |   shuffle: yes
              |            ^^^
            fix: replace `yes` with `true`
              |
            2 |   shuffle: true
              |            ++++

            """
        )
    }

    @Test func `a fix of several places shows each`() {
        let file = SourceFile(name: "a.yaml", text: "name: {a} b\nc: 1\n")
        let other = SourceFile(name: "b.yaml", text: "x\n")
        let fix = Fix([
            Edit(file.range(11, 11), replacement: "\""), Edit(file.range(6, 6), replacement: "\""),
            Edit(other.range(0, 1), replacement: ""), Edit(other.range(2, 2), replacement: "y\nz"),
        ])
        let diagnostic = Diagnostic(.syntaxError, message: "m", fix: fix)
        expectSnippet(
            diagnostic,
            """
            error[syntax-error]: m
            fix: change 4 places
             --> a.yaml
              |
            1 | name: "{a} b"
              |       +     +
             --> b.yaml
              |
            1 |
            2 | y
              | +
            3 | z
              | +

            """
        )
    }

    @Test(arguments: [
        (0, 0, "x", "insert `x`"), (0, 1, "", "delete `a`"), (0, 1, "x", "replace `a` with `x`"),
        (0, 3, "x", "replace `a…` with `x`"),
    ])
    func `a fix says what it does`(start: Int, end: Int, replacement: String, expected: String) {
        let file = SourceFile(name: "a.yaml", text: "a\nb\n")
        let fix = Fix(file.range(start, end), replacement: replacement)
        let text = SnippetRenderer().render(Diagnostic(.syntaxError, message: "m", fix: fix))
        #expect(text.contains("fix: \(expected)\n"))
    }

    @Test func `a secret shows nowhere`() {
        let file = SourceFile(
            name: "a.yaml",
            text: "user: me\ntoken: \"hunter22\" # mine\nother: hunter22\n"
        )
        let secret = file.find("\"hunter22\"")
        var bag = DiagnosticBag()
        bag.report(
            Diagnostic(
                .secretLiteral,
                message: "`token` is `hunter22`",
                labels: [Label(secret, "hunter22"), Label(file.find("mine"), "behind it")],
                notes: ["hunter22"],
                help: "not hunter22",
                fix: Fix([
                    Edit(secret, replacement: "hunter22!"),
                    Edit(file.range(0, 0), replacement: "# "),
                ])
            )
        )
        bag.redact(secret)
        bag.redact(file.range(file.bytes.count - 9, file.bytes.count - 1))
        bag.skip("hunter22")
        var merged = DiagnosticBag()
        merged.merge(bag)
        for text in [
            SnippetRenderer().render(merged), ConciseRenderer().render(merged),
            JSONRenderer().render(merged),
        ] {
            #expect(!text.contains("hunter"))
            #expect(text.contains("<secret>"))
        }
        #expect(
            SnippetRenderer().render(merged).contains(
                """
                2 | token: <secret> # mine
                  |        ^^^^^^^^   ---- behind it
                  |        |
                  |        <secret>

                """
            )
        )
    }

    @Test func `colour adds nothing but escape sequences`() throws {
        let file = SourceFile(name: "a.yaml", text: "train:\n  shuffle: yes\n")
        var bag = DiagnosticBag()
        for severity in [Severity.error, .warning, .note] {
            bag.report(
                Diagnostic(
                    .typeMismatch,
                    severity: severity,
                    message: "m",
                    labels: [Label(file.find("yes"), "here"), Label(file.find("train"), "in")],
                    notes: ["n"],
                    help: "h",
                    fix: Fix(file.find("yes"), replacement: "true")
                )
            )
        }
        let coloured = SnippetRenderer(colour: true).render(bag)
        let escape = try Regex("\u{1B}\\[[0-9;]*m")
        #expect(coloured.contains("\u{1B}[1;31merror[type-mismatch]\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[1;33m^^^ here\u{1B}[0m"))
        #expect(coloured.replacing(escape, with: "") == SnippetRenderer().render(bag))
        #expect(!SnippetRenderer().render(bag).contains("\u{1B}"))
    }

    @Test func `a report ends in its summary and the checks that did not run`() {
        var bag = DiagnosticBag()
        #expect(SnippetRenderer().render(bag) == "")
        bag.report(Diagnostic(.unknownKey, message: "a"))
        bag.report(Diagnostic(.ambiguousScalar, severity: .warning, message: "b"))
        bag.skip("`a.yaml` was not validated")
        #expect(
            SnippetRenderer().render(bag) == """
                error[unknown-key]: a

                warning[ambiguous-scalar]: b

                1 error, 1 warning
                checks that did not run:
                  `a.yaml` was not validated

                """
        )
    }
}
