import ExpDiagnostics
import Testing

@Suite struct GitHubRendererTests {
    private let file = SourceFile(
        name: "configs/a, b.yaml",
        path: "/repo/sub/configs/a, b.yaml",
        text: "x: 1\nname:\n  y: [1,\n    2]\n"
    )

    private func rendered(_ diagnostics: [Diagnostic], workspace: String? = nil) -> String {
        var bag = DiagnosticBag()
        for diagnostic in diagnostics { bag.report(diagnostic) }
        return GitHubRenderer(workspace: workspace).render(bag)
    }

    @Test func `an error is an annotation at its first character and its last`() {
        let label = Label(file.range(0, 4))
        let diagnostic = Diagnostic(.unknownKey, message: "no key `x`", labels: [label])
        #expect(
            rendered([diagnostic])
                == "::error file=configs/a%2C b.yaml,line=1,endLine=1,col=1,endColumn=4,"
                + "title=unknown-key::no key `x`\n"
        )
    }

    @Test func `a range over several lines has no columns`() {
        let label = Label(file.range(16, 26))
        let diagnostic = Diagnostic(.outOfRange, severity: .warning, message: "m", labels: [label])
        #expect(
            rendered([diagnostic])
                == "::warning file=configs/a%2C b.yaml,line=3,endLine=4,title=out-of-range::m\n"
        )
    }

    @Test func `what a command cannot hold is escaped`() {
        let diagnostic = Diagnostic(
            .unknownKey,
            severity: .note,
            message: "100%, as: \"a\r\nb\"",
            labels: [Label(file.range(0, 1))],
            notes: ["n: 1"],
            help: "h"
        )
        #expect(
            rendered([diagnostic]).hasSuffix(
                ",title=unknown-key::100%25, as: \"a%0D%0Ab\"%0Anote: n: 1%0Ahelp: h\n"
            )
        )
        #expect(rendered([diagnostic]).hasPrefix("::notice file="))
    }

    @Test func `files are named from the workspace, others as typed`() {
        let diagnostic = Diagnostic(.unknownKey, message: "m", labels: [Label(file.range(0, 1))])
        for (workspace, name) in [
            ("/repo", "sub/configs/a%2C b.yaml"), ("/repo/", "sub/configs/a%2C b.yaml"),
            ("/re", "configs/a%2C b.yaml"),
        ] {
            #expect(rendered([diagnostic], workspace: workspace).contains("file=\(name),line=1"))
        }
    }

    @Test func `a problem outside files has no place, one with a file label has that`() {
        let command = SourceFile(commandLine: ["x=1"])
        let typed = Diagnostic(.unknownKey, message: "m", labels: [Label(command.range(0, 1))])
        #expect(rendered([typed]) == "::error title=unknown-key::m\n")
        var both = typed
        both.labels.append(Label(file.range(0, 1)))
        #expect(rendered([both]).contains("line=1,"))
    }

    @Test func `checks that did not run and secrets are told like everywhere`() {
        var bag = DiagnosticBag()
        bag.skip("the values of `a`")
        bag.redact(file.range(5, 9))
        let label = Label(file.range(0, 1))
        bag.report(Diagnostic(.unknownKey, message: "is name", labels: [label]))
        let text = GitHubRenderer(workspace: nil).render(bag)
        #expect(text.contains("::is <secret>\n"))
        #expect(text.hasSuffix("::notice::not checked: the values of `a`\n"))
    }
}
