import ExpDiagnostics
import ExpSchema
import ExpYAML
import Testing

@Suite struct ConfigDecoderTests {
    @Test func `defaults stand where a config is silent`() throws {
        let config = try decoded("data: images", Training.self)
        #expect(config.data == "images")
        #expect(config.lr == 1e-3)
        #expect(config.dropout == nil)
        #expect(config.hidden == [64])
        #expect(config.weights == ["a": 0.5])
        #expect(config.bytes == .max)
        #expect(config.ratio == 0.1)
        #expect(config.token == nil)
        #expect(config.patience == .seconds(30))
        #expect(config.after == nil)
        guard case .mlp(let settings) = config.model else {
            Issue.record("the model is \(config.model)")
            return
        }
        #expect(settings.hidden == 128)
    }

    @Test func `every kind of value is read`() throws {
        let config = try decoded(
            """
            lr: 1
            data: /tmp/images
            epochs: 1e1
            dropout: 0.5
            hidden: [1_000, 0x10]
            name: abc
            patience: 1h30m
            log-every: 50
            model: {use: deep, depth: 3}
            activation: leaky-relu
            optimizer: {nesterov: true}
            layers: [{size: 3}, {size: 4, bias: false}]
            weights: {b: 2, c: .inf}
            notes: 007
            shuffle: false
            ratio: 0.3
            count: -5
            bytes: 18446744073709551615
            pairs: [[1, 2], []]
            after: {size: 9}
            """,
            Training.self
        )
        #expect(config.lr == 1)
        #expect(config.data.string == "/tmp/images")
        #expect(config.epochs == 10)
        #expect(config.dropout == 0.5)
        #expect(config.hidden == [1000, 16])
        #expect(config.name == "abc")
        #expect(config.patience.duration == .seconds(5400))
        #expect(config.logEvery == 50)
        #expect(config.activation == .leaky)
        #expect(config.optimizer.nesterov)
        #expect(config.optimizer.momentum == 0.9)
        #expect(config.layers.map(\.size) == [3, 4])
        #expect(config.layers.map(\.bias) == [true, false])
        #expect(config.weights == ["a": 0.5, "b": 2, "c": .infinity])
        #expect(config.notes == "007")
        #expect(!config.shuffle)
        #expect(config.ratio == 0.3)
        #expect(config.count == -5)
        #expect(config.bytes == .max)
        #expect(config.pairs == [[1, 2], []])
        #expect(config.after?.size == 9)
        guard case .deep(let settings) = config.model else {
            Issue.record("the model is \(config.model)")
            return
        }
        #expect(settings.depth == 3)
        #expect(!settings.bias)
    }

    @Test(arguments: ["linear", "constant"])
    func `a case without settings is chosen by its name`(name: String) throws {
        let config = try decoded("data: x\nmodel: {use: \(name)}", Training.self)
        #expect(config.model.shownName == name)
    }

    @Test func `a null takes an optional's default away`() throws {
        struct Config: TaskConfig {
            var limit: Int? = 5
            @Key("a bound") var bound: Double? = 0.5
        }
        #expect(try decoded("{}", Config.self).limit == 5)
        let config = try decoded("limit: null\nbound:", Config.self)
        #expect(config.limit == nil)
        #expect(config.bound == nil)
    }

    @Test func `a decoded secret is never shown`() throws {
        struct Config: TaskConfig {
            @Key("of the hub") var token: Secret
        }
        let range = SourceFile(name: "train.yaml", text: "").range(0, 0)
        var bag = DiagnosticBag()
        let node = Node.mapping(["token": .string("hush", range)], range)
        let config = try #require(ConfigDecoder.decode(Config.self, from: node, into: &bag))
        #expect(config.token.revealed == "hush")
        #expect(!"\(config)".contains("hush"))
        #expect(!String(reflecting: config).contains("hush"))
        var dumped = ""
        dump(config, to: &dumped)
        #expect(!dumped.contains("hush"))
    }

    @Test func `a config is a plain value in code`() {
        var config = Training()
        config.data = "images"
        config.epochs = 2
        config.hidden.append(3)
        #expect(config.hidden == [64, 3])
        #expect(config.epochs == 2)
        #expect(config.token == nil)
    }

    @Test func `rules name their keys, those that a user wrote first`() throws {
        let schema = trainingSchema()
        let checked = Checked(
            "data: x\nepochs: 200\noptimizer: {nesterov: true, momentum: 0}",
            against: schema
        )
        var bag = checked.bag
        #expect(ConfigDecoder.decode(Training.self, from: checked.node, into: &bag) == nil)
        #expect(
            bag.diagnostics.map(\.message) == [
                "`optimizer`: nesterov needs momentum",
                "reports must not come more often than epochs",
            ]
        )
        #expect(
            bag.diagnostics.map { $0.labels.map(\.range.text) } == [["true", "0"], ["200", ""]]
        )
        #expect(
            bag.diagnostics.map { $0.labels.map(\.text) }[1] == [
                "`epochs`", "`log-every` is `100` by default",
            ]
        )
        #expect(bag.diagnostics.allSatisfy { $0.code == .ruleViolation })
        #expect(
            bag.diagnostics.map(\.help) == [
                "change `optimizer.nesterov` or `optimizer.momentum`",
                "change `log-every` or `epochs`",
            ]
        )
    }

    @Test func `rules and names hold at every depth`() throws {
        struct Inner: TaskConfig {
            @Key("a size", named: "inner-size") var size = 1
            func validate(_ rules: inout Rules) {
                rules.require(size < 5, "size must be below 5", keys: "inner-size")
            }
        }
        enum Choice: UnionConfig {
            case one(Inner)
            static let variants = [Variant("one", Choice.one)]
        }
        struct Outer: TaskConfig {
            @Key("a group") var group = Inner()
            @Key("a choice") var choice = Choice.one(Inner())
            @Key("maybe") var maybe: Inner?
            var list: [Inner] = []
            var table: [String: Inner] = [:]
        }
        let checked = Checked(
            """
            group: {inner-size: 6}
            choice: {inner-size: 7}
            maybe: {inner-size: 8}
            list: [{inner-size: 1}, {inner-size: 9}]
            table: {a: {inner-size: 10}}
            """,
            against: schema(of: Outer.self)
        )
        #expect(checked.messages == [])
        var bag = DiagnosticBag()
        #expect(ConfigDecoder.decode(Outer.self, from: checked.node, into: &bag) == nil)
        #expect(
            bag.diagnostics.map(\.message) == [
                "`group`: size must be below 5", "`choice`: size must be below 5",
                "`maybe`: size must be below 5", "`list[1]`: size must be below 5",
                "`table.a`: size must be below 5",
            ]
        )
        #expect(bag.diagnostics.map { $0.labels[0].range.text } == ["6", "7", "8", "9", "10"])
    }

    @Test func `a tree that was not validated gives an error, no trap`() {
        let range = SourceFile(name: "train.yaml", text: "").range(0, 0)
        for node in [
            Node.mapping([:], range), Node.null(range),
            Node.mapping(["size": .string("x", range), "bias": .bool(true, range)], range),
        ] {
            var bag = DiagnosticBag()
            #expect(ConfigDecoder.decode(Layer.self, from: node, into: &bag) == nil)
            #expect(bag.diagnostics.map(\.code) == [.missingValue])
        }
    }

    @Test func `a faulty part was reported before, and is not reported again`() {
        let range = SourceFile(name: "train.yaml", text: "").range(0, 0)
        let faulty = Node(.faulty, range: range)
        for node in [faulty, Node.mapping(["size": faulty], range)] {
            var bag = DiagnosticBag()
            #expect(ConfigDecoder.decode(Layer.self, from: node, into: &bag) == nil)
            #expect(bag.diagnostics == [])
        }
    }

    private func decoded<Config: TaskConfig>(_ text: String, _ type: Config.Type) throws -> Config {
        let checked = Checked(text, against: schema(of: type))
        #expect(checked.messages == [])
        var bag = DiagnosticBag()
        let config = ConfigDecoder.decode(type, from: checked.node, into: &bag)
        #expect(bag.diagnostics == [])
        return try #require(config)
    }
}

extension Model {
    var shownName: String {
        switch self {
        case .linear: "linear"
        case .mlp: "mlp"
        case .deep: "deep"
        case .constant: "constant"
        }
    }
}
