import Exp

/// How the parameters follow the gradient.
enum Optimizer: UnionConfig {
    case sgd(SGD)
    case adam(Adam)

    static let variants = [
        Variant(
            "sgd",
            Optimizer.sgd,
            "stochastic gradient descent: the same step for every weight"
        ),
        Variant("adam", Optimizer.adam, "a step of its own for each weight"),
    ]
}

extension Optimizer {
    /// Moves the parameters one step against the gradient.
    func step(
        _ parameters: inout [Float],
        against gradient: UnsafePointer<Float>,
        remembering memory: inout OptimizerMemory
    ) {
        switch self {
        case .sgd(let sgd): sgd.step(&parameters, against: gradient, remembering: &memory)
        case .adam(let adam): adam.step(&parameters, against: gradient, remembering: &memory)
        }
    }
}
