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
            ["data": later, "notes": later, "token": later, "epochs": later],
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
                "`epochs` must be an integer, but is `${secret:HUB}`"
            ]
        )
    }

    @Test func `a literal secret is redacted`() {
        let checked = Checked("data: x\ntoken: [hf_abcdef]", against: trainingSchema())
        #expect(
            checked.messages == ["secret-literal: `token` is a secret, which no config may hold"]
        )
        #expect(!SnippetRenderer().render(checked.bag).contains("hf_abcdef"))
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

    private func replacing(_ node: Node) -> Trace {
        Trace(.replaced, previous: node)
    }
}

struct Wording: Sendable, CustomTestStringConvertible {
    var text: String
    var message: String
    var note: String?
    var help: String?
    var fix: String?

    var testDescription: String { text }
}

private let wordings = [
    Wording(
        text: "epochs: ten",
        message: "type-mismatch: `epochs` must be an integer, but is the string `ten`",
        note: "declared as `Int`, 1 or more, by task `training`"
    ),
    Wording(
        text: "epochs: 2.5",
        message: "type-mismatch: `epochs` must be an integer, but is the number `2.5`",
        note: "declared as `Int`, 1 or more, by task `training`"
    ),
    Wording(
        text: "epochs: \"10\"",
        message: "type-mismatch: `epochs` must be an integer, but is the string `10`",
        note: "declared as `Int`, 1 or more, by task `training`",
        help: "take the quotes away",
        fix: "10"
    ),
    Wording(
        text: "epochs: 0",
        message: "out-of-range: `epochs` must be 1 or more, but is `0`",
        note: "declared as `Int`, 1 or more, by task `training`"
    ),
    Wording(
        text: "lr: 0",
        message: "out-of-range: `lr` must be above 0 and at most 1, but is `0`",
        note: "declared as `Double`, above 0, at most 1, by task `training`"
    ),
    Wording(
        text: "lr: .nan",
        message: "out-of-range: `lr` must be above 0 and at most 1, but is `.nan`",
        note: "declared as `Double`, above 0, at most 1, by task `training`"
    ),
    Wording(
        text: "dropout: 1.0",
        message: "out-of-range: `dropout` must be at least 0 and below 1, but is `1.0`",
        note: "declared as `Double or null`, at least 0, below 1, by task `training`"
    ),
    Wording(
        text: "shuffle: no",
        message: "type-mismatch: `shuffle` must be true or false, but is the string `no`",
        note: "declared as `Bool` by task `training`",
        help: "write `false`",
        fix: "false"
    ),
    Wording(
        text: "shuffle: null",
        message: "type-mismatch: `shuffle` must be true or false, but is null",
        note: "declared as `Bool` by task `training`"
    ),
    Wording(
        text: "notes: null",
        message: "type-mismatch: `notes` must be a string, but is null",
        note: "declared as `String` by task `training`",
        help: "put quotes around the word if it is meant as text"
    ),
    Wording(
        text: "hidden: 64",
        message: "type-mismatch: `hidden` must be a list, but is the integer `64`",
        note:
            "declared as `list of Int`, from 1 to 3 of them, each from 1 to 4096, by task `training`",
        help: "write a list of one as `[64]`",
        fix: "[64]"
    ),
    Wording(
        text: "hidden: []",
        message: "out-of-range: `hidden` must have from 1 to 3 elements, but has 0",
        note:
            "declared as `list of Int`, from 1 to 3 of them, each from 1 to 4096, by task `training`"
    ),
    Wording(
        text: "hidden: [64, 9999]",
        message: "out-of-range: `hidden[1]` must be from 1 to 4096, but is `9999`",
        note: "declared as `Int`, from 1 to 4096, by task `training`"
    ),
    Wording(
        text: "name: A-b",
        message: "pattern-mismatch: `name` must match `[a-z][a-z0-9-]*`, but is `A-b`",
        note: "declared as `String` by task `training`"
    ),
    Wording(
        text: "activation: rely",
        message: "unknown-case: `activation` must be `relu`, `tanh` or `leaky-relu`, but is `rely`",
        note: "declared as `Activation` by task `training`",
        help: "did you mean `relu`?",
        fix: "relu"
    ),
    Wording(
        text: "model: {use: deeep, depth: 3}",
        message:
            "unknown-case: `model.use` must be `linear`, `mlp`, `deep` or `constant`, but is `deeep`",
        note: "declared as `Model` by task `training`",
        help: "did you mean `deep`?",
        fix: "deep"
    ),
    Wording(
        text: "model: mlp",
        message: "type-mismatch: `model` must be a mapping with `use`, but is the string `mlp`",
        note: "declared as `one of linear, mlp, deep, constant` by task `training`",
        help: "write `{use: mlp}`"
    ),
    Wording(
        text: "model: {use: mlp, depth: 3}",
        message: "unknown-key: `model` with `use: mlp` has no key `depth`",
        note: "`depth` is a key of `deep`"
    ),
    Wording(
        text: "model: {use: constant, zzz: 3}",
        message: "unknown-key: `model` with `use: constant` has no key `zzz`",
        note: "`model` with `use: constant` takes no keys"
    ),
    Wording(
        text: "momentum: 0.5",
        message: "unknown-key: the config has no key `momentum`",
        help: "did you mean `optimizer.momentum`?"
    ),
    Wording(
        text: "optimizer: {momentun: 0.5}",
        message: "unknown-key: `optimizer` has no key `momentun`",
        note: "its keys are `momentum` and `nesterov`",
        help: "did you mean `momentum`?",
        fix: "momentum"
    ),
    Wording(
        text: "optimizer: fast",
        message: "type-mismatch: `optimizer` must be a mapping, but is the string `fast`",
        note: "declared as `Optimizer` by task `training`"
    ),
    Wording(
        text: "patience: 90",
        message:
            "type-mismatch: `patience` must be a length of time with its unit, but is the integer `90`",
        note: "declared as `Duration`, 1s or more, by task `training`",
        help: "give the number a unit: `90s`, `90m` or `90h`"
    ),
    Wording(
        text: "patience: soon",
        message:
            "type-mismatch: `patience` must be a length of time with its unit, but is the string `soon`",
        note: "declared as `Duration`, 1s or more, by task `training`",
        help: "write it as `90s`, `1h30m` or `500ms`"
    ),
    Wording(
        text: "patience: 500ms",
        message: "out-of-range: `patience` must be 1s or more, but is `500ms`",
        note: "declared as `Duration`, 1s or more, by task `training`"
    ),
    Wording(
        text: "count: 3e9",
        message: "out-of-range: `count` must fit `Int32`, but is `3e9`",
        note: "declared as `Int32` by task `training`"
    ),
    Wording(
        text: "weights: {b: high}",
        message: "type-mismatch: `weights.b` must be a number, but is the string `high`",
        note: "declared as `Double` by task `training`"
    ),
    Wording(
        text: "dropout: high",
        message: "type-mismatch: `dropout` must be a number or null, but is the string `high`",
        note: "declared as `Double or null`, at least 0, below 1, by task `training`"
    ),
]
