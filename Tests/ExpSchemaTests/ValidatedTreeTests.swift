import ExpDiagnostics
import ExpSchema
import ExpYAML
import Testing

/// What a check makes of the tree.
@Suite struct ValidatedTreeTests {
    @Test func `faulty parts are skipped`() {
        let file = SourceFile(name: "train.yaml", text: "x")
        let range = file.range(0, 1)
        let node = Node.mapping(
            [
                "data": Node(.faulty, range: range),
                "unknown": Node(.faulty, range: range),
                "hidden": .sequence([Node(.faulty, range: range)], range),
                "model": .mapping(["use": Node(.faulty, range: range)], range),
            ],
            range
        )
        var bag = DiagnosticBag()
        let schema = trainingSchema()
        let result = Validator.validate(
            schema.underlay(node),
            against: schema,
            declaredBy: declarer,
            into: &bag
        )
        #expect(bag.diagnostics == [])
        #expect(result["model"]?.isFaulty == true)
    }

    @Test func `what is wrong becomes faulty, the rest stays`() {
        let checked = Checked("data: x\nepochs: ten\nlr: 0.5\nzz: 1", against: trainingSchema())
        #expect(checked.node["epochs"]?.isFaulty == true)
        #expect(checked.node["zz"]?.isFaulty == true)
        #expect(checked.node["lr"]?.double == 0.5)
    }

    @Test func `fields come in the order of the schema, a tag first`() {
        let checked = Checked(
            "model: {bias: true, use: mlp}\nlr: 1\ndata: x",
            against: trainingSchema()
        )
        let fields = trainingSchema().mapping?.fields.map(\.name)
        #expect(checked.node.mapping?.keys == fields)
        #expect(checked.node["model"]?.mapping?.keys == ["use", "hidden", "bias"])
    }

    @Test(
        arguments: [
            ("lr: 1", "lr", Scalar.Form.typedFloat), ("lr: 1.0", "lr", .plain),
            ("shuffle: tRUE", "shuffle", .typedBool), ("lr: 1_0e-3", "lr", .typedFloat),
            ("epochs: 1_000", "epochs", .typedInt),
            ("epochs: 1e2", "epochs", .typedInt), ("epochs: 0x10", "epochs", .plain),
            ("notes: 1e-3", "notes", .typedString), ("notes: abc", "notes", .plain),
            ("notes: \"5\"", "notes", .double), ("notes: true", "notes", .typedString),
            ("weights: {a: .nan}", "weights.a", .plain),
        ]
    )
    func `a scalar keeps its text and takes the form of its declared type`(
        text: String,
        path: String,
        form: Scalar.Form
    ) throws {
        let checked = Checked("data: x\nlog-every: 1000\n" + text, against: trainingSchema())
        #expect(checked.messages == [])
        let scalar = checked.node[try #require(ConfigPath.parse(path))]?.scalar
        #expect(scalar?.form == form)
        #expect(scalar.map { text.contains($0.text) } == true)
    }

    @Test func `a value whose text comes later is taken as text only`() {
        let range = SourceFile(name: "train.yaml", text: "x").range(0, 1)
        let later = Node(.scalar(Scalar("${secret:HUB}", .deferred)), range: range)
        let schema = trainingSchema()
        var bag = DiagnosticBag()
        let node = Node.mapping(
            ["data": later, "notes": later, "token": later, "epochs": later, "name": later],
            range
        )
        _ = Validator.validate(
            schema.underlay(node),
            against: schema,
            declaredBy: declarer,
            into: &bag
        )
        #expect(
            bag.diagnostics.map(\.message) == [
                "`epochs` must be an integer, but is `${secret:HUB}`",
                "`name` must match `[a-z][a-z0-9-]*`, but is `${secret:HUB}`",
            ]
        )
        #expect(bag.diagnostics.allSatisfy { $0.notes.last?.contains("run starts") == true })
    }

    @Test(arguments: ["3.4028235e+38", "3.40282346e38", "-3.4028235e38"])
    func `the greatest float may be written short`(text: String) {
        #expect(Checked("data: x\nratio: \(text)", against: trainingSchema()).messages == [])
    }
}
