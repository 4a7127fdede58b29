import ExpSystem
import Synchronization

/// Watches over one run from a thread of its own: signals and the time limit.
///
/// It does not depend on the concurrency pool, whose threads a busy task may hold all.
final class Supervisor: Sendable {
    /// What the supervisor does to the run; called on its thread.
    struct Actions: Sendable {
        /// Asks the task to stop.
        var askToStop: @Sendable (StopReason) -> Void
        /// Ends the process without waiting for the task; on return the supervisor goes on.
        var endNow: @Sendable (StopReason) -> Void
    }

    /// The times that a run may take, in seconds.
    struct Limits: Sendable {
        /// From the start until the task is asked to stop; nil for ever.
        var time: Double?
        /// From there until the run is ended.
        var grace: Double
    }

    private let signals: StopSignals
    private let actions: Actions
    private let limits: Limits
    private let policy = Mutex(StopPolicy())
    private let isOver = Atomic(false)
    private let isTaskOver = Atomic(false)
    private let thread = Mutex<DedicatedThread?>(nil)

    /// Prepares supervision.
    ///
    /// - Parameters:
    ///   - limits: The times allowed.
    ///   - actions: What to do to the run.
    /// - Throws: When the system gives no pipe, or when another run is supervised here.
    init(limits: Limits, actions: Actions) throws(SystemError) {
        signals = try StopSignals()
        self.limits = limits
        self.actions = actions
    }

    /// Why the task was asked to stop; nil while it was not.
    var reason: StopReason? {
        policy.withLock { $0.reason }
    }

    /// Starts the thread, from which on signals and time count.
    func start() throws(SystemError) {
        let started = try DedicatedThread { self.watch() }
        thread.withLock { $0 = started }
    }

    /// Says that the task has ended: the limits were for it, not for the writing of the record.
    func taskEnded() {
        isTaskOver.store(true, ordering: .releasing)
        signals.wake()
    }

    /// Ends supervision and puts the signal handlers back as they were.
    func finish() {
        isOver.store(true, ordering: .releasing)
        signals.wake()
        thread.withLock { $0 }?.join()
        signals.restore()
    }

    private func watch() {
        let start = MonotonicClock.nanoseconds
        var deadline = limits.time
        while !isOver.load(ordering: .acquiring) {
            if isTaskOver.load(ordering: .acquiring) { deadline = nil }
            let remaining = deadline.map { $0 - MonotonicClock.seconds(since: start) }
            switch signals.wait(seconds: remaining) {
            case .woken:
                continue
            case .timedOut:
                guard !isTaskOver.load(ordering: .acquiring), let passed = deadline,
                    MonotonicClock.seconds(since: start) >= passed
                else {
                    continue
                }
                deadline = passed + limits.grace
                perform(.deadline)
            case .signals(let first):
                for signal in withoutEchoes(first) {
                    perform(.signal(signal))
                }
            }
        }
    }

    /// The signals without those that one key press or one command sends twice: `timeout(1)`
    /// signals the process and then its group, microseconds apart.
    private func withoutEchoes(_ first: [StopSignal]) -> [StopSignal] {
        var pause = timespec(tv_sec: 0, tv_nsec: 20_000_000)
        nanosleep(&pause, nil)
        var all = first
        if case .signals(let more) = signals.wait(seconds: 0) { all += more }
        var seen: Set<StopSignal> = []
        return all.filter { seen.insert($0).inserted }
    }

    private func perform(_ event: StopPolicy.Event) {
        switch policy.withLock({ $0.decide(event) }) {
        case .askToStop(let reason): actions.askToStop(reason)
        case .endNow(let reason): actions.endNow(reason)
        case .nothing: break
        }
    }
}
