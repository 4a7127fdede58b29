import ExpYAML

/// The wording of this target, in one place.
package enum ReportMessages {
    // Columns of the table of runs.

    static let run = "RUN"
    static let status = "STATUS"
    static let name = "NAME"
    static let task = "TASK"
    static let started = "STARTED"
    static let time = "TIME"
    static let best = "BEST"

    // Origins.

    static let commandLine = "command line"
    static let byDefault = "default"
    static let interpolation = "interpolation"
    static let sweep = "sweep"
    static let standardInput = "standard input"

    static func variable(_ name: String) -> String {
        "environment variable \(name)"
    }

    static let replaced = "replaced"

    static func token(_ text: String) -> String {
        "\(commandLine): \(text)"
    }

    static func defaultOf(_ name: String) -> String {
        "default of \(name)"
    }

    static func droppedBy(_ choice: String, at place: Origin?) -> String {
        "dropped by \(choice)" + named(place)
    }

    static func written(_ text: String, at place: Origin?) -> String {
        "written as \(text)" + named(place)
    }

    /// Where something is named; what the command line says shows itself already.
    private static func named(_ place: Origin?) -> String {
        guard let place, place.kind != .commandLine else { return "" }
        return " at \(place.story)"
    }

    /// Why a file took part; nil for the config itself.
    static func role(_ role: FileRole) -> String? {
        switch role.kind {
        case .config: nil
        case .base: role.namedAt.map { "extended at \($0.story)" }
        case .option, .default: "option \(role.choice)" + named(role.namedAt)
        case .slot: "slot \(role.choice)" + named(role.namedAt)
        }
    }

    static func gone(_ value: String, _ origin: String) -> String {
        "was \(value), \(origin)"
    }

    static func reads(_ path: String, _ value: String) -> String {
        "\(path) = \(value)"
    }

    // What became of a run's files.

    static func fileGone(_ file: String) -> String {
        "\(file) is not there any more"
    }

    static func fileUnreadable(_ file: String) -> String {
        "\(file) cannot be read today"
    }

    static func fileChanged(_ file: String) -> String {
        "\(file) has changed since the run:"
    }

    static func valueChanged(_ value: FileChanges.Value) -> String {
        guard let text = value.text, let line = value.line else {
            return
                "\(value.key), \(value.was) in line \(value.wasLine) then, is not set there today"
        }
        let place = line == value.wasLine ? "line \(line)" : "line \(line), then \(value.wasLine),"
        return "\(value.key) reads \(text) in \(place) today"
    }

    static func valueMoved(_ file: String, _ value: FileChanges.Value) -> String {
        let line = value.line ?? value.wasLine
        return line == value.wasLine
            ? "in \(file) \(value.key) stands in another column of line \(line) today"
            : "in \(file) \(value.key) stands in line \(line) today"
    }

    static func valuesMoved(_ file: String, _ count: Int) -> String {
        "in \(file) \(count) of these values stand in other places today"
    }

    static func notInForce(_ path: String) -> String {
        "\(path) has no value any more"
    }

    // Facts about a run.

    static let factRun = "run"
    static let factStatus = "status"
    static let factName = "name"
    static let factTags = "tags"
    static let factNote = "note"
    static let factTask = "task"
    static let factSeed = "seed"
    static let factStarted = "started"
    static let factTime = "time"
    static let factAttempts = "attempts"
    static let factGoal = "goal"
    static let factError = "error"
    static let factRecord = "record"
    static let factCommand = "command"
    static let factFolder = "folder"
    static let factCode = "code"
    static let factMachine = "machine"
    static let factConfigHash = "config hash"

    static func cause(_ cause: String) -> String {
        " (\(cause))"
    }

    static func goalReached(_ value: String, step: Int?) -> String {
        step.map { " \(value) at step \($0)" } ?? " \(value)"
    }

    static func onBranch(_ branch: String) -> String {
        " on \(branch)"
    }

    static func filesChanged(_ count: Int) -> String {
        count == 1 ? ", 1 file changed" : ", \(count) files changed"
    }

    static func filesUntracked(_ count: Int) -> String {
        count == 1 ? ", 1 file untracked" : ", \(count) files untracked"
    }

    // Sections.

    static let config = "CONFIG"
    static let metrics = "METRICS"
    static let artifacts = "ARTIFACTS"
    static let last = "last"
    static let bestValue = "best"
    static let least = "min"
    static let greatest = "max"
    static let steps = "steps"
    static let difference = "diff"
    static let noMetrics = "no metrics were logged"

    static func defaultsHidden(_ count: Int) -> String {
        count == 1 ? "1 default is not shown" : "\(count) defaults are not shown"
    }

    // Comparisons.

    static let sameConfig = "the configs are the same"
    static let notThere = "not there"
    static let unknown = "unknown"

    static func configsUnknown(_ names: [String]) -> String {
        "config: not compared with \(names.joined(separator: ", ")), whose config cannot be read"
    }

    static func failed(_ run: String, _ error: String) -> String {
        "error of \(run): \(error)"
    }

    static let noCode = "code: no run was in a repository"
    static let noRepository = "no repository"
    static let codeDiffers = "CODE differs"
    static let codeMayDiffer =
        "CODE: the same commit; a run without an end does not tell its changes"

    static func keysDiffer(_ count: Int) -> String {
        count == 1 ? "CONFIG: 1 key differs" : "CONFIG: \(count) keys differ"
    }

    static func sameCode(_ text: String) -> String {
        "code: the same, \(text)"
    }

    static func bestIs(_ metric: String, _ direction: Comparison.Direction) -> String {
        let way = direction == .maximize ? "highest" : "lowest"
        return "best: where \(metric) was \(way)"
    }
}
