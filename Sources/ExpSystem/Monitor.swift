/// A value that several threads share, with a lock around it and a way to wait for a change.
///
/// It blocks the calling thread, never a task of the concurrency pool on purpose: what waits here
/// has a thread of its own.
package final class Monitor<State>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var state: State

    /// Puts a lock around a value.
    package init(_ state: sending State) {
        self.state = state
        pthread_mutex_init(mutex, nil)
        #if canImport(Darwin)
        pthread_cond_init(changed, nil)
        #else
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(changed, &attributes)
        pthread_condattr_destroy(&attributes)
        #endif
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    /// Runs a short piece of work while no other thread sees the value.
    package func withLock<Result, Failure>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// As ``withLock(_:)``, and wakes everybody who waits.
    package func update<Result>(_ body: (inout State) -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer {
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(mutex)
        }
        return body(&state)
    }

    /// Waits until the value is as asked, at most so many seconds of the monotonic clock.
    ///
    /// - Returns: Whether the value is as asked.
    package func wait(atMostSeconds limit: Double, until isReached: (State) -> Bool) -> Bool {
        let start = MonotonicClock.nanoseconds
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isReached(state) {
            let left = limit - MonotonicClock.seconds(since: start)
            guard left > 0 else { return false }
            waitOnce(seconds: left)
        }
        return true
    }

    private func waitOnce(seconds: Double) {
        #if canImport(Darwin)
        var time = timespec(
            tv_sec: Int(seconds),
            tv_nsec: Int((seconds - Double(Int(seconds))) * 1e9)
        )
        pthread_cond_timedwait_relative_np(changed, mutex, &time)
        #else
        let end = MonotonicClock.nanoseconds &+ UInt64(min(seconds, 1e9) * 1e9)
        var time = timespec(
            tv_sec: Int(end / 1_000_000_000),
            tv_nsec: Int(end % 1_000_000_000)
        )
        pthread_cond_timedwait(changed, mutex, &time)
        #endif
    }
}
