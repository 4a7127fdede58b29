import ExpSchema
package import ExpYAML

/// How to run, as a config's `exp` says.
package struct RunSettings: Sendable, Hashable {
    /// The run's name.
    package var name: String?
    /// Labels to find the run by.
    package var tags: [String] = []
    /// A remark about the run.
    package var note: String?
    /// Where trials run.
    package var launcher: String?
    /// The longest a run may take, in seconds.
    package var timeoutSeconds: Double?
    /// How often a failed run is tried again.
    package var retries = 0
    /// The metric that says which run is better; nil leaves it to the task.
    package var goal: Goal?
    /// The version of exp that the config needs.
    package var version: String?

    /// Whether a run can be found by a name: not by one that is read as something else.
    package static func isUsable(name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("@") && !name.hasPrefix("tag:")
    }

    /// Settings that leave everything to the defaults.
    package init() {}

    /// Reads checked settings; what was refused is left at its default.
    init(_ node: Node?) {
        guard let node else { return }
        name = node["name"]?.string
        tags = node["tags"]?.sequence?.compactMap(\.string) ?? []
        note = node["note"]?.string
        launcher = node["launcher"]?.string
        timeoutSeconds = node["timeout"]?.scalar.flatMap { ConfigDuration(text: $0.text) }?.seconds
        retries = node["retries"]?.int ?? 0
        if let metric = node["goal"]?["maximize"]?.string {
            goal = .maximize(metric)
        } else if let metric = node["goal"]?["minimize"]?.string {
            goal = .minimize(metric)
        }
        version = node["version"]?.string
    }
}
