import ExpExecution
import ExpSchema

/// What maps the pixels of an image to a digit.
enum Model: Sendable, Decodable {
    case linear(Linear)
    case mlp(MLP)
}

/// Softmax regression: each digit is a weighted sum of the pixels.
struct Linear: TaskConfig {}

/// A multi-layer perceptron: sums of sums, with a bend in between.
struct MLP: TaskConfig {
    var hidden = [64]
    var activation = Activation.relu
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
