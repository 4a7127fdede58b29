/// What a task tries to reach: which metric counts, and which way is better.
public enum Goal: Hashable, Sendable {
    /// The higher the metric, the better.
    case maximize(String)
    /// The lower the metric, the better.
    case minimize(String)
    /// No metric counts more than another.
    case none
}
