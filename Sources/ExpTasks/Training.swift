import Exp

/// A network on its way: everything that one epoch hands to the next.
struct Training {
    /// How many epochs are done.
    private(set) var epoch = 0

    /// What has been learned so far.
    private(set) var network: Network

    /// Which images are for what.
    let split: DigitSplit

    private let config: TrainDigits.Config
    private let images = DigitImages.all
    private let splitStart: SeededRandom
    private var order: SeededRandom
    private var memory: OptimizerMemory
    private let workspace: Workspace

    /// Starts from random weights, or where the run was when it saved the checkpoint that it is
    /// to go on from.
    ///
    /// - Parameters:
    ///   - config: The settings.
    ///   - run: Gives the random numbers, and the checkpoint if there is one.
    /// - Throws: ``CheckpointError`` for a checkpoint of another network.
    init(_ config: TrainDigits.Config, in run: RunContext) throws {
        self.config = config
        var initial = run.random("weights")
        network = config.model.network(
            inputs: images.pixelsPerImage,
            classes: DigitImages.classes,
            using: &initial
        )
        if let bytes = run.restored {
            let checkpoint = try Checkpoint(bytes, sizes: network.sizes)
            epoch = checkpoint.epoch
            network.parameters = checkpoint.parameters
            memory = checkpoint.memory
            order = checkpoint.order
            splitStart = checkpoint.splitStart
        } else {
            memory = OptimizerMemory(parameterCount: network.parameters.count)
            order = run.random("order")
            splitStart = run.random("split")
        }
        var random = splitStart
        split = DigitSplit(of: images.labels, config.split, using: &random)
        workspace = Workspace(for: network, capacity: min(config.batch, images.count))
    }

    /// Learns from every training image once, in a new order.
    ///
    /// - Returns: The score of each image just before it was learned from.
    mutating func trainEpoch() -> Score {
        var total = Score()
        for batch in batches(order.shuffled(split.train)) {
            workspace.load(batch, of: images)
            total += network.evaluateWithGradient(workspace)
            config.optimizer.step(
                &network.parameters,
                against: workspace.gradient,
                remembering: &memory
            )
        }
        epoch += 1
        return total
    }

    /// The score on some images, without learning from them.
    func evaluate(_ indices: [Int]) -> Score {
        batches(indices).reduce(into: Score()) { total, batch in
            workspace.load(batch, of: images)
            total += network.evaluate(workspace)
        }
    }

    /// Which digits were taken for which, on some images.
    func confusion(_ indices: [Int]) -> ConfusionMatrix {
        var matrix = ConfusionMatrix(classes: DigitImages.classes)
        for batch in batches(indices) {
            workspace.load(batch, of: images)
            for (index, predicted) in zip(batch, network.predictions(workspace)) {
                matrix.count(actual: images.labels[index], predicted: predicted)
            }
        }
        return matrix
    }

    /// All that a later attempt needs to go on as if nothing had happened.
    var checkpoint: Checkpoint {
        Checkpoint(
            epoch: epoch,
            sizes: network.sizes,
            parameters: network.parameters,
            memory: memory,
            splitStart: splitStart,
            order: order
        )
    }

    private func batches(_ indices: [Int]) -> [ArraySlice<Int>] {
        stride(from: 0, to: indices.count, by: config.batch).map {
            indices[$0..<min($0 + config.batch, indices.count)]
        }
    }
}

/// A training whose loss has left the numbers.
struct DivergedError: Error {
    /// The epoch in which it happened.
    var epoch: Int
}
