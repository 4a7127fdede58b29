package import ExpStore

/// How a run has ended, as its record and the process tell it.
package struct RunEnding: Hashable, Sendable {
    /// What became of it.
    package var status: RunStatus

    /// Why, unless it simply completed or failed.
    package var cause: StatusCause?

    /// The error that ended it, in the task's words.
    package var error: String?

    /// The exit status of the process: 0, 1, 130 or 143; 3 is decided by the record.
    package var exitStatus: Int32

    /// How the task itself came to its end.
    enum TaskResult: Hashable, Sendable {
        /// It returned.
        case returned
        /// It threw `CancellationError`.
        case cancelled
        /// It threw another error, described by the text.
        case threw(String)
        /// It is still running, and is not waited for.
        case abandoned
    }

    /// Concludes how a run has ended.
    ///
    /// An interruption is never a failure, and a task that did all its work has completed, also
    /// when it was asked to stop meanwhile and never looked.
    ///
    /// - Parameters:
    ///   - result: How the task itself came to its end.
    ///   - reason: Why it was asked to stop; nil when it was not.
    ///   - isHeard: Whether the task has seen that it should stop.
    init(_ result: TaskResult, reason: StopReason?, isHeard: Bool) {
        switch result {
        case .returned where reason == nil || !isHeard:
            self.init(status: .completed, cause: nil, error: nil, exitStatus: 0)
        case .threw(let error) where reason == nil || !isHeard:
            self.init(status: .failed, cause: nil, error: error, exitStatus: 1)
        case .threw(let error):
            self.init(interruptedBy: reason, error: error)
        case .returned, .cancelled, .abandoned:
            self.init(interruptedBy: reason, error: nil)
        }
    }

    private init(interruptedBy reason: StopReason?, error: String?) {
        switch reason {
        case .timeLimit:
            self.init(status: .timedOut, cause: .timeLimit, error: error, exitStatus: 1)
        case .signal(let signal):
            self.init(
                status: .cancelled,
                cause: .user,
                error: error,
                exitStatus: signal.exitStatus
            )
        case nil:
            self.init(status: .cancelled, cause: nil, error: error, exitStatus: 130)
        }
    }

    private init(status: RunStatus, cause: StatusCause?, error: String?, exitStatus: Int32) {
        self.status = status
        self.cause = cause
        self.error = error
        self.exitStatus = exitStatus
    }
}
