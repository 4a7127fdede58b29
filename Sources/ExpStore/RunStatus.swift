/// How a run stands.
package enum RunStatus: String, CaseIterable, Hashable, Sendable {
    /// Written down, not started yet.
    case queued
    /// Alive.
    case running
    /// Ended as it should.
    case completed
    /// The task threw or its program exited with another status than 0.
    case failed
    /// Stopped on request.
    case cancelled
    /// Stopped because its time was up.
    case timedOut
    /// Stopped because it was not worth going on.
    case pruned
    /// Gone without an end: killed, or its machine went down.
    case lost
    /// On another machine that has not been heard of lately; may still come back.
    case unreachable

    /// Whether nothing more will happen; `run.json` may say only these, `queued` and `running`.
    package var isFinal: Bool {
        switch self {
        case .completed, .failed, .cancelled, .timedOut, .pruned: true
        case .queued, .running, .lost, .unreachable: false
        }
    }
}

/// Why a run did not simply complete or fail.
package enum StatusCause: String, CaseIterable, Hashable, Sendable {
    /// A signal from somewhere.
    case signal
    /// Killed by the system for want of memory.
    case outOfMemory
    /// The time that was allowed ran out.
    case timeLimit
    /// The machine failed.
    case nodeFailure
    /// The cluster took the machine away.
    case preempted
    /// The user asked for it.
    case user
    /// The process that started it died.
    case parentLost
    /// The folder is a copy of a living run's.
    case copied
}

/// A status together with what it was concluded from.
package struct StatusEvidence: Hashable, Sendable {
    /// The status.
    package var status: RunStatus

    /// Why, where that is known.
    package var cause: StatusCause?

    /// The facts that led there, as sentences to print, in the order they were looked at.
    package var sentences: [String]

    /// Joins a status with its evidence.
    package init(_ status: RunStatus, cause: StatusCause? = nil, sentences: [String]) {
        self.status = status
        self.cause = cause
        self.sentences = sentences
    }
}
