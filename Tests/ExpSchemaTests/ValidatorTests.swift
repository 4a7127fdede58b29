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

    @Test(arguments: [("[1]", "a list"), ("abc", "the string `abc`"), ("~", "null")])
    func `a config that is no mapping is one mistake`(text: String, kind: String) {
        let checked = Checked(text, against: trainingSchema())
        #expect(checked.messages == ["type-mismatch: the config must be a mapping, but is \(kind)"])
    }
}
