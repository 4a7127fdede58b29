package import ExpDiagnostics
package import ExpStore
package import ExpSystem

/// Something that happens in a run and that a user who watches it wants to know.
package enum RunEvent: Sendable {
    /// The run has its directory, and the task is about to start.
    case started(StartedRun)
    /// The task logged measurements, sorted by name.
    case logged([(key: String, value: Double)], step: Int)
    /// The task said how far it is.
    case progress(ProgressUpdate)
    /// The task noted a line.
    case note(String)
    /// The task wrote to standard output or standard error.
    case output([UInt8], StandardStream)
    /// Something could not be recorded; each kind is told once.
    case trouble(Diagnostic)
    /// The task was asked to stop.
    case stopping(StopReason)
}

/// What is known of a run when its task starts.
package struct StartedRun: Sendable {
    /// The run's name.
    package var id: RunID

    /// Where it is recorded.
    package var directory: FilePath

    /// Where standard output goes; not descriptor 1 while the task's own output is recorded.
    package var standardOutput: StandardStream

    /// Where standard error goes; not descriptor 2 while the task's own output is recorded.
    package var standardError: StandardStream
}

/// How far a run is, together with what was logged on the way there.
package struct ProgressUpdate: Sendable {
    /// How far the work is.
    package var progress: RunProgress

    /// The values logged since the last line, the newest of each metric, sorted by name.
    package var values: [(key: String, value: Double)]

    /// Wall-clock time since the task started, in seconds, by a monotonic clock.
    package var elapsedSeconds: Double

    /// Whether a plain line is due; few are, so that a log stays readable.
    package var isLineDue: Bool

    /// The plain line: `epoch 3/50  train/loss 0.41`.
    package var line: String {
        ExecutionMessages.progressLine(progress, values: values)
    }
}

/// One of the two streams that a program writes text to.
package struct StandardStream: Hashable, Sendable {
    /// Which of the two.
    package enum Kind: Hashable, Sendable {
        /// Data.
        case output
        /// Everything else.
        case error
    }

    /// Which of the two.
    package var kind: Kind

    /// The descriptor to write to.
    package var descriptor: Int32

    /// Standard output by its usual descriptor.
    package static let output = StandardStream(kind: .output, descriptor: 1)

    /// Standard error by its usual descriptor.
    package static let error = StandardStream(kind: .error, descriptor: 2)

    /// Opens `/dev/null` for each of the three standard streams that is closed, so that no file of
    /// the run gets a number that the task prints to.
    static func openMissing() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is taken, and all below are open.
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// Writes all bytes; a closed or full stream is no error.
    package func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                ExpSystem.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Another program that shares the stream may have made it non-blocking.
                var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&poller, 1, -1)
            } else if errno != EINTR {
                return
            }
        }
    }
}
