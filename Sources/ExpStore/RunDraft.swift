package import ExpSystem
package import ExpYAML

/// What a run is made from: everything that is written before its task starts.
package struct RunDraft: Sendable {
    /// The task's name.
    package var task: String
    /// The seed; nil when the config says null.
    package var seed: Int?
    /// The metric that counts.
    package var goal: Goal = .none
    /// The options that the config chose.
    package var choices: [RunRecord.Choice] = []
    /// The resolved config as `config.yaml` shall hold it.
    package var config: Node
    /// The content of `origins.json`.
    package var origins: Node
    /// Name, tags and note from the start on.
    package var labels = RunLabels()
    /// The command line as typed, secrets taken out.
    package var commandLine: [String] = []
    /// The folder it was typed in.
    package var workingDirectory: FilePath?
    /// All variables of the process; only chosen ones that look like no secret are recorded.
    package var environment: [String: String] = [:]
    /// The reading of the code that is captured; nil captures none.
    package var code: CodeReading?
    /// The version of the program, for `environment.json`.
    package var programVersion = ""
    /// The moment that the run's name tells.
    package var created: Timestamp

    /// Gathers what every run needs; the rest is set by its name.
    package init(task: String, config: Node, origins: Node, created: Timestamp = WallClock.now) {
        self.task = task
        self.config = config
        self.origins = origins
        self.created = created
    }

    /// SHA-256 of the canonical config without `exp`, which says how to run and not what.
    var configHash: String {
        guard var mapping = config.mapping else { return CanonicalHash.sha256(of: config) }
        mapping.remove("exp")
        return CanonicalHash.sha256(of: Node(.mapping(mapping), range: config.range))
    }
}
