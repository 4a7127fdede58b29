import ExpSystem

// Why code was captured only in part; these stand in `environment.json`.

extension String {
    static func commandFailed(_ error: SystemError) -> String {
        error.code == ENOENT && error.operation == "start"
            ? "`\(error.path)` is not installed"
            : "could not \(error.operation) `\(error.path)`: \(error.reason)"
    }

    static func gitFailed(_ run: CommandRun) -> String {
        if run.didTimeOut { return "git took more than ten minutes" }
        if run.isCut { return "git listed more than 64 MB of names" }
        let text = String(decoding: run.errorOutput, as: UTF8.self)
        let line = text.split(separator: "\n").first.map(String.init) ?? "no message"
        return "git ended with status \(run.status): \(line)"
    }

    static var captureUnfinished: String {
        "the run ended before git had told everything"
    }

    static var isRepository: String { "a repository of its own" }

    static var mayHoldSecrets: String { "by its name it may hold secrets" }

    static func isTooLarge(_ sizeBytes: Int) -> String {
        "\(sizeBytes) bytes, more than 1 MB"
    }

    static var areTooMany: String { "the untracked files together are too many or too large" }

    static var hasOwnChanges: String { "a submodule with changes of its own" }

    static var isClosed: String { "it may not be read" }

    static var isGone: String { "gone or no file when it was to be read" }
}
