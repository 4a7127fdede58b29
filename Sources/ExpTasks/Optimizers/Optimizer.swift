import ExpSchema

/// How the parameters follow the gradient.
enum Optimizer: Sendable, Decodable {
    case sgd(SGD)
    case adam(Adam)
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
