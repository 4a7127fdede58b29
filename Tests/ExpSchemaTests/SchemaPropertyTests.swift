import ExpDiagnostics
import ExpSchema
import ExpTestSupport
import ExpYAML
import Testing

@Suite struct SchemaPropertyTests {
    /// Lines of a config, each with one mistake, and what is to be said about it.
    private static let mistakes: [(line: String, message: String)] = [
        ("epochs: ten", "`epochs` must be an integer, but is the string `ten`"),
        ("lr: 2", "`lr` must be above 0 and at most 1, but is `2`"),
        ("hidden: [1, x]", "`hidden[1]` must be an integer, but is the string `x`"),
        ("name: A", "`name` must match `[a-z][a-z0-9-]*`, but is `A`"),
        ("modle: {use: mlp}", "the config has no key `modle`"),
        (
            "model: {use: mpl}",
            "`model.use` must be `linear`, `mlp`, `deep` or `constant`, but is `mpl`"
        ),
        ("activation: 3", "`activation` must be `relu`, `tanh` or `leaky-relu`, but is `3`"),
        (
            "optimizer: {momentum: 1}",
            "`optimizer.momentum` must be at least 0 and below 1, but is `1`"
        ),
        ("layers: [{bias: true}]", "`layers[0].size` must be given"),
        ("after: {sze: 3}", "`after` has no key `sze`"),
        ("shuffle: yes", "`shuffle` must be true or false, but is the string `yes`"),
        (
            "patience: 5",
            "`patience` must be a length of time with its unit, but is the integer `5`"
        ),
        ("token: abc", "`token` is a secret, which no config may hold"),
        ("weights: {x: y}", "`weights.x` must be a number, but is the string `y`"),
        ("count: 1e10", "`count` must fit `Int32`, but is `1e10`"),
        ("notes: {a: b}", "`notes` must be a string, but is a mapping"),
        ("ratio: null", "`ratio` must be a number, but is null"),
    ]

    @Test func `any subset of mistakes is told whole, and nothing else`() {
        let schema = trainingSchema()
        var random = SeededGenerator(seed: 1)
        for _ in 0..<propertyCases {
            let chosen = Self.mistakes.shuffled(using: &random)
                .prefix(Int.random(in: 0...Self.mistakes.count, using: &random))
            let lacksData = Bool.random(using: &random)
            let lines = chosen.map(\.line) + (lacksData ? [] : ["data: x"])
            let text = lines.shuffled(using: &random).joined(separator: "\n")
            let checked = Checked(text.isEmpty ? "{}" : text, against: schema)
            let expected = chosen.map(\.message) + (lacksData ? ["`data` must be given"] : [])
            #expect(
                checked.bag.diagnostics.map(\.message).sorted() == expected.sorted(),
                "\(text)"
            )
        }
    }

    @Test func `defaults written and read again are the same config`() throws {
        let schema = schema(of: Whole.self)
        let empty = Checked("{}", against: schema)
        let written = CanonicalWriter.yaml(empty.node)
        let again = Checked(written, against: schema)
        #expect(again.messages == [])
        #expect(again.node.isEqualValue(to: empty.node))
        #expect(CanonicalWriter.yaml(again.node) == written)
        var bag = DiagnosticBag()
        let decoded = ConfigDecoder.decode(Whole.self, from: again.node, into: &bag)
        #expect(try #require(decoded) == Whole())
    }

    @Test func `random values written and read again are the same config`() throws {
        let schema = schema(of: Whole.self)
        var random = SeededGenerator(seed: 2)
        for _ in 0..<propertyCases {
            let text = Whole.randomText(&random)
            let first = Checked(text, against: schema)
            try #require(first.messages == [], "\(text)")
            let written = CanonicalWriter.yaml(first.node)
            let second = Checked(written, against: schema)
            try #require(second.messages == [], "\(text)\n--- written\n\(written)")
            var bag = DiagnosticBag()
            let before = ConfigDecoder.decode(Whole.self, from: first.node, into: &bag)
            let after = ConfigDecoder.decode(Whole.self, from: second.node, into: &bag)
            #expect(bag.diagnostics == [])
            #expect(before != nil)
            #expect(before == after, "\(text)\n--- written\n\(written)")
            #expect(CanonicalWriter.yaml(second.node) == written)
        }
    }

    @Test func `no tree makes validation or decoding trap`() {
        let schema = trainingSchema()
        var random = SeededGenerator(seed: 3)
        for _ in 0..<propertyCases {
            let text = randomTree(&random, depth: 3)
            let checked = Checked(text, against: schema)
            var bag = DiagnosticBag()
            _ = ConfigDecoder.decode(Training.self, from: checked.node, into: &bag)
            #expect(checked.bag.hasErrors || bag.hasErrors || checked.node["data"] != nil)
        }
    }

    private func randomTree(_ random: inout SeededGenerator, depth: Int) -> String {
        let scalars = ["1", "x", "null", "1e3", "yes", "\"\"", "[]", "{}", "mlp", "90s", ".nan"]
        let keys = ["use", "hidden", "size", "momentum", "bias", "a"]
        let top = [
            "lr", "data", "epochs", "hidden", "model", "optimizer", "layers", "weights", "after",
            "token", "patience", "pairs", "zz",
        ]
        switch depth == 3 ? 2 : Int.random(in: 0...(depth == 0 ? 0 : 2), using: &random) {
        case 0:
            return scalars.randomElement(using: &random) ?? "1"
        case 1:
            let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                randomTree(&random, depth: depth - 1)
            }
            return "[\(elements.joined(separator: ", "))]"
        default:
            let chosen = (depth == 3 ? top : keys).shuffled(using: &random).prefix(4)
            let entries = chosen.map { "\($0): \(randomTree(&random, depth: depth - 1))" }
            return "{\(entries.joined(separator: ", "))}"
        }
    }
}

/// A config all of whose values can be compared.
struct Whole: TaskConfig, Equatable {
    var number = 0.1
    var tiny = Double.leastNonzeroMagnitude
    var whole = 1.0
    var infinite = Double.infinity
    var single: Float = 0.1
    var greatest = Float.greatestFiniteMagnitude
    @Key("a key that can be compared", named: "key-ed") var keyed = [1.5]
    @Key("a key without a value") var unset: Int?
    var integer = -3
    var unsigned = UInt64.max
    var flag = true
    var text = "1e-3"
    var empty = ""
    var word = "no"
    var reference = "a ${b} # c: d"
    var lines = "a\nb\n"
    var path: DataPath = "~/data"
    var time = ConfigDuration.milliseconds(1500)
    var missing: Int?
    var given: Int? = 4
    var list = ["null", "~", "x y"]
    var lists: [[Double]] = [[1, 2], []]
    var table = ["a b": 1, "c.d": 2]
    var activation = Activation.leaky
    var part = Part()
    var parts: [Part] = [Part(size: 2), Part()]

    struct Part: TaskConfig, Equatable {
        var size = 1
        var name: String? = "x"

        init() {}
        init(size: Int) { self.size = size }
    }

    static func randomText(_ random: inout SeededGenerator) -> String {
        let doubles = ["1", "1_000", "0x10", "-0", "1e5", ".inf", "-.inf", "5.", "0.1", "1e-7"]
        let integers = ["1", "1e3", "0o17", "1_0", "-5", "2.0"]
        let texts = [
            "abc", "1", "1.0", "yes", "'x: y'", "\"null\"", "~x", "true", "12:30", "'${a}'", "0x",
            "\"tab\\t\"", "\"-\"", "' '",
        ]
        func pick(_ values: [String]) -> String { values.randomElement(using: &random) ?? "1" }
        return """
            number: \(pick(doubles))
            whole: \(pick(doubles))
            single: \(pick(doubles))
            integer: \(pick(integers))
            given: \(pick(integers + ["null"]))
            text: \(pick(texts))
            word: \(pick(texts))
            path: \(pick(texts))
            time: \(pick(["90s", "0", "1h30m", "500ms", "1.5m"]))
            flag: \(pick(["true", "False"]))
            list: [\(pick(texts)), \(pick(texts))]
            lists: [[\(pick(doubles))]]
            table: {\(pick(texts)): \(pick(integers))}
            activation: \(pick(["relu", "'tanh'", "leaky-relu"]))
            part: {size: \(pick(integers)), name: \(pick(texts + ["null"]))}
            parts: [{size: \(pick(integers))}, {name: \(pick(texts))}]
            """
    }
}
