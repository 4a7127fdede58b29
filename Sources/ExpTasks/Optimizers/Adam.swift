import Exp

/// The settings of Adam.
struct Adam: TaskConfig {
    @Key("step size", in: .above(0)) var lr = 4e-3
    @Key("memory of the mean gradient", in: 0..<1) var beta1 = 0.9
    @Key("memory of the mean squared gradient", in: 0..<1) var beta2 = 0.999
    @Key("keeps the division by a small gradient finite", in: 1e-30...1) var epsilon = 1e-8
}

extension Adam {
    /// Moves the parameters one step against the gradient (Kingma and Ba, "Adam: a method for
    /// stochastic optimization", 2015, algorithm 1).
    func step(
        _ parameters: inout [Float],
        against gradient: UnsafePointer<Float>,
        remembering memory: inout OptimizerMemory
    ) {
        memory.steps += 1
        // Both means start at 0; dividing by this takes the start out of them again.
        let meanWeight = 1 - power(beta1, memory.steps)
        let squareWeight = 1 - power(beta2, memory.steps)
        let lr = Float(lr / meanWeight)
        let squareScale = Float(1 / squareWeight)
        let beta1 = Float(beta1)
        let beta2 = Float(beta2)
        let epsilon = Float(epsilon)
        let count = parameters.count
        memory.mean.withUnsafeMutableBufferPointer { mean in
            memory.meanSquare.withUnsafeMutableBufferPointer { square in
                parameters.withUnsafeMutableBufferPointer { parameters in
                    var i = 0
                    while i < count {
                        let slope = gradient[i]
                        mean[i] = beta1 * mean[i] + (1 - beta1) * slope
                        square[i] = beta2 * square[i] + (1 - beta2) * slope * slope
                        let size = (square[i] * squareScale).squareRoot() + epsilon
                        parameters[i] -= lr * mean[i] / size
                        i += 1
                    }
                }
            }
        }
    }

    private func power(_ base: Double, _ exponent: Int) -> Double {
        var result = 1.0
        var square = base
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }
}
