/// Why a run was asked to stop.
package enum StopReason: Hashable, Sendable {
    /// A signal came.
    case signal(StopSignal)
    /// The time that the config allows has passed.
    case timeLimit
}

/// Decides what a signal or a passed deadline means for a run, from what came before.
///
/// | before | `SIGINT`, `SIGTERM` | `SIGHUP` | deadline |
/// |---|---|---|---|
/// | nothing | ask the task to stop | ask the task to stop | ask the task to stop |
/// | asked to stop | end at once | nothing | the first time nothing, then end at once |
///
/// A hang-up never ends a run at once: some systems send it right after `SIGTERM`.
struct StopPolicy: Sendable {
    /// What happens to a run from outside.
    enum Event: Hashable, Sendable {
        /// A signal came.
        case signal(StopSignal)
        /// The time limit passed, or the time of grace after it.
        case deadline
    }

    /// What is to be done.
    enum Action: Hashable, Sendable {
        /// Raise the flag that the task looks at.
        case askToStop(StopReason)
        /// End the process without waiting for the task.
        case endNow(StopReason)
        /// Nothing.
        case nothing
    }

    /// Why the task was first asked to stop; nil while it was not.
    private(set) var reason: StopReason?

    private var deadlinesPassed = 0

    mutating func decide(_ event: Event) -> Action {
        switch event {
        case .signal(let signal):
            guard reason != nil else { return ask(.signal(signal)) }
            return signal == .hangUp ? .nothing : .endNow(.signal(signal))
        case .deadline:
            deadlinesPassed += 1
            guard let reason else { return ask(.timeLimit) }
            return deadlinesPassed > 1 ? .endNow(reason) : .nothing
        }
    }

    private mutating func ask(_ reason: StopReason) -> Action {
        self.reason = reason
        return .askToStop(reason)
    }
}
