import ExpDiagnostics
import ExpTestSupport
import Testing

/// The markers that tests of all targets write into their texts.
@Suite struct ExpectDiagnosticsTests {
    private let file = SourceFile(
        name: "a.yaml",
        text: """
            train:
              größe_rat: 1e-3
            # ^^^^^^^^^ unknown-key
            #            ^^^^ type-mismatch
            sed: 1
            # @0..<3 unknown-key
            list: [1,
              2]
            epochs:
            #      | missing-value
            # an ordinary comment

            """
    )

    private var bag: DiagnosticBag {
        var bag = DiagnosticBag()
        let list = file.find("[1,").union(file.find("2]"))
        let places: [(DiagnosticCode, SourceRange)] = [
            (.unknownKey, file.find("größe_rat")), (.typeMismatch, file.find("1e-3")),
            (.unknownKey, file.find("sed")), (.missingValue, empty(after: "epochs:")),
            (.outOfRange, list),
        ]
        for (code, range) in places {
            bag.report(Diagnostic(code, message: "m", labels: [Label(range)]))
        }
        bag.report(Diagnostic(.unknownTask, message: "m"))
        return bag
    }

    private func empty(after text: String) -> SourceRange {
        file.range(file.find(text).end, file.find(text).end)
    }

    @Test func `markers that fit leave only what is not marked`() {
        let differences = markerDifferences(bag, markedIn: [file], unplaced: [.unknownTask])
        #expect(differences.count == 1)
        #expect(
            differences.first?.contains("not expected:\nerror[out-of-range]: m\n --> a.yaml:7:7")
                == true
        )
    }

    @Test func `what is marked and not reported is told with its place`() {
        #expect(
            markerDifferences(DiagnosticBag(), markedIn: [file], unplaced: [.unknownTask]) == [
                "not reported: unknown-key at a.yaml:2:3 (@2..<11, `größe_rat`)",
                "not reported: type-mismatch at a.yaml:2:14 (@13..<17, `1e-3`)",
                "not reported: unknown-key at a.yaml:5:1 (@0..<3, `sed`)",
                "not reported: missing-value at a.yaml:9:8 (@7..<7, ``)",
                "not reported: unknown-task, without a place",
            ]
        )
    }

    @Test func `a range over several lines is marked on its first`() {
        let file = SourceFile(name: "a.yaml", text: "a: [1,\n#  ^^^ out-of-range\n 2]\n")
        var bag = DiagnosticBag()
        let range = file.find("[1,").union(file.find("2]"))
        bag.report(Diagnostic(.outOfRange, message: "m", labels: [Label(range)]))
        expectDiagnostics(bag, markedIn: file)
    }

    @Test(arguments: [
        ("#  ^^ unknown-key", "no line above the marker"),
        ("a: 1\n#  ^^^ unknown-key", "reaches beyond"),
        ("a: 1\n#  ^ unknown-kye", "a marker is carets"), ("a: 1\n#  ^", "a marker is carets"),
        ("a: 1\n#  @2..<1 unknown-key", "no columns"),
    ])
    func `a marker that cannot be meant is told`(text: String, expected: String) {
        let file = SourceFile(name: "a.yaml", text: text)
        let differences = markerDifferences(DiagnosticBag(), markedIn: [file])
        #expect(differences.count == 1)
        #expect(differences.first?.contains(expected) == true)
    }
}
