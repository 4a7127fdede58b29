public import ExpSchema
public import ExpYAML

/// Code that `exp` can run: a typed config and what to do with it.
///
///     struct TrainDigits: ExperimentTask {
///         struct Config: TaskConfig {
///             @Key("passes over the training images", in: 1...) var epochs = 10
///         }
///         static let name = "digits"
///         static let goal = Goal.maximize("valid/accuracy")
///
///         func run(_ config: Config, in run: RunContext) async throws {
///             for epoch in 1...config.epochs where !run.isStopping {
///                 run.log(["train/loss": trainOneEpoch()], step: epoch)
///                 run.progress(epoch, of: config.epochs, unit: "epoch")
///             }
///         }
///     }
///
/// - A task is made anew for each run and carries nothing from one to the next.
/// - The same config and seed should give the same numbers: random numbers come from
///   ``RunContext/random(_:)``.
/// - Returning ends the run as `completed`, throwing as `failed`, `CancellationError` as
///   `cancelled`.
public protocol ExperimentTask: Sendable {
    /// The settings that a config file and the command line may give.
    associatedtype Config: TaskConfig

    /// The name that a config gives as `task`: lower-case words joined by `-`.
    static var name: String { get }

    /// One sentence for `exp task`; by default empty.
    static var summary: String { get }

    /// The metric that counts; by default none.
    static var goal: Goal { get }

    /// A task holds no state of its own before it runs.
    init()

    /// Does the work of one run.
    ///
    /// It may compute without ever suspending: supervision has threads of its own.
    ///
    /// - Parameters:
    ///   - config: The settings, validated.
    ///   - run: What to log to and what tells it to stop.
    /// - Throws: Anything: the run ends as `failed` with the error in its record.
    func run(_ config: Config, in run: RunContext) async throws
}

extension ExperimentTask {
    /// No summary.
    public static var summary: String { "" }

    /// No metric counts more than another.
    public static var goal: Goal { .none }
}
