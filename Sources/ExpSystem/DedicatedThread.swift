import Synchronization

/// A thread of its own for work that must go on while busy tasks hold every thread of the
/// concurrency pool: heartbeats, signals, reading pipes.
package final class DedicatedThread: Sendable {
    /// The bits of the system's handle, which is a number here and a pointer there.
    private let handle: UInt
    private let isJoined = Atomic(false)

    /// Starts a thread.
    ///
    /// - Parameter body: What it does; the thread ends when this returns.
    /// - Throws: When the system gives no more threads.
    package init(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
        let work = Unmanaged.passRetained(ThreadBody(body))
        #if canImport(Darwin)
        var created: pthread_t?
        let result = pthread_create(&created, nil, runThreadBody, work.toOpaque())
        #else
        var created = pthread_t()
        let result = pthread_create(&created, nil, runThreadBodyOptional, work.toOpaque())
        #endif
        guard result == 0 else {
            work.release()
            throw SystemError("pthread_create", "", code: result)
        }
        #if canImport(Darwin)
        handle = UInt(bitPattern: created)
        #else
        handle = UInt(created)
        #endif
    }

    /// Waits until the thread has ended; at once when it was waited for before.
    package func join() {
        guard !isJoined.exchange(true, ordering: .acquiringAndReleasing) else { return }
        if let thread { pthread_join(thread, nil) }
    }

    deinit {
        // Without this a thread that nobody waited for would keep its stack for ever.
        if !isJoined.load(ordering: .acquiring), let thread { pthread_detach(thread) }
    }

    private var thread: pthread_t? {
        #if canImport(Darwin)
        pthread_t(bitPattern: handle)
        #else
        pthread_t(handle)
        #endif
    }
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

private func runThreadBody(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}

#if !canImport(Darwin)
private func runThreadBodyOptional(
    _ argument: UnsafeMutableRawPointer?
) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    return runThreadBody(argument)
}
#endif
