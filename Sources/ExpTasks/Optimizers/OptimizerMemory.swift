/// What an optimizer remembers from step to step.
struct OptimizerMemory: Equatable, Sendable {
    /// How many steps were taken.
    var steps = 0

    /// A running mean of the gradient, for ``SGD`` a fading sum: one number a parameter.
    var mean: [Float]

    /// A running mean of the gradient's square, for ``SGD`` unused: one number a parameter.
    var meanSquare: [Float]

    /// Remembers nothing yet.
    init(parameterCount: Int) {
        mean = Array(repeating: 0, count: parameterCount)
        meanSquare = mean
    }
}
