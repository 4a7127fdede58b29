package import ExpDiagnostics
package import ExpExecution

/// What the process tells the shell; documented in the page "The command line".
package enum ExitStatus: Hashable, Sendable {
    /// Done as asked.
    case success
    /// A run failed, or ended before its time was up.
    case runFailed
    /// `exp diff --exit-code` found differences.
    case differs
    /// The input was wrong and nothing ran.
    case wrongInput
    /// Something outside failed: a disk, a permission.
    case outsideFailed
    /// A signal asked for the end.
    case interrupted(signal: Int32)

    /// The number for the shell.
    package var code: Int32 {
        switch self {
        case .success: 0
        case .runFailed, .differs: 1
        case .wrongInput: 2
        case .outsideFailed: 3
        case .interrupted(let signal): 128 + signal
        }
    }

    /// What the end of a run means.
    package init(_ outcome: RunOutcome) {
        switch outcome.exitStatus {
        case 0: self = .success
        case 1: self = .runFailed
        case 3: self = .outsideFailed
        case let code: self = .interrupted(signal: code - 128)
        }
    }

    /// What a bag of diagnostics means for a command that gave up, or went on, because of them.
    ///
    /// Mistakes of the user win over failures of the outside: they are what to mend first.
    package init(_ bag: DiagnosticBag) {
        let errors = bag.diagnostics.filter { $0.severity == .error }
        if errors.isEmpty {
            self = .success
        } else {
            self = errors.allSatisfy { $0.code.isOutsideFailure } ? .outsideFailed : .wrongInput
        }
    }
}

extension DiagnosticCode {
    /// Whether the code tells of a failing disk or a missing permission, not of wrong input.
    var isOutsideFailure: Bool {
        switch self {
        case .fileUnreadable, .unreadableRun, .storeWriteFailed, .gitFailed: true
        default: false
        }
    }
}
