import ExpDiagnostics
import Testing

/// What the terminal shows, compared whole.
@Suite struct SnippetRendererTests {
    private let file = SourceFile(
        name: "configs/mnist.yaml",
        text: "task: mnist\n\nmodel:\n  use: mlp\ntrain:\n  epochs: 10\n  learning_rat: 1e-3\n"
    )

    @Test func `one label, with the line that encloses it`() {
        let diagnostic = Diagnostic(
            .unknownKey,
            message: "`train` has no key `learning_rat`",
            labels: [Label(file.find("learning_rat"))],
            help: "did you mean `learning_rate`?"
        )
        expectSnippet(
            diagnostic,
            """
            error[unknown-key]: `train` has no key `learning_rat`
             --> configs/mnist.yaml:7:3
              |
            5 | train:
            6 |   epochs: 10
            7 |   learning_rat: 1e-3
              |   ^^^^^^^^^^^^
            help: did you mean `learning_rate`?

            """
        )
    }

    @Test func `a second text follows with three colons`() {
        let commandLine = SourceFile(commandLine: ["train.epochs=ten"])
        let diagnostic = Diagnostic(
            .typeMismatch,
            message: "`train.epochs` must be an integer, but is the string `ten`",
            labels: [
                Label(commandLine.find("ten")),
                Label(file.find("10"), "replaced this value"),
            ],
            notes: ["declared as `Int`, 1 or more, by task `mnist`"]
        )
        expectSnippet(
            diagnostic,
            """
            error[type-mismatch]: `train.epochs` must be an integer, but is the string `ten`
             --> command line:1:14
              |
            1 | train.epochs=ten
              |              ^^^
             ::: configs/mnist.yaml:6:11
              |
            6 |   epochs: 10
              |           -- replaced this value
            note: declared as `Int`, 1 or more, by task `mnist`

            """
        )
    }

    @Test func `several labels on one line hang below it`() {
        let line = SourceFile(name: "a.yaml", text: "{a: 1, b: 2, c: 3}\n")
        let diagnostic = Diagnostic(
            .duplicateKey,
            message: "three keys",
            labels: [
                Label(line.find("b"), "second"), Label(line.find("a"), "first"),
                Label(line.find("c: 3"), "third"),
            ]
        )
        expectSnippet(
            diagnostic,
            """
            error[duplicate-key]: three keys
             --> a.yaml:1:8
              |
            1 | {a: 1, b: 2, c: 3}
              |  -     ^     ---- third
              |  |     |
              |  |     second
              |  first

            """
        )
    }

    @Test func `a label inside another keeps its caret and both keep their words`() {
        let line = SourceFile(name: "a.yaml", text: "lr: ${a.b}\n")
        let diagnostic = Diagnostic(
            .missingReference,
            message: "no such key",
            labels: [
                Label(line.find("a.b"), "no such key"), Label(line.find("${a.b}"), "asked here"),
            ]
        )
        expectSnippet(
            diagnostic,
            """
            error[missing-reference]: no such key
             --> a.yaml:1:7
              |
            1 | lr: ${a.b}
              |     --^^^-
              |     | |
              |     | no such key
              |     asked here

            """
        )
    }

    @Test func `labels on far lines of one text, with the gap elided`() {
        let far = SourceFile(name: "a.yaml", text: "lr: 1\nb: 2\nc: 3\nd: 4\nlr: 5\n")
        let diagnostic = Diagnostic(
            .duplicateKey,
            message: "the key `lr` appears twice",
            labels: [Label(far.range(23 - 2, 23)), Label(far.range(0, 2), "first here")]
        )
        expectSnippet(
            diagnostic,
            """
            error[duplicate-key]: the key `lr` appears twice
             --> a.yaml:5:1
              |
            1 | lr: 1
              | -- first here
            ...
            5 | lr: 5
              | ^^

            """
        )
    }

    @Test func `a gap of one line is shown`() {
        let near = SourceFile(name: "a.yaml", text: "lr: 1\nb: 2\nlr: 5\n")
        let diagnostic = Diagnostic(
            .duplicateKey,
            message: "twice",
            labels: [Label(near.range(11, 13)), Label(near.range(0, 2), "first here")]
        )
        expectSnippet(
            diagnostic,
            """
            error[duplicate-key]: twice
             --> a.yaml:3:1
              |
            1 | lr: 1
              | -- first here
            2 | b: 2
            3 | lr: 5
              | ^^

            """
        )
    }

    @Test func `what is declared in code becomes a note`() {
        let declaration = SourceFile(kind: .declaration, name: "task `digits`", text: "")
        let diagnostic = Diagnostic(
            .typeMismatch,
            severity: .warning,
            message: "m",
            labels: [
                Label(file.find("10")), Label(declaration.range(0, 0), "replaced this default"),
            ],
            notes: ["one\ntwo"]
        )
        expectSnippet(
            diagnostic,
            """
            warning[type-mismatch]: m
             --> configs/mnist.yaml:6:11
              |
            5 | train:
            6 |   epochs: 10
              |           ^^
            note: replaced this default (task `digits`)
            note: one
                  two

            """
        )
    }

    @Test func `the first label in a text is primary when the very first lies in none`() {
        let declaration = SourceFile(kind: .declaration, name: "task `digits`", text: "")
        let diagnostic = Diagnostic(
            .ruleViolation,
            message: "m",
            labels: [Label(declaration.range(0, 0), "default 4"), Label(file.find("mlp"))]
        )
        expectSnippet(
            diagnostic,
            """
            error[rule-violation]: m
             --> configs/mnist.yaml:4:8
              |
            3 | model:
            4 |   use: mlp
              |        ^^^
            note: default 4 (task `digits`)

            """
        )
        #expect(
            ConciseRenderer().render(diagnostic)
                == "configs/mnist.yaml:4:8: error[rule-violation]: m\n"
        )
    }

    @Test func `other sources are named for what they are`() {
        let cases: [(SourceFile, String)] = [
            (SourceFile(kind: .standardInput, name: "-", text: "a: x"), "standard input:1:1"),
            (SourceFile(kind: .environment, name: "LR", text: "x"), "environment variable LR:1:1"),
        ]
        for (file, place) in cases {
            let diagnostic = Diagnostic(
                .typeMismatch,
                message: "m",
                labels: [Label(file.range(0, 1))]
            )
            #expect(SnippetRenderer().render(diagnostic).contains(" --> \(place)\n"))
        }
    }

    @Test func `a problem without a place has no snippet`() {
        expectSnippet(
            Diagnostic(.storeWriteFailed, message: "cannot write", help: "free some space"),
            "error[store-write-failed]: cannot write\nhelp: free some space\n"
        )
    }
}

/// Compares one diagnostic's rendering without colour.
func expectSnippet(
    _ diagnostic: Diagnostic,
    width: Int = 80,
    _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let actual = SnippetRenderer(width: width).render(diagnostic)
    if actual != expected {
        Issue.record(
            "--- expected\n\(expected)\n--- actual\n\(actual)",
            sourceLocation: sourceLocation
        )
    }
}

extension SourceFile {
    /// The first place where a text stands.
    func find(_ text: String) -> SourceRange {
        let wanted = Array(text.utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: wanted) }
        guard let start else { preconditionFailure("\(name) does not hold `\(text)`") }
        return range(start, start + wanted.count)
    }
}
