public import ExpSchema
public import ExpStore

/// Code that `exp` can run: a typed config and what to do with it.
public protocol ExperimentTask: Sendable {
    /// The settings that a config file and the command line may give.
    associatedtype Config: TaskConfig

    /// The name that a config gives as `task`: lower-case words joined by `-`.
    static var name: String { get }

    /// One sentence for `exp task`.
    static var summary: String { get }

    /// The metric that counts; by default none.
    static var goal: Goal { get }

    /// A task holds no state of its own before it runs.
    init()
}
