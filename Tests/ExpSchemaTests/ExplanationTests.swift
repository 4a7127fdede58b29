import ExpDiagnostics
import ExpSchema
import ExpYAML
import Testing

/// What `exp explain --code` shows as an example is what is really reported about it.
@Suite struct ExplanationTests {
    private struct Group: TaskConfig {
        @Key("step size", in: .above(0, through: 1)) var lr = 0.1
        @Key("what a unit does") var activation = Function.relu
        var epochs = 10
    }

    private enum Function: String, ConfigValue, CaseIterable { case relu, tanh }

    private struct Example: TaskConfig {
        var train = Group()
        var optimizer = Group()
        var model = Group()
        @Key("of the run", pattern: "[a-z0-9-]+") var name = "x"
        @Key("of the hub") var token: Secret?
        var batch = 64
        @Key("of one pass", named: "micro_batch") var microBatch = 32

        func validate(_ rules: inout Rules) {
            rules.require(
                batch.isMultiple(of: microBatch),
                "`batch` must be a multiple of `micro_batch`",
                keys: "batch",
                "micro_batch"
            )
        }
    }

    private struct Required: TaskConfig {
        @Key("a file of numbers") var data: DataPath
    }

    /// As the example of `invalid-declaration` has it.
    private struct Config: TaskConfig {
        @Key("units of each layer", count: 1...8) var hidden = 64
    }

    @Test(
        arguments: [
            DiagnosticCode.unknownKey, .typeMismatch, .outOfRange, .patternMismatch, .unknownCase,
            .ruleViolation, .secretLiteral,
        ]
    )
    func `the example of a code is reported in the words shown`(code: DiagnosticCode) {
        let text = code.explanation.example
            .split(separator: "\n").filter { !$0.hasPrefix("task:") }.joined(separator: "\n")
        let checked = Checked(text, against: schema(of: Example.self))
        var bag = checked.bag
        if !bag.hasErrors { _ = ConfigDecoder.decode(Example.self, from: checked.node, into: &bag) }
        #expect(bag.diagnostics.map(\.code) == [code])
        #expect(bag.diagnostics.map(\.message) == [code.explanation.report])
    }

    @Test func `so is a key that must be given`() {
        let checked = Checked("{}", against: schema(of: Required.self))
        let report = DiagnosticCode.missingValue.explanation.report
        #expect(checked.messages == ["missing-value: \(report)"])
    }

    @Test func `so is a declaration that cannot be`() {
        let error = #expect(throws: DeclarationError.self) {
            try ConfigDeclaration.schema(of: Config.self, declaredBy: "task `digits`")
        }
        let report = DiagnosticCode.invalidDeclaration.explanation.report
        #expect(error?.diagnostics.map(\.message) == [report])
    }
}
