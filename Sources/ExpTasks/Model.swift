import Exp

/// What turns the pixels of an image into a digit.
enum Model: UnionConfig {
    case linear
    case mlp(MLP)

    static let variants = [
        Variant("linear", Model.linear, "softmax regression: each digit weighs the pixels"),
        Variant("mlp", Model.mlp, "multi-layer perceptron: weighs sums of pixels, with a bend"),
    ]
}

/// The settings of a multi-layer perceptron.
struct MLP: TaskConfig {
    @Key("units of each hidden layer, the first next to the pixels", in: 1...4096, count: 1...8)
    var hidden = [64]
    @Key("what a hidden unit does with its sum") var activation = Activation.relu
}

extension Model {
    /// The network before training.
    func network(inputs: Int, classes: Int, using random: inout SeededRandom) -> Network {
        switch self {
        case .linear:
            Network(sizes: [inputs, classes], activation: .relu, using: &random)
        case .mlp(let mlp):
            Network(
                sizes: [inputs] + mlp.hidden + [classes],
                activation: mlp.activation,
                using: &random
            )
        }
    }
}
