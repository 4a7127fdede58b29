import Synchronization

/// Tells a task to stop, and knows whether the task has heard it.
///
/// The difference decides how a run that was asked to stop has ended: a task that never looked at
/// the flag has done all its work.
package final class StopFlag: Sendable {
    private let requested = Atomic(false)
    private let observed = Atomic(false)

    /// A flag that is not raised.
    package init() {}

    /// Raises the flag; it never goes down again.
    package func request() {
        requested.store(true, ordering: .releasing)
    }

    /// Whether the flag is raised.
    package var isRequested: Bool {
        requested.load(ordering: .acquiring)
    }

    /// Whether the task has seen the raised flag.
    package var isObserved: Bool {
        observed.load(ordering: .acquiring)
    }

    /// The flag as the task reads it: whether it is raised, which is then taken as heard.
    package func observe() -> Bool {
        guard isRequested else { return false }
        observed.store(true, ordering: .releasing)
        return true
    }
}
