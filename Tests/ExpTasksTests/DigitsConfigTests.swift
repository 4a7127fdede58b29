import ExpDiagnostics
import ExpSchema
import ExpTestSupport
import ExpYAML
import Testing

@testable import ExpTasks

@Suite struct DigitsConfigTests {
    /// Reads a config's text, the defaults underneath, as `exp` does.
    private func decode(_ text: String) throws -> (TrainDigits.Config?, [Diagnostic]) {
        let schema = try ConfigDeclaration.schema(
            of: TrainDigits.Config.self,
            declaredBy: "task `digits`"
        )
        var bag = DiagnosticBag()
        let file = SourceFile(kind: .file, name: "test.yaml", text: text)
        let document = try #require(YAMLReader.read(file, into: &bag))
        let node = Validator.validate(
            schema.underlay(document.root),
            against: schema,
            declaredBy: "task `digits`",
            into: &bag
        )
        guard !bag.hasErrors else { return (nil, bag.diagnostics) }
        let config = ConfigDecoder.decode(TrainDigits.Config.self, from: node, into: &bag)
        return (config, bag.diagnostics)
    }

    @Test func `every default is a value that the declaration allows`() throws {
        let (config, diagnostics) = try decode("{}")
        #expect(diagnostics.isEmpty)
        #expect(config?.epochs == 30)
        #expect(config?.batch == 32)
        guard case .mlp(let mlp)? = config?.model, case .adam(let adam)? = config?.optimizer else {
            Issue.record("the default is a perceptron trained by adam")
            return
        }
        #expect(mlp.hidden == [64])
        #expect(adam.lr == 4e-3)
    }

    @Test func `models and optimizers are chosen with use`() throws {
        let (config, diagnostics) = try decode(
            """
            model: {use: mlp, hidden: [32, 16], activation: tanh}
            optimizer: {use: sgd, lr: 1, momentum: 0}
            """
        )
        #expect(diagnostics.isEmpty)
        guard case .mlp(let mlp)? = config?.model, case .sgd(let sgd)? = config?.optimizer else {
            Issue.record("not the cases chosen")
            return
        }
        #expect(mlp.hidden == [32, 16])
        #expect(mlp.activation == .tanh)
        #expect(sgd.lr == 1)
        #expect(sgd.momentum == 0)
        #expect(sgd.weightDecay == 1e-4)
        guard case .linear? = try decode("model: {use: linear}").0?.model else {
            Issue.record("not the linear model")
            return
        }
    }

    @Test(
        arguments: [
            ("epochs: 0", DiagnosticCode.outOfRange),
            ("batch: 0", .outOfRange),
            ("checkpointEvery: 0", .outOfRange),
            ("split: {valid: 0}", .outOfRange),
            ("split: {valid: 0.5, test: 0.5}", .ruleViolation),
            ("model: {use: mlp, hidden: []}", .outOfRange),
            ("model: {use: mlp, hidden: [64, 0]}", .outOfRange),
            ("model: {use: mlp, activation: gelu}", .unknownCase),
            ("model: {use: linear, hidden: [64]}", .unknownKey),
            ("model: {use: resnet}", .unknownCase),
            ("optimizer: {use: adam, lr: 0}", .outOfRange),
            ("optimizer: {use: adam, beta1: 1}", .outOfRange),
            ("optimizer: {use: adam, epsilon: 0}", .outOfRange),
            ("optimizer: {use: sgd, momentum: 1.0}", .outOfRange),
            ("learning_rate: 0.1", .unknownKey),
        ]
    )
    func `a mistake is told before anything runs`(text: String, code: DiagnosticCode) throws {
        let (config, diagnostics) = try decode(text)
        #expect(config == nil)
        #expect(diagnostics.map(\.code) == [code])
    }

    @Test(
        arguments: [
            ("model", "linear", "model/linear.yaml"), ("model", "mlp", "model/mlp.yaml"),
            ("optimizer", "sgd", "optimizer/sgd.yaml"),
            ("optimizer", "adam", "optimizer/adam.yaml"),
        ]
    )
    func `an option file says what the code has as defaults`(
        key: String,
        option: String,
        file: String
    ) throws {
        var bag = DiagnosticBag()
        let text = try #require(readText(repositoryRoot() + "/configs/" + file))
        let source = SourceFile(kind: .file, name: file, text: text)
        let written = try #require(YAMLReader.read(source, into: &bag)).root
        let schema = try ConfigDeclaration.schema(
            of: TrainDigits.Config.self,
            declaredBy: "task `digits`"
        )
        let chosen = try #require(schema.child(key)?.union?.caseNamed(option))
        let fields = chosen.schema.mapping?.fields ?? []
        #expect(written.mapping?.keys ?? [] == fields.map(\.name))
        for field in fields {
            guard case .defaulted(let standard) = field.presence else { continue }
            let value = try #require(written[field.name])
            #expect(value.isEqualValue(to: standard), "\(file): \(field.name)")
        }
    }
}
