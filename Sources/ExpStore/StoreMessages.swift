import ExpDiagnostics
import ExpSystem

// All wording of this target: what recording and reading runs says to the user.

extension Diagnostic {
    // Recording.

    static func writeFailed(_ name: String, _ error: SystemError) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            message: "`\(name)` could not be written: \(error.reason)",
            notes: ["while trying to \(error.operation) `\(error.path)`"]
        )
    }

    static func metricsWait(_ name: String, _ error: SystemError) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            severity: .warning,
            message: "`\(name)` cannot be written now: \(error.reason)",
            notes: ["lines are kept in memory, up to 64 MB, until the disk takes them"],
            help: "make room on the disk; the run goes on"
        )
    }

    static func metricRowsLost(_ name: String) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            message: "lines of `\(name)` are being lost: 64 MB wait for the disk already",
            help: "make room on the disk; the run goes on"
        )
    }

    static func metricRowsMissing(_ name: String, count: Int) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            message: "\(count) \(count == 1 ? "line" : "lines") of `\(name)` could not be written"
        )
    }
}

extension Diagnostic {
    static func captureUnfinished(seconds: Double) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            severity: .warning,
            message: "the code was not captured whole: git did not end within \(Int(seconds)) s"
                + " after the task",
            help: "commit what matters before a run, or ignore large folders"
        )
    }

    static func cannotStart(_ error: SystemError) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            message: "the run's folder cannot be made: \(error.reason)",
            notes: ["while trying to \(error.operation) `\(error.path)`"],
            help: "make the runs folder writable, or name another with `--runs`"
        )
    }

    static func cannotStart(link: FilePath, to target: String) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            message: "the run's folder cannot be made: `\(link)` is a link to `\(target)`, and"
                + " nothing is there",
            help: "make the folder that it leads to, or name another with `--runs`"
        )
    }

    static func heartbeatFailed(_ error: SystemError) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            severity: .warning,
            message: "no heartbeat can be given: \(error.reason)",
            notes: ["other machines will take the run for unreachable"]
        )
    }

    static func artifactFailed(_ name: String, _ error: SystemError) -> Diagnostic {
        guard error.operation != "name" else {
            return Diagnostic(
                .storeWriteFailed,
                message: "`\(name)` is no name for an artifact",
                help: "use parts joined by `/` that are not empty and do not begin with a dot"
            )
        }
        return Diagnostic(
            .storeWriteFailed,
            message: "the artifact `\(name)` could not be written: \(error.reason)",
            notes: ["while trying to \(error.operation) `\(error.path)`"]
        )
    }

    static func furtherLosses(_ kind: RunWriter.Loss.Kind, count: Int) -> Diagnostic {
        let noun =
            switch kind {
            case .artifacts: count == 1 ? "artifact" : "artifacts"
            case .checkpoints: count == 1 ? "checkpoint" : "checkpoints"
            }
        return Diagnostic(
            .storeWriteFailed,
            message: "\(count) more \(noun) could not be written"
        )
    }

    static func bytesLost(_ name: String, count: Int) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            message: "\(count) bytes of `\(name)` could not be written"
        )
    }

    static func isOrphan(_ path: FilePath) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            message: "the end was not recorded: `\(path)` is not this process's run any more",
            notes: ["its folder was deleted, or another process took it over"]
        )
    }
}
