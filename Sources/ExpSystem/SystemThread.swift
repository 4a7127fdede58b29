/// A thread of its own, for work that must go on while tasks keep every pool thread busy.
package enum SystemThread {
    /// Starts a thread that no one joins.
    ///
    /// All signals are blocked in it, so that a handler runs on a thread that expects it.
    ///
    /// - Parameters:
    ///   - name: Shown by `top -H` and debuggers; at most 15 bytes count on Linux.
    ///   - body: The work; when it returns the thread ends.
    /// - Throws: When the system has no thread left.
    package static func start(
        _ name: String,
        _ body: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        let job = Unmanaged.passRetained(Job(name: String(name.prefix(15)), body: body))
        let code = create(job.toOpaque())
        guard code == 0 else {
            job.release()
            throw SystemError("pthread_create", name, code: code)
        }
    }

    private static func create(_ job: UnsafeMutableRawPointer) -> Int32 {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        #if canImport(Darwin)
        var thread: pthread_t?
        return pthread_create(&thread, &attributes, threadMain, job)
        #else
        var thread = pthread_t()
        return pthread_create(&thread, &attributes, threadMain, job)
        #endif
    }

    fileprivate final class Job: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}

// A function, no closure: with a closure the compiler of Swift 6.3.1 crashes in `SendNonSendable`.
private func threadMain(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let pointer else { return nil }
    let job = Unmanaged<SystemThread.Job>.fromOpaque(pointer).takeRetainedValue()
    #if canImport(Darwin)
    pthread_setname_np(job.name)
    #else
    // What `pthread_setname_np` does, which Swift does not import from glibc.
    if let file = try? OpenFile("/proc/thread-self/comm", O_WRONLY) {
        try? file.write(Array(job.name.utf8))
    }
    #endif
    job.body()
    return nil
}
