import Testing

@testable import ExpTasks

/// Steps computed by hand from the formulas in the documentation.
@Suite struct OptimizerTests {
    /// The parameter after each of the gradients.
    private func path(_ optimizer: Optimizer, from start: Float, _ gradients: [Float]) -> [Float] {
        var parameters = [start]
        var memory = OptimizerMemory(parameterCount: 1)
        return gradients.map { gradient in
            optimizer.step(&parameters, against: [gradient], remembering: &memory)
            return parameters[0]
        }
    }

    private func expect(_ got: [Float], near wanted: [Float]) {
        #expect(got.count == wanted.count)
        for (got, wanted) in zip(got, wanted) {
            #expect(abs(got - wanted) < 2e-6, "\(got) is not \(wanted)")
        }
    }

    @Test func `plain descent steps by lr times the gradient`() {
        let sgd = SGD(lr: 0.25, momentum: 0, weightDecay: 0)
        expect(path(.sgd(sgd), from: 1, [0.5, -2, 0]), near: [0.875, 1.375, 1.375])
    }

    @Test func `momentum keeps part of the last step`() {
        let sgd = SGD(lr: 0.1, momentum: 0.9, weightDecay: 0)
        expect(path(.sgd(sgd), from: 0, [1, 1, 0]), near: [-0.1, -0.29, -0.461])
    }

    @Test func `weight decay pulls towards nothing and joins the momentum`() {
        let sgd = SGD(lr: 0.1, momentum: 0.9, weightDecay: 0.01)
        expect(path(.sgd(sgd), from: 1, [0.5, 0.5]), near: [0.949, 0.852151])
    }

    @Test func `adam's first step is lr long whatever the gradient`() {
        var adam = Adam()
        adam.lr = 0.1
        expect(path(.adam(adam), from: 1, [0.5]), near: [0.9])
        expect(path(.adam(adam), from: 1, [-300]), near: [1.1])
    }

    @Test func `adam's second step weighs both gradients`() {
        // means 0.02 and 0.00031225; without the start 0.105263 and 0.156203; 0.1 x 0.266338.
        var adam = Adam()
        adam.lr = 0.1
        expect(path(.adam(adam), from: 1, [0.5, -0.25]), near: [0.9, 0.8733662])
    }

    @Test func `adam stands still where there never was a gradient`() {
        expect(path(.adam(Adam()), from: 1, [0, 0, 0]), near: [1, 1, 1])
    }

    @Test func `both count their steps`() {
        for optimizer in [Optimizer.sgd(SGD()), .adam(Adam())] {
            var parameters: [Float] = [1, 2]
            var memory = OptimizerMemory(parameterCount: 2)
            for _ in 0..<3 {
                optimizer.step(&parameters, against: [1, 1], remembering: &memory)
            }
            #expect(memory.steps == 3)
        }
    }
}
