package import ExpSystem
package import ExpYAML

/// What ran, by whom, and how it ended: `run.json`, written by the run's supervisor alone.
///
/// What it says of a run that has not ended is a claim; ``RunSnapshot`` concludes the status.
package struct RunRecord: Hashable, Sendable {
    /// The version that this program writes; readers accept every earlier one.
    package static let currentVersion = 1

    /// The version of the format that the file is in.
    package var formatVersion = currentVersion
    /// The run's name.
    package var id: RunID
    /// The task's name.
    package var task: String
    /// The status as written: `queued`, `running` or a final one.
    package var status: RunStatus
    /// Why it ended so.
    package var cause: StatusCause?
    /// When the folder was made.
    package var created: Timestamp
    /// When the first attempt started.
    package var started: Timestamp?
    /// When the last attempt ended.
    package var ended: Timestamp?
    /// How many attempts were made, the present one included.
    package var attempts: Int
    /// How the process that did the work ended.
    package var exit: Exit?
    /// The seed; nil when the config says null.
    package var seed: Int?
    /// The options that the config chose.
    package var choices: [Choice]
    /// SHA-256 of the canonical config without `exp`, in hex.
    package var configHash: String
    /// What identifies the code: the commit, with a digest of the changes when there are any.
    package var codeHash: String?
    /// The command line as typed, secrets taken out.
    package var commandLine: [String]
    /// The folder it was typed in.
    package var workingDirectory: String?
    /// The user's name.
    package var user: String
    /// The machine's name.
    package var host: String
    /// Changes with every start of the machine.
    package var bootID: String?
    /// The supervisor's process.
    package var processID: Int
    /// The sweep that the run is a trial of.
    package var sweep: String?
    /// The trial's number in the sweep, from 0.
    package var trial: Int?
    /// The run that this one went out from.
    package var parent: String?
    /// What the task said when it failed.
    package var error: String?
    /// The metric that counts.
    package var goal: Goal
    /// Whether everything that should be recorded is.
    package var isComplete: Bool
    /// What could not be recorded, as sentences.
    package var recordTroubles: [String]
    /// What became of the metrics; written at the end.
    package var summary: RunSummary?

    /// The end of a process.
    package enum Exit: Hashable, Sendable {
        /// It exited with this status.
        case code(Int)
        /// This signal ended it.
        case signal(Int)
    }

    /// An option that was chosen.
    package struct Choice: Hashable, Sendable {
        /// The key path that the choice is about, or the slot.
        package var path: String
        /// The option's name as written.
        package var option: String

        /// Joins a path with the option chosen there.
        package init(path: String, option: String) {
            self.path = path
            self.option = option
        }
    }

    /// A record of a run that is about to start.
    package init(
        id: RunID,
        task: String,
        status: RunStatus = .running,
        created: Timestamp,
        goal: Goal = .none,
        configHash: String = "",
        user: String = "",
        host: String = "",
        processID: Int = 0
    ) {
        self.id = id
        self.task = task
        self.status = status
        self.created = created
        self.goal = goal
        self.configHash = configHash
        self.user = user
        self.host = host
        self.processID = processID
        attempts = 1
        choices = []
        commandLine = []
        isComplete = true
        recordTroubles = []
    }

    /// Wall-clock seconds from the first start to the last end; nil before that.
    ///
    /// Never negative, also when the clock was set back meanwhile.
    package var durationSeconds: Double? {
        guard let started, let ended else { return nil }
        return max(0, ended.seconds(since: started))
    }
}
