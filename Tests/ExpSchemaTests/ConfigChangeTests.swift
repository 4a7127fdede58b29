import ExpDiagnostics
import ExpSchema
import ExpYAML
import Testing

/// What a config may say of its former keys, and what start-up makes of mistakes in it.
@Suite struct ConfigChangeTests {
    struct Inner: TaskConfig {
        @Key("step size", was: "learning_rate") var lr = 0.1
        var names: [String: Int] = [:]
    }

    private func problems<Config: TaskConfig>(of type: Config.Type) -> [String] {
        do {
            _ = try ConfigDeclaration.schema(of: type, declaredBy: "task `t`")
            return []
        } catch {
            return error.diagnostics.map { diagnostic in
                String(diagnostic.message.drop { $0 != " " }.dropFirst())
            }
        }
    }

    struct Good: TaskConfig {
        var inner = Inner()
        var time = ConfigDuration.seconds(1)
        var times: [ConfigDuration] = []
        var share = 0.5

        static let changes: [ConfigChange] = [
            .moved("rate", to: "inner.lr"), .moved("old.name", to: "share", .factor(0.01)),
            .converted("time", .seconds), .converted("times", .minutes),
            .moved("hours", to: "time", .hours), .removed("gone", because: "no use"),
            .removed("inner.gone", because: "no use", allowing: [1, 2]),
        ]
    }

    @Test func `changes that fit are kept in order`() throws {
        #expect(problems(of: Good.self) == [])
        let schema = try ConfigDeclaration.schema(of: Good.self, declaredBy: "task `t`")
        #expect(schema.hasChanges)
        #expect(
            schema.mapping?.changes.map(\.old.description) == [
                "rate", "old.name", "time", "times", "hours", "gone", "inner.gone",
            ]
        )
        let inner = schema.child("inner")?.mapping
        let moves = inner?.changes.map { "\($0.old) \($0.new ?? ConfigPath())" }
        #expect(moves == ["learning_rate lr"])
        #expect(schema.child("share")?.hasChanges == false)
    }

    struct Bad: TaskConfig {
        @Key("", was: "b", "use") var a = 1
        var b = 2
        var inner = Inner()
        var list = [1]
        @Key("", was: "twice") var c = 3

        static let changes: [ConfigChange] = [
            .moved("x", to: "y"), .moved("list2", to: "list[0]"), .moved("twice", to: "a"),
            .moved("inner.lr", to: "a"), .moved("inner.names.k", to: "a"),
            .moved("inner.learning_rate", to: "a"), .moved("outer", to: "a"),
            .removed("outer.in", because: ""), .moved("", to: "a"), .moved("k+", to: "a"),
            .moved("seconds", to: "a", .seconds), .moved("f", to: "inner", .factor(2)),
            .converted("a", .factor(0.1)), .converted("nothing", .text { $0 }),
            .removed("seed", because: ""), .moved("m[0]", to: "a"),
        ]
    }

    @Test func `every change that cannot be is told`() {
        let found = problems(of: Bad.self)
        let expected = [
            "names the former key `b`, which is a key today",
            "names the former key `use`, which no config can have",
            "moves `x` to `y`, but has no such key",
            "moves `list2` to `list[0]`, but has no such key",
            "says twice what became of the former key `twice`",
            "names the former key `inner.lr`, which is a key today",
            "names the former key `inner.names.k`, which is a key today",
            "says twice what became of the former key `inner.learning_rate`",
            "names the former key `outer.in` inside `outer`, which is a former key too",
            "names the former key `k+`, which no config can have",
            "converts values of `a`, which is no ConfigDuration",
            "converts values of `inner`, which is no number",
            "converts the values of `a`, but cannot tell old ones from new ones",
            "converts the values of `nothing`, but has no such key",
            "has the key `seed`, which means something else at the top of a config",
            "names the former key `m[0]`, which no config can have",
        ]
        for message in expected { #expect(found.contains(message), "\(message)") }
        #expect(found.count == expected.count + 1, "\(found)")
    }

    @Test(arguments: [
        ("90", "90s"), ("1.5", "1.5s"), ("1_000", "1000s"), ("1e3", "16m40s"), ("0x10", nil),
        ("0", nil), ("90s", nil), ("-1", nil), (".inf", nil), ("soon", nil), ("1e300", nil),
    ])
    func `seconds become a duration`(text: String, new: String?) {
        let converted = ValueConversion.seconds.convert(Scalar(text))
        guard text != "0x10" else {
            #expect(converted?.text == "16s")
            return
        }
        #expect(converted?.text == new)
    }

    @Test(arguments: [
        ("35", "0.35"), ("10", "0.1"), ("100", "1"), ("2.5", "0.025"), ("7", "0.07"), ("x", nil),
        ("0", "0"), ("100.0", "1.0"),
    ])
    func `a factor gives the number that people would write`(text: String, new: String?) {
        #expect(ValueConversion.factor(0.01).convert(Scalar(text))?.text == new)
    }

    @Test func `closures see the value and may leave it`() {
        let number = ValueConversion.number { $0 > 1 ? $0 / 100 : nil }
        #expect(number.convert(Scalar("50"))?.text == "0.5")
        #expect(number.convert(Scalar("0.5")) == nil)
        #expect(number.convert(Scalar("50", .single)) == nil)
        let text = ValueConversion.text { $0 == "adamw" ? "adam" : nil }
        #expect(text.convert(Scalar("adamw", .single)) == Scalar("adam", .double))
        #expect(text.convert(Scalar("sgd")) == nil)
    }

    @Test func `a mistyped former key is told with the key of today`() throws {
        let schema = try ConfigDeclaration.schema(of: Good.self, declaredBy: "task `t`")
        var bag = DiagnosticBag()
        let file = SourceFile(name: "a.yaml", text: "inner: {learnin_rate: 1}\n")
        let root = try #require(YAMLReader.read(file, into: &bag)).root
        _ = Validator.validate(root, against: schema, declaredBy: "task `t`", into: &bag)
        #expect(
            bag.diagnostics.first?.help
                == "did you mean `inner.lr`, which was `inner.learning_rate` once?"
        )
    }
}
