import ExpDiagnostics
import ExpSchema
import ExpYAML

/// A config with a key of every kind, as a task's author would write it.
struct Training: TaskConfig {
    @Key("step size", in: .above(0, through: 1)) var lr = 1e-3
    @Key("folder of images") var data: DataPath
    @Key("passes over the data", in: 1...) var epochs = 10
    @Key("share of weights dropped", in: 0..<1) var dropout: Double?
    @Key("widths", in: 1...4096, count: 1...3) var hidden = [64]
    @Key("name in the registry", pattern: "[a-z][a-z0-9-]*") var name = "digits"
    @Key("token of the hub") var token: Secret?
    @Key("time to wait", in: .seconds(1)...) var patience = ConfigDuration.seconds(30)
    @Key("steps between reports", named: "log-every", in: 1...1000) var logEvery = 100
    @Key("what to train") var model = Model.mlp(MLP(hidden: 128))
    var activation = Activation.relu
    var optimizer = Optimizer()
    var layers: [Layer] = []
    var weights: [String: Double] = ["a": 0.5]
    var notes: String = ""
    var shuffle = true
    var ratio: Float = 0.1
    var count: Int32 = 7
    var bytes: UInt64 = .max
    var pairs: [[Int]] = []
    var after: Layer?

    func validate(_ rules: inout Rules) {
        rules.require(
            logEvery >= epochs,
            "reports must not come more often than epochs",
            keys: "log-every",
            "epochs"
        )
    }
}

struct Optimizer: TaskConfig {
    @Key("decay of the running mean", in: 0..<1) var momentum = 0.9
    var nesterov = false

    func validate(_ rules: inout Rules) {
        rules.require(
            !nesterov || momentum > 0,
            "nesterov needs momentum",
            keys: "nesterov",
            "momentum"
        )
    }
}

struct Layer: TaskConfig {
    @Key("units", in: 1...) var size: Int
    var bias = true
}

struct Linear: TaskConfig {}

struct MLP: TaskConfig {
    @Key("units", in: 1...) var hidden = 64
    var bias = true
}

enum Model: UnionConfig {
    case linear(Linear)
    case mlp(MLP)
    case deep(settings: Deep)
    case constant

    static let variants = [
        Variant("linear", Model.linear, "one matrix"),
        Variant("mlp", Model.mlp, "one hidden layer"),
        Variant("deep", Model.deep),
        Variant("constant", Model.constant),
    ]
}

struct Deep: TaskConfig {
    @Key("number of layers") var depth: Int
    var bias = false
}

enum Activation: String, ConfigValue, CaseIterable {
    case relu, tanh
    case leaky = "leaky-relu"
}

let declarer = "task `training`"

func trainingSchema() -> Schema {
    schema(of: Training.self)
}

func schema<Config: TaskConfig>(of type: Config.Type) -> Schema {
    do {
        return try ConfigDeclaration.schema(of: type, declaredBy: declarer)
    } catch {
        preconditionFailure("\(error.diagnostics.map(\.message))")
    }
}

/// What became of a text: the tree with defaults, checked, and everything reported.
struct Checked {
    var file: SourceFile
    var node: Node
    var bag: DiagnosticBag

    init(_ text: String, against schema: Schema) {
        file = SourceFile(name: "train.yaml", text: text)
        bag = DiagnosticBag()
        guard let document = YAMLReader.read(file, into: &bag) else {
            preconditionFailure("not YAML: \(text)")
        }
        node = Validator.validate(
            schema.underlay(document.root),
            against: schema,
            declaredBy: declarer,
            into: &bag
        )
    }

    var messages: [String] {
        bag.diagnostics.map { "\($0.code.rawValue): \($0.message)" }
    }
}
