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
