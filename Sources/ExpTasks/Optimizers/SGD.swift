import Exp

/// The settings of stochastic gradient descent.
struct SGD: TaskConfig {
    @Key("step size", in: .above(0)) var lr = 0.1
    @Key("part of the last step that the next one keeps", in: 0..<1) var momentum = 0.9
    @Key("pull of every parameter towards 0", in: 0...1) var weightDecay = 1e-4
}

extension SGD {
    /// Moves the parameters one step against the gradient.
    ///
    /// With g = gradient + weightDecay · parameters: mean ← momentum · mean + g, and then
    /// parameters ← parameters - lr · mean (Sutskever and others, "On the importance of
    /// initialization and momentum in deep learning", 2013, in the form without dampening).
    func step(
        _ parameters: inout [Float],
        against gradient: UnsafePointer<Float>,
        remembering memory: inout OptimizerMemory
    ) {
        let lr = Float(lr)
        let momentum = Float(momentum)
        let decay = Float(weightDecay)
        let count = parameters.count
        memory.steps += 1
        memory.mean.withUnsafeMutableBufferPointer { mean in
            parameters.withUnsafeMutableBufferPointer { parameters in
                var i = 0
                while i < count {
                    mean[i] = momentum * mean[i] + gradient[i] + decay * parameters[i]
                    parameters[i] -= lr * mean[i]
                    i += 1
                }
            }
        }
    }
}
