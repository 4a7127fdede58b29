import ExpSystem
import Synchronization

/// A signal that asks a run to stop.
package enum StopSignal: String, Hashable, Sendable, CaseIterable {
    /// Ctrl-C.
    case interrupt = "SIGINT"
    /// `kill`, a scheduler, a shutdown.
    case terminate = "SIGTERM"
    /// The terminal went away.
    case hangUp = "SIGHUP"

    /// The exit status of a run that it ended: 130 for Ctrl-C, else 143.
    package var exitStatus: Int32 {
        self == .interrupt ? 130 : 143
    }

    var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        }
    }
}

/// Turns the signals that ask to stop into values that one thread waits for.
///
/// The handlers do nothing but write a byte to a pipe (the self-pipe trick, D. J. Bernstein,
/// https://cr.yp.to/docs/selfpipe.html), so nothing unsafe ever runs in a handler; programs that
/// the task starts get the default handlers back. There is one receiver a process.
///
/// `SIGHUP` stays ignored when it was, as under `nohup`, and so does `SIGINT`, as for a script's
/// `exp … &`: Ctrl-C is then meant for the script. `SIGPIPE` gets a handler that does
/// nothing: a write to a closed pipe fails instead of ending the run.
final class StopSignals: Sendable {
    /// What ended a wait.
    enum Wakening: Hashable, Sendable {
        /// These signals came, in this order.
        case signals([StopSignal])
        /// ``StopSignals/wake()`` was called.
        case woken
        /// The time ran out.
        case timedOut
    }

    private let readEnd: Int32
    private let writeEnd: Int32
    private let previous: Mutex<[(number: Int32, handler: SignalHandler)]>

    /// Starts receiving.
    ///
    /// - Throws: When the system gives no pipe, or when signals are being received already.
    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("pipe", "") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        readEnd = ends[0]
        writeEnd = ends[1]
        previous = Mutex([])
        let (isFree, _) = receivingPipe.compareExchange(
            expected: -1,
            desired: writeEnd,
            ordering: .acquiringAndReleasing
        )
        guard isFree else {
            close(readEnd)
            close(writeEnd)
            throw SystemError("signal", "", code: EBUSY)
        }
        for signal in StopSignal.allCases {
            install(signal.number, keepingIgnored: signal != .terminate) { passOn($0) }
        }
        install(SIGPIPE, keepingIgnored: true) { _ in }
    }

    /// Waits for a signal.
    ///
    /// - Parameter seconds: How long at most; nil for ever.
    /// - Returns: What ended the wait.
    func wait(seconds: Double?) -> Wakening {
        var poller = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        let limit = seconds.map { Int32(min(max($0 * 1000, 0).rounded(.up), 1e9)) } ?? -1
        let ready = poll(&poller, 1, limit)
        guard ready != 0 else { return .timedOut }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(readEnd, &bytes, bytes.count)
        guard count > 0 else { return ready < 0 ? .timedOut : .woken }
        let signals = bytes[..<count].compactMap { byte in
            StopSignal.allCases.first { $0.number == Int32(byte) }
        }
        return signals.isEmpty ? .woken : .signals(signals)
    }

    /// Ends a wait of another thread.
    func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// Puts the handlers back as they were; no thread may wait any more.
    func restore() {
        let handlers = previous.withLock { handlers in
            defer { handlers = [] }
            return handlers
        }
        guard !handlers.isEmpty else { return }
        for (number, handler) in handlers {
            signal(number, handler)
        }
        receivingPipe.store(-1, ordering: .releasing)
        close(readEnd)
        close(writeEnd)
    }

    private func install(
        _ number: Int32,
        keepingIgnored: Bool,
        handler: @escaping @convention(c) (Int32) -> Void
    ) {
        let old = signal(number, handler)
        if keepingIgnored, unsafeBitCast(old, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
        {
            signal(number, old)
            return
        }
        previous.withLock { $0.append((number, old)) }
    }
}

#if canImport(Darwin)
private typealias SignalHandler = sig_t?
#else
private typealias SignalHandler = __sighandler_t?
#endif

/// The write end that the handlers use; -1 while nobody receives.
private let receivingPipe = Atomic<Int32>(-1)

/// Runs in a signal handler: only a write, and `errno` as it was.
private func passOn(_ number: Int32) {
    let code = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(receivingPipe.load(ordering: .acquiring), &byte, 1)
    errno = code
}
