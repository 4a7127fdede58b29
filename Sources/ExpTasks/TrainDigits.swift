public import Exp

/// Trains a classifier of handwritten digits.
public struct TrainDigits: ExperimentTask {
    /// What a config file and the command line can set.
    public struct Config: TaskConfig {
        @Key("what turns pixels into a digit") var model = Model.mlp(MLP())
        @Key("how the weights follow the gradient") var optimizer = Optimizer.adam(Adam())
        @Key("passes over the training images", in: 1...) var epochs = 30
        @Key("images between two steps of the optimizer", in: 1...) var batch = 32
        @Key("images kept from training") var split = Split()
        @Key("epochs between two checkpoints", was: "saveEvery", in: 1...) var checkpointEvery = 10

        /// Configs of the first version still load.
        public static let changes: [ConfigChange] = [
            .moved("learningRate", to: "optimizer.lr"),
            .moved("validPercent", to: "split.valid", .factor(0.01)),
            .removed("shuffle", because: "every epoch has a new order", allowing: true),
        ]

        /// Every default.
        public init() {}
    }

    /// What a config gives as `task`.
    public static let name = "digits"

    /// What `exp task` prints.
    public static let summary = "trains a classifier of handwritten digits, 8x8 pixels each"

    /// Settings are chosen by the validation images; the test images are looked at once.
    public static let goal = Goal.maximize("valid/accuracy")

    /// Does nothing before it runs.
    public init() {}

    /// Trains, epoch by epoch, and judges the result on images it has never seen.
    public func run(_ config: Config, in run: RunContext) async throws {
        var training = try Training(config, in: run)
        while training.epoch < config.epochs {
            if run.isStopping {
                run.checkpoint(training.checkpoint.bytes, step: training.epoch)
                return
            }
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
            let isLast = training.epoch == config.epochs
            if isLast || training.epoch.isMultiple(of: config.checkpointEvery) {
                run.checkpoint(training.checkpoint.bytes, step: training.epoch)
            }
        }

        let confusion = training.confusion(training.split.test)
        run.log(["test/accuracy": confusion.accuracy], step: training.epoch)
        run.artifact("confusion.csv", text: confusion.csv)
    }
}
