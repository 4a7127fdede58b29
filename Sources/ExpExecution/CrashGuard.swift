import ExpSystem
import Synchronization

/// Lets the last words of a crashing task reach the terminal and `output.log`, although they are
/// still in a pipe that only the crashing process reads.
///
/// The handler puts back the one that was there before, gives descriptors 1 and 2 back, so that
/// what comes after (a backtrace) goes straight to the terminal, and waits a moment until the
/// reading thread has emptied the pipes. Then the crash takes its course. It calls only functions
/// that POSIX allows in a handler (POSIX.1-2024, XSH 2.4.3): `dup2`, `poll`, `sigaction`, `raise`,
/// and `nanosleep`, which is a plain system call on every system here.
final class CrashGuard: Sendable {
    /// One stream that is read on its way.
    struct Stream: Sendable {
        /// The descriptor that the process writes to: 1 or 2.
        var descriptor: Int32
        /// Where that went before.
        var real: Int32
        /// The end of the pipe that the reading thread reads from.
        var readEnd: Int32
    }

    /// What the handler needs, at an address that does not change.
    fileprivate struct State {
        var streams: UnsafeMutableBufferPointer<Stream>
        var previous: UnsafeMutableBufferPointer<(number: Int32, action: sigaction)>
    }

    /// Starts to guard; there is one guard a process, a second one does nothing.
    ///
    /// - Parameter streams: Standard output and standard error.
    init(_ streams: [Stream]) {
        let numbers = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]
        let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        state.initialize(
            to: State(
                streams: .allocate(capacity: streams.count),
                previous: .allocate(capacity: numbers.count)
            )
        )
        _ = state.pointee.streams.initialize(from: streams)
        _ = state.pointee.previous.initialize(from: numbers.map { ($0, sigaction()) })
        let (isFree, _) = guardAddress.compareExchange(
            expected: 0,
            desired: UInt(bitPattern: state),
            ordering: .acquiringAndReleasing
        )
        guard isFree else {
            release(state)
            return
        }
        for index in state.pointee.previous.indices {
            var action = crashAction()
            sigaction(
                state.pointee.previous[index].number,
                &action,
                &state.pointee.previous[index].action
            )
        }
    }

    /// Puts the handlers back as they were.
    func remove() {
        guard let state = currentState() else { return }
        for index in state.pointee.previous.indices {
            restore(state.pointee.previous[index])
        }
        guardAddress.store(0, ordering: .releasing)
        // Not released: a thread that crashes right now may still be in the handler.
    }
}

/// The address of the guard's state; 0 while nothing is guarded.
private let guardAddress = Atomic<UInt>(0)

private func currentState() -> UnsafeMutablePointer<CrashGuard.State>? {
    UnsafeMutablePointer(bitPattern: guardAddress.load(ordering: .acquiring))
}

private func release(_ state: UnsafeMutablePointer<CrashGuard.State>) {
    state.pointee.streams.deallocate()
    state.pointee.previous.deallocate()
    state.deallocate()
}

private func restore(_ previous: (number: Int32, action: sigaction)) {
    var action = previous.action
    sigaction(previous.number, &action, nil)
}

/// Runs in the crashing thread, while the others go on.
private func handleCrash(
    _ number: Int32,
    _ information: UnsafeMutablePointer<siginfo_t>?,
    _ context: UnsafeMutableRawPointer?
) {
    guard let state = currentState() else { return }
    for index in 0..<state.pointee.previous.count
    where state.pointee.previous[index].number == number {
        restore(state.pointee.previous[index])
    }
    for index in 0..<state.pointee.streams.count {
        let stream = state.pointee.streams[index]
        dup2(stream.real, stream.descriptor)
    }
    var tries = 0
    while tries < 100, isAnythingUnread(state) {
        sleepShortly()
        tries += 1
    }
    // What was read last is still on its way from the reading thread to its two places.
    sleepShortly()
    sleepShortly()
    // A fault happens again on return; a signal that was sent does not.
    if let information, information.pointee.si_code <= 0 { raise(number) }
}

private func isAnythingUnread(_ state: UnsafeMutablePointer<CrashGuard.State>) -> Bool {
    for index in 0..<state.pointee.streams.count {
        var poller = pollfd(
            fd: state.pointee.streams[index].readEnd,
            events: Int16(POLLIN),
            revents: 0
        )
        if poll(&poller, 1, 0) > 0, poller.revents & Int16(POLLIN) != 0 { return true }
    }
    return false
}

private func sleepShortly() {
    var time = timespec(tv_sec: 0, tv_nsec: 10_000_000)
    nanosleep(&time, nil)
}

/// The action that calls ``handleCrash``; each C library names the field in its own way.
private func crashAction() -> sigaction {
    var action = sigaction()
    #if canImport(Darwin)
    action.__sigaction_u.__sa_sigaction = handleCrash
    #elseif canImport(Musl)
    action.__sa_handler.sa_sigaction = handleCrash
    #else
    action.__sigaction_handler.sa_sigaction = handleCrash
    #endif
    action.sa_flags = SA_SIGINFO | SA_ONSTACK
    return action
}
