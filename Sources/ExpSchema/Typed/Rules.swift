/// Gathers the rules of a config that relate several keys.
///
///     func validate(_ rules: inout Rules) {
///         rules.require(
///             warmupEpochs < epochs,
///             "the warm-up must end before the training",
///             keys: "warmupEpochs", "epochs"
///         )
///     }
public struct Rules {
    /// One rule that does not hold.
    package struct Violation: Hashable, Sendable {
        /// The author's sentence.
        package var message: String
        /// The keys it is about, relative to the config that states the rule.
        package var keys: [String]
    }

    /// The rules that do not hold, in the order stated.
    package private(set) var violations: [Violation] = []

    /// Every key that a rule names, held or not.
    package private(set) var namedKeys: [String] = []

    /// No rules yet.
    package init() {}

    /// States a rule.
    ///
    /// - Parameters:
    ///   - holds: Whether the config keeps the rule.
    ///   - message: What must be so, as one sentence without a full stop.
    ///   - keys: The keys that the rule is about, as a config names them, the one to change
    ///     first; a key inside a group is named `optimizer.momentum`.
    public mutating func require(
        _ holds: Bool,
        _ message: @autoclosure () -> String,
        keys: String...
    ) {
        namedKeys += keys
        guard !holds else { return }
        violations.append(Violation(message: message(), keys: keys))
    }
}
