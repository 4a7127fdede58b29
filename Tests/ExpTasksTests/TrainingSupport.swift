import ExpExecution
import ExpTestSupport

@testable import ExpTasks

/// Runs the task in memory and returns what it handed over.
func train(
    _ config: TrainDigits.Config,
    seed: Int? = 0,
    restored: [UInt8]? = nil,
    stopsAfterRows: Int? = nil
) async throws -> InMemoryRecorder {
    let recorder = InMemoryRecorder(stopsAfterRows: stopsAfterRows)
    let run = RunContext.inMemory(seed: seed, restored: restored, recorder: recorder)
    try await TrainDigits().run(config, in: run)
    return recorder
}

/// A config that trains in a fraction of a second.
func quickConfig(
    model: Model = .mlp(MLP(hidden: [8])),
    optimizer: Optimizer = .adam(Adam()),
    epochs: Int = 4
) -> TrainDigits.Config {
    var config = TrainDigits.Config()
    config.model = model
    config.optimizer = optimizer
    config.epochs = epochs
    return config
}

extension MLP {
    /// Hidden layers of the given sizes.
    init(hidden: [Int], activation: Activation = .relu) {
        self.init()
        self.hidden = hidden
        self.activation = activation
    }
}

extension SGD {
    /// Steps with the given settings.
    init(lr: Double, momentum: Double, weightDecay: Double) {
        self.init()
        self.lr = lr
        self.momentum = momentum
        self.weightDecay = weightDecay
    }
}
