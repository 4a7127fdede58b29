import ExpDiagnostics
import Testing

/// The renderers that write one line a diagnostic, and the order that all renderers share.
@Suite struct LineRendererTests {
    private let file = SourceFile(
        name: "configs/a.yaml",
        path: "/project/configs/a.yaml",
        bytes: [0xEF, 0xBB, 0xBF] + Array("größe: 1\nlr: x\n".utf8)
    )

    private var mismatch: Diagnostic {
        Diagnostic(
            .typeMismatch,
            message: "`lr` must be a number, but is \"x\"",
            labels: [
                Label(file.find("x"), "this"),
                Label(SourceFile(kind: .declaration, name: "task `t`", text: "").range(0, 0)),
            ],
            notes: ["declared as `Double`"],
            help: "write a number\tlike `0.1`",
            fix: Fix(file.find("x"), replacement: "1.0")
        )
    }

    @Test func `concise: place, severity, code and message on one line`() {
        #expect(
            ConciseRenderer().render(mismatch)
                == "configs/a.yaml:2:5: error[type-mismatch]: `lr` must be a number, but is \"x\"\n"
        )
    }

    @Test func `concise: checks that did not run follow, a message never breaks its line`() {
        var bag = DiagnosticBag()
        bag.report(Diagnostic(.storeWriteFailed, severity: .warning, message: "a\nb\u{1B}[0m"))
        bag.skip("`configs/b.yaml` was not validated")
        #expect(
            ConciseRenderer().render(bag)
                == "warning[store-write-failed]: a␊b␛[0m\nnote: `configs/b.yaml` was not validated\n"
        )
    }

    @Test func `JSON: every field, offsets as in the file with its byte order mark`() {
        let place = #"""
            {"source":"file","name":"configs/a.yaml","path":"/project/configs/a.yaml",\#
            "line":2,"column":5,"endLine":2,"endColumn":6,"byte":18,"endByte":19}
            """#
        let declaration = #"""
            {"source":"declaration","name":"task `t`","path":null,"line":null,"column":null,\#
            "endLine":null,"endColumn":null,"byte":null,"endByte":null}
            """#
        let expected = #"""
            {"type":"diagnostic","severity":"error","code":"type-mismatch",\#
            "message":"`lr` must be a number, but is \"x\"","location":\#(place),\#
            "labels":[{"text":"this","location":\#(place)},\#
            {"text":"","location":\#(declaration)}],\#
            "notes":["declared as `Double`"],"help":"write a number\tlike `0.1`",\#
            "fix":[{"location":\#(place),"replacement":"1.0"}]}

            """#
        #expect(JSONRenderer().render(mismatch) == expected)
    }

    @Test func `JSON: what is absent is null or empty, what did not run is a line of its own`() {
        var bag = DiagnosticBag()
        bag.report(Diagnostic(.unknownVerb, message: "\u{1}\\"))
        bag.skip("x")
        let expected = #"""
            {"type":"diagnostic","severity":"error","code":"unknown-verb","message":"\u0001\\",\#
            "location":null,"labels":[],"notes":[],"help":null,"fix":null}
            {"type":"skipped","message":"x"}

            """#
        #expect(JSONRenderer().render(bag) == expected)
    }

    @Test func `files come as first reported, problems in a file from top to bottom`() {
        let other = SourceFile(name: "b.yaml", text: "x\ny\n")
        var bag = DiagnosticBag()
        let placed: [(DiagnosticCode, SourceRange?)] = [
            (.unknownTask, nil), (.unknownKey, file.find("lr")), (.typeMismatch, other.find("y")),
            (.missingValue, file.find("größe")), (.outOfRange, other.find("x")),
            (.duplicateKey, file.find("lr")),
        ]
        for (code, range) in placed {
            bag.report(Diagnostic(code, message: "m", labels: range.map { [Label($0)] } ?? []))
        }
        let codes = bag.ordered.map(\.code)
        #expect(
            codes == [
                .missingValue, .unknownKey, .duplicateKey, .outOfRange, .typeMismatch, .unknownTask,
            ]
        )
        #expect(ConciseRenderer().render(bag).split(separator: "\n").count == 6)
    }

    @Test(arguments: [
        (0, 0, 0, ""), (1, 0, 0, "1 error"), (3, 1, 0, "3 errors, 1 warning"),
        (0, 2, 5, "2 warnings"),
        (0, 0, 2, ""),
    ])
    func `the summary counts errors and warnings`(
        errors: Int,
        warnings: Int,
        notes: Int,
        expected: String
    ) {
        var bag = DiagnosticBag()
        for (count, severity) in [(errors, Severity.error), (warnings, .warning), (notes, .note)] {
            for index in 0..<count {
                bag.report(Diagnostic(.unknownKey, severity: severity, message: "\(index)"))
            }
        }
        #expect(bag.summary == expected)
        #expect(bag.hasErrors == (errors > 0))
    }
}
