public import ExpExecution
public import ExpSchema
public import ExpStore

/// Trains a classifier of handwritten digits.
public struct TrainDigits: ExperimentTask {
    /// What can be set.
    public struct Config: TaskConfig {
        var model = Model.mlp(MLP())
        var optimizer = Optimizer.adam(Adam())
        var epochs = 30
        var batch = 32
        var split = Split()
        var checkpointEvery = 10

        /// Every default.
        public init() {}
    }

    /// Which images are kept from training.
    struct Split: TaskConfig {
        var valid = 0.15
        var test = 0.15
    }

    /// What a config gives as `task`.
    public static let name = "digits"

    /// What `exp task` prints.
    public static let summary = "trains a classifier of handwritten digits (1,797 images of 8x8)"

    /// Settings are chosen by the validation images; the test images are looked at once.
    public static let goal = Goal.maximize("valid/accuracy")

    /// Does nothing before it runs.
    public init() {}

    /// Trains, epoch by epoch, and judges the result on images it has never seen.
    public func run(_ config: Config, in run: RunContext) async throws {
        var training = try Training(config, in: run)
        while training.epoch < config.epochs {
            guard !run.isStopping else { break }
            let train = training.trainEpoch()
            let valid = training.evaluate(training.split.valid)
            run.log(
                [
                    "train/loss": train.loss, "train/accuracy": train.accuracy,
                    "valid/loss": valid.loss, "valid/accuracy": valid.accuracy,
                ],
                step: training.epoch
            )
            run.progress(training.epoch, of: config.epochs, unit: "epoch")
            guard train.loss.isFinite else { throw DivergedError(epoch: training.epoch) }
            if training.epoch.isMultiple(of: config.checkpointEvery) {
                run.checkpoint(training.checkpoint.bytes, step: training.epoch)
            }
        }
        run.checkpoint(training.checkpoint.bytes, step: training.epoch)
        guard training.epoch >= config.epochs else { return }

        let confusion = training.confusion(training.split.test)
        run.log(["test/accuracy": confusion.accuracy], step: training.epoch)
        run.artifact("confusion.csv", text: confusion.csv)
    }
}
