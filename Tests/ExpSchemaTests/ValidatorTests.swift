import ExpDiagnostics
import ExpSchema
import ExpTestSupport
import ExpYAML
import Testing

@Suite struct ValidatorTests {
    @Test func `all mistakes are told at once, each at its place`() {
        let checked = Checked(
            """
            epochs: ten
            #       ^^^ type-mismatch
            lr: 2
            #   ^ out-of-range
            hidden: [0, 1.5, 3]
            #        ^ out-of-range
            #           ^^^ type-mismatch
            name: Digits
            #     ^^^^^^ pattern-mismatch
            modle: {use: mlp}
            # @0..<5 unknown-key
            activation: rely
            #           ^^^^ unknown-case
            optimizer:
              momentum: 1
            #           ^ out-of-range
              nestrov: true
            # ^^^^^^^ unknown-key
            layers:
              - bias: no
            #   | missing-value
            #         ^^ type-mismatch
            shuffle: yes
            #        ^^^ type-mismatch
            patience: 90
            #         ^^ type-mismatch
            token: hf_abc123
            #      ^^^^^^^^^ secret-literal
            ratio: 1e39
            #      ^^^^ out-of-range
            count: 3000000000
            #      ^^^^^^^^^^ out-of-range
            weights: [1]
            #        ^^^ type-mismatch
            pairs: 3
            #      ^ type-mismatch
            notes: [a]
            #      ^^^ type-mismatch
            log-every: ""
            #          ^^ type-mismatch
            """,
            against: trainingSchema()
        )
        #expect(checked.messages.contains("missing-value: `data` must be given"))
        var withoutData = DiagnosticBag()
        for diagnostic in checked.bag.diagnostics where !diagnostic.message.contains("`data`") {
            withoutData.report(diagnostic)
        }
        expectDiagnostics(withoutData, markedIn: checked.file)
    }

    @Test(arguments: wordings)
    func `messages name the place, the requirement and the value`(wording: Wording) {
        let checked = Checked("data: x\n" + wording.text, against: trainingSchema())
        #expect(checked.messages == [wording.message])
        let diagnostic = checked.bag.diagnostics.first
        #expect(diagnostic?.help == wording.help)
        #expect(diagnostic?.fix?.edits.map(\.replacement) == wording.fix.map { [$0] })
        #expect(diagnostic?.notes.first == wording.note)
    }

    @Test func `every mistake comes with a next step`() {
        let checked = Checked(
            """
            epochs: ten
            lr: 2
            hidden: []
            name: A
            zzz: 1
            activation: 3
            optimizer: [1]
            layers: [{}]
            shuffle: yes
            patience: 5
            token: abc
            weights: 1
            pairs: x
            notes: {}
            ratio: null
            after: 1
            """,
            against: trainingSchema()
        )
        #expect(checked.bag.diagnostics.count == 17)
        for diagnostic in checked.bag.diagnostics {
            #expect(diagnostic.help != nil || diagnostic.fix != nil, "\(diagnostic.message)")
        }
    }

    @Test func `a missing secret is not to be written on the command line`() {
        let secret = MappingSchema.Field(
            name: "token",
            schema: Schema(.scalar(.secret)),
            presence: .required
        )
        let schema = Schema(.mapping(MappingSchema(fields: [secret], typeName: "Config")))
        let checked = Checked("{}", against: schema)
        #expect(checked.messages == ["missing-value: `token` must be given"])
        #expect(
            checked.bag.diagnostics[0].help
                == "write `token: ${secret:NAME}`, which reads the environment variable `NAME`"
        )
    }

    @Test(
        arguments: [
            (NumberRange(lower: 100), "100"), (NumberRange(upper: -1), "-1"),
            (NumberRange(lower: 0, upper: 0.05, includesLower: false), "0.05"),
            (NumberRange(lower: 2, upper: 3, includesLower: false, includesUpper: false), "2.5"),
            (NumberRange(lower: 5, includesLower: false), "6"),
        ]
    )
    func `the example of a number keeps to the range`(range: NumberRange, example: String) {
        let number = ScalarSchema(.number(greatest: 1e300), typeName: "Double", range: range)
        let checked = Checked("x", against: Schema(.scalar(number)))
        #expect(checked.bag.diagnostics.map(\.help) == ["write a number, such as `\(example)`"])
    }

    @Test func `a mistyped required key is one mistake`() {
        let checked = Checked("dta: x", against: trainingSchema())
        #expect(checked.messages == ["unknown-key: the config has no key `dta`"])
        #expect(checked.bag.diagnostics[0].help == "did you mean `data`?")
    }

    @Test func `a missing key is shown at the group that lacks it`() {
        let checked = Checked(
            """
            data: x
            after:
            # @0..<5 missing-value
              bias: true
            model: {use: deep}
            # @0..<5 missing-value
            """,
            against: trainingSchema()
        )
        expectDiagnostics(checked.bag, markedIn: checked.file)
        #expect(
            checked.bag.diagnostics.map(\.notes) == [
                ["declared as `Int`, 1 or more, by task `training`", "`after.size`: units"],
                [
                    "declared as `Int` by task `training`",
                    "`model.depth`: number of layers",
                ],
            ]
        )
    }

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

    @Test func `a literal secret is redacted`() {
        let checked = Checked("data: x\ntoken: [hf_abcdef]", against: trainingSchema())
        #expect(
            checked.messages == ["secret-literal: `token` is a secret, which no config may hold"]
        )
        #expect(!SnippetRenderer().render(checked.bag).contains("hf_abcdef"))
        let mistyped = Checked("data: x\ntokn: hf_abcdef", against: trainingSchema())
        #expect(mistyped.messages == ["unknown-key: the config has no key `tokn`"])
        #expect(!SnippetRenderer().render(mistyped.bag).contains("hf_abcdef"))
    }

    @Test func `a replaced value is shown beside the new one`() throws {
        let base = SourceFile(name: "base.yaml", text: "10")
        let line = SourceFile(commandLine: ["epochs=ten"])
        let old = Node(.scalar(Scalar("10")), range: base.range(0, 2))
        let new = Node(
            .scalar(Scalar("ten")),
            range: line.range(7, 10),
            trace: replacing(old)
        )
        var bag = DiagnosticBag()
        let root = Node.mapping(
            ["epochs": new, "data": .string("x", base.range(0, 2))],
            base.range(0, 2)
        )
        let schema = trainingSchema()
        _ = Validator.validate(
            schema.underlay(root),
            against: schema,
            declaredBy: declarer,
            into: &bag
        )
        let labels = try #require(bag.diagnostics.first).labels
        #expect(labels.map(\.range.text) == ["ten", "10"])
        #expect(labels.map(\.text) == ["", "replaced this value"])
    }

    @Test func `a computed value is shown with what it was read from`() throws {
        let file = SourceFile(name: "train.yaml", text: "epochs: ${size}\nsize: ten")
        let base = SourceFile(name: "base.yaml", text: "10")
        let source = Node(.scalar(Scalar("ten")), range: file.range(22, 25))
        let written = Node(
            .scalar(Scalar("${size}")),
            range: file.range(8, 15),
            trace: replacing(Node(.scalar(Scalar("10")), range: base.range(0, 2)))
        )
        let read = Read(path: ConfigPath(keys: "size"), text: "${size}", node: source)
        let node = Node(
            source.content,
            range: written.range,
            trace: Trace(.computed(reads: [read]), previous: written)
        )
        var bag = DiagnosticBag()
        _ = Validator.validate(
            node,
            against: Schema(.scalar(.integer)),
            at: ConfigPath(keys: "epochs"),
            declaredBy: declarer,
            into: &bag
        )
        let labels = try #require(bag.diagnostics.first).labels
        #expect(labels.map(\.range.text) == ["${size}", "ten", "10"])
        #expect(labels.map(\.text) == ["", "`${size}` is this value", "replaced this value"])
    }

    @Test(arguments: [("[1]", "a list"), ("abc", "the string `abc`"), ("~", "null")])
    func `a config that is no mapping is one mistake`(text: String, kind: String) {
        let checked = Checked(text, against: trainingSchema())
        #expect(checked.messages == ["type-mismatch: the config must be a mapping, but is \(kind)"])
    }

    @Test(arguments: ["3.4028235e+38", "3.40282346e38", "-3.4028235e38"])
    func `the greatest float may be written short`(text: String) {
        #expect(Checked("data: x\nratio: \(text)", against: trainingSchema()).messages == [])
    }

    private func replacing(_ node: Node) -> Trace {
        Trace(.replaced, previous: node)
    }
}
