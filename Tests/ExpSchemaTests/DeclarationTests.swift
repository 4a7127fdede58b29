import ExpDiagnostics
import ExpSchema
import ExpYAML
import Testing

@Suite struct DeclarationTests {
    @Test func `a schema is described key by key`() {
        let rows = trainingSchema().rows(spelledBy: CanonicalWriter.flow)
        let lines = rows.map {
            "\($0.unionCase.map { $0 + ": " } ?? "")\($0.path) | \($0.typeText) | \($0.defaultText ?? "-")"
        }
        #expect(
            lines == [
                "lr | Double, above 0, at most 1 | 0.001",
                "data | Path | -",
                "epochs | Int, 1 or more | 10",
                "dropout | Double or null, at least 0, below 1 | null",
                "hidden | list of Int, from 1 to 3 of them, each from 1 to 4096 | [64]",
                "name | String, matching `[a-z][a-z0-9-]*` | digits",
                "token | Secret or null | null",
                "patience | Duration, 1s or more | 30s",
                "log-every | Int, from 1 to 1000 | 100",
                "model | one of linear, mlp, deep, constant | mlp",
                "mlp: model.hidden | Int, 1 or more | 128",
                "mlp: model.bias | Bool | true",
                "deep: model.depth | Int | -",
                "deep: model.bias | Bool | false",
                "activation | one of relu, tanh, leaky-relu | relu",
                "optimizer | Optimizer | ",
                "optimizer.momentum | Double, at least 0, below 1 | 0.9",
                "optimizer.nesterov | Bool | false",
                "layers | list of Layer | []",
                "layers[].size | Int, 1 or more | -",
                "layers[].bias | Bool | true",
                "weights | mapping of Double | {a: 0.5}",
                "notes | String | \"\"",
                "shuffle | Bool | true",
                "ratio | Float | 0.1",
                "count | Int32 | 7",
                "bytes | UInt64 | 18446744073709551615",
                "pairs | list of list of Int | []",
                "after | Layer or null | null",
                "after.size | Int, 1 or more | -",
                "after.bias | Bool | true",
            ]
        )
        #expect(rows[0].documentation == "step size")
        #expect(trainingSchema().union == nil)
    }

    @Test func `variants keep their documentation`() throws {
        let union = try #require(trainingSchema().child("model")?.union)
        #expect(union.cases.map(\.documentation) == ["one matrix", "one hidden layer", "", ""])
        #expect(union.typeName == "Model")
    }

    @Test func `defaults lie in a declaration of the task`() throws {
        let node = try #require(trainingSchema().mapping?.field("lr")?.defaultValue)
        #expect(node.range.file.kind == .declaration)
        #expect(node.range.file.name == declarer)
        #expect(node.range.isEmpty)
    }

    @Test(arguments: mistakes)
    func `what cannot be declared is said, naming type and property`(mistake: Mistake) {
        #expect(throws: DeclarationError.self) {
            try mistake.declare()
        }
        do {
            try mistake.declare()
        } catch let error as DeclarationError {
            #expect(error.diagnostics.map(\.message) == mistake.messages)
            #expect(error.diagnostics.allSatisfy { $0.code == .invalidDeclaration })
            #expect(error.diagnostics[0].notes == ["in the config that \(declarer) declares"])
        } catch {
            Issue.record(error)
        }
    }

    @Test func `keys that only the root reserves may be used in groups`() throws {
        struct Inner: TaskConfig {
            var seed = 1
            var task = "x"
        }
        struct Outer: TaskConfig {
            var inner = Inner()
        }
        #expect(schema(of: Outer.self).at(ConfigPath(keys: "inner", "seed"), in: nil) != nil)
    }

    @Test func `rules of a config with required keys are not asked before it is decoded`() {
        struct Config: TaskConfig {
            @Key("must be given") var size: Int
            func validate(_ rules: inout Rules) {
                rules.require(size > 0, "size must be positive", keys: "size")
            }
        }
        #expect(schema(of: Config.self).mapping?.fields.count == 1)
    }
}

struct Mistake: Sendable, CustomTestStringConvertible {
    var messages: [String]
    var declare: @Sendable () throws -> Void

    var testDescription: String { messages[0] }

    init<Config: TaskConfig>(_ type: Config.Type, _ messages: String...) {
        self.messages = messages
        declare = { _ = try ConfigDeclaration.schema(of: type, declaredBy: declarer) }
    }
}

private struct Moment: Codable, Sendable { var seconds = 0.0 }
private final class Counter: Codable, Sendable {}
private enum Level: Int, ConfigValue, CaseIterable {
    case low = 1
    case high
}
private enum Side: String, ConfigValue { case left, right }
private enum Stray: UnionConfig {
    case here(Linear)
    case there(Linear)
    static let variants = [Variant("here", Stray.here)]
}
private enum Twice: UnionConfig {
    case one(Linear)
    case two(Linear)
    static let variants = [
        Variant("a", Twice.one), Variant("a", Twice.two), Variant("b", Twice.one),
    ]
}
private enum Nothing: UnionConfig {
    case only
    static let variants: [Variant<Nothing>] = []
}

private struct WithDate: TaskConfig {
    var when = Moment()
    var counters: [Counter] = []
    var level = Level.low
    var side = Side.left
    var byNumber: [Int: String] = [:]
    var twice: Int?? = nil
}
private struct WithTuple: TaskConfig {
    var pair = (1, 2)
    var size = 3
    private enum CodingKeys: String, CodingKey { case size }
}
private struct WithLet: TaskConfig {
    let fixed = 3
    var size = 3
    private enum CodingKeys: String, CodingKey { case size }
}
private struct Renamed: TaskConfig {
    var size = 3
    private enum CodingKeys: String, CodingKey { case size = "width" }
}
private struct OwnDecoding: TaskConfig {
    var size = 3
    init() {}
    init(from decoder: any Decoder) throws {
        size = try decoder.singleValueContainer().decode(Int.self)
    }
}
private struct BadConstraints: TaskConfig {
    @Key("a", in: 1...) var low = 0
    @Key("b", pattern: "[") var broken = "x"
    @Key("c", pattern: "a+") var unmatched = "b"
    @Key("d", count: 1...) var none: [Int] = []
    @Key("e", in: .above(1, through: 1)) var empty: Double?
    @Key("f", count: 1...) var single = 1
    @Key("g", pattern: "1") var number = 1
    @Key("h", in: 0...1) var shares = [0.5, 2.0]
    @Key("i") var token = Secret("x")
}
private struct BadNames: TaskConfig {
    var seed = 1
    var use = 2
    @Key("a", named: "size") var width = 3
    var size = 4
    @Key("b", named: "same") var first = 3
    @Key("c", named: "same") var second = 3
    @Key("d", named: "more+") var more = 3
}
private struct Recursive: TaskConfig {
    var children: [Recursive] = []
}
private struct BadUnions: TaskConfig {
    var stray = Stray.there(Linear())
    var twice = Twice.one(Linear())
    @Key("none") var nothing: Nothing
}
private struct BadRule: TaskConfig {
    var size = 1
    func validate(_ rules: inout Rules) {
        rules.require(size > 0, "size must be positive", keys: "sise", "size.inner")
    }
}

private let mistakes = [
    Mistake(
        WithDate.self,
        "`WithDate.when` has the type `Moment`, which no config value can have",
        "`WithDate.counters` has the type `Counter`, which no config value can have",
        "`WithDate.level` has the type `Level`, an enum whose cases have no text",
        "`WithDate.side` has the type `Side`, which does not list its cases",
        "`WithDate.byNumber` has the type `Dictionary<Int, String>`, but the keys of a config are text",
        "`WithDate.twice` has the type `Optional<Optional<Int>>`, but a config knows only one null"
    ),
    Mistake(
        WithTuple.self,
        "`WithTuple.pair` has the type `(Int, Int)`, which no config value can have"
    ),
    Mistake(WithLet.self, "`WithLet.fixed` is never read from a config"),
    Mistake(
        Renamed.self,
        "`Renamed` reads the key `width`, which is the name of no property"
    ),
    Mistake(
        OwnDecoding.self,
        "`OwnDecoding` decodes itself in its own way, so that its keys cannot be known"
    ),
    Mistake(
        BadConstraints.self,
        "`BadConstraints.low` has a default that its declaration does not allow: `low` must be 1 or more, but is `0`",
        "`BadConstraints.broken` has the pattern `[`, which is no regular expression",
        "`BadConstraints.unmatched` has a default that its declaration does not allow: `unmatched` must match `a+`, but is `b`",
        "`BadConstraints.none` has a default that its declaration does not allow: `none` must have 1 or more elements, but has 0",
        "`BadConstraints.empty` has a range that holds no value",
        "`BadConstraints.single` bounds its count, but `Int` is no list",
        "`BadConstraints.number` has a pattern, but `Int` is no text",
        "`BadConstraints.shares` has a default that its declaration does not allow: `shares[1]` must be from 0 to 1, but is `2.0`",
        "`BadConstraints.token` is a secret with a default"
    ),
    Mistake(
        BadNames.self,
        "`BadNames.use` has the key `use`, which means something else in a config",
        "`BadNames.size` has the key `size`, which another property has too",
        "`BadNames.second` has the key `same`, which another property has too",
        "`BadNames.more` has the key `more+`, which means something else in a config",
        "`BadNames.seed` has the key `seed`, which means something else at the top of a config"
    ),
    Mistake(Recursive.self, "`Recursive.children` contains `Recursive` within itself"),
    Mistake(
        BadUnions.self,
        "`Stray` has the case `there`, which its `variants` do not list",
        "`Twice` has two variants named `a`",
        "`Twice` has two variants for the case `one`",
        "`Nothing` has no variants"
    ),
    Mistake(
        BadRule.self,
        "`BadRule` has a rule about `sise`, but no such key",
        "`BadRule` has a rule about `size.inner`, but no such key"
    ),
]
