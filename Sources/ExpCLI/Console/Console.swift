package import ExpSystem
import Synchronization

/// The two streams that the program writes to, and what is known about them.
///
/// Data goes to standard output, everything else to standard error. A reader that has gone away
/// (`exp ls | head -1`) is no failure: what would be written is dropped from then on. May be used
/// from any thread; one call is written as a whole.
package final class Console: Sendable {
    /// Where a text goes.
    package enum Stream: Hashable, Sendable {
        /// What was asked for.
        case output
        /// Messages, progress, everything else.
        case errors
    }

    private struct State {
        var liveLine = ""
        var failure: SystemError?
        var closed: Set<Stream> = []
        var descriptors: [Stream: Int32] = [.output: 1, .errors: 2]
    }

    /// Whether standard output is watched by a person.
    package let isOutputTerminal: Bool

    /// Whether standard error is watched by a person.
    package let isErrorTerminal: Bool

    /// The columns of the terminal; nil when neither stream is one.
    package let width: Int?

    /// The columns that data should fit; nil for a file or a pipe, which have no end.
    package var outputWidth: Int? {
        isOutputTerminal ? width : nil
    }

    /// Whether messages are coloured.
    package let isErrorColoured: Bool

    /// Whether data is coloured.
    package let isOutputColoured: Bool

    private let state = Mutex(State())

    /// The process's own streams.
    ///
    /// - Parameter variables: The environment: `NO_COLOR` (https://no-color.org) and `TERM=dumb`
    ///   switch colours off, `COLUMNS` sets the width.
    package init(variables: [String: String]) {
        isOutputTerminal = Terminal.standardOutput.isTerminal
        isErrorTerminal = Terminal.standardError.isTerminal
        let mayColour = (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb"
        isErrorColoured = isErrorTerminal && mayColour
        isOutputColoured = isOutputTerminal && mayColour
        let asked = variables["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        let terminal = isOutputTerminal ? Terminal.standardOutput : Terminal.standardError
        width = isOutputTerminal || isErrorTerminal ? asked ?? terminal.width ?? 80 : asked
        // A write to a closed pipe shall return EPIPE instead of ending the process.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Writes data; a newline is added.
    package func print(_ text: String) {
        write(text + "\n", to: .output)
    }

    /// Writes a message; a newline is added.
    package func note(_ text: String) {
        write(text + "\n", to: .errors)
    }

    /// Writes a text as it stands, above the live line when there is one.
    package func write(_ text: String, to stream: Stream) {
        write(Array(text.utf8), to: stream)
    }

    /// Writes bytes as they stand, above the live line when there is one.
    package func write(_ bytes: [UInt8], to stream: Stream) {
        guard !bytes.isEmpty else { return }
        state.withLock { state in
            let live = state.liveLine
            if !live.isEmpty { Self.send(Self.eraseLine, to: .errors, &state) }
            Self.send(bytes, to: stream, &state)
            if !live.isEmpty { Self.send(Array(live.utf8), to: .errors, &state) }
        }
    }

    /// Writes to copies of other descriptors from now on: while a task's own output is recorded,
    /// 1 and 2 are the recording's, and the given ones are closed at an end that nobody announces.
    package func redirect(output: Int32, errors: Int32) {
        state.withLock { state in
            let copies = [Stream.output: output, .errors: errors]
                .mapValues { fcntl($0, F_DUPFD_CLOEXEC, 10) }
            // Without a free descriptor nothing can be told; the run itself goes on.
            state.descriptors.merge(copies.filter { $0.value >= 0 }) { $1 }
        }
    }

    /// Writes to the process's own streams again.
    package func endRedirection() {
        state.withLock { state in
            for descriptor in state.descriptors.values where descriptor > 2 { close(descriptor) }
            state.descriptors = [.output: 1, .errors: 2]
        }
    }

    /// Shows a line that the next one replaces, on a terminal only; an empty one takes it away.
    package func showLive(_ line: String) {
        guard isErrorTerminal else { return }
        state.withLock { state in
            guard state.liveLine != line else { return }
            state.liveLine = line
            Self.send(Self.eraseLine + Array(line.utf8), to: .errors, &state)
        }
    }

    /// What the system said when data could not be written; a reader that has gone is no failure.
    package var failure: SystemError? {
        state.withLock { $0.failure }
    }

    /// Back to the first column, and everything after it away (ECMA-48, EL).
    private static let eraseLine = Array("\r\u{1B}[K".utf8)

    private static func send(_ bytes: [UInt8], to stream: Stream, _ state: inout State) {
        guard !state.closed.contains(stream), let descriptor = state.descriptors[stream] else {
            return
        }
        bytes.withUnsafeBytes { bytes in
            var rest = bytes
            while !rest.isEmpty {
                let count = ExpSystem.write(descriptor, rest.baseAddress, rest.count)
                if count >= 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                } else if errno == EAGAIN {
                    // A terminal or pipe that somebody set to non-blocking: wait for room.
                    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&wanted, 1, -1)
                } else if errno != EINTR {
                    if errno != EPIPE, stream == .output {
                        state.failure = SystemError("write", "standard output")
                    }
                    state.closed.insert(stream)
                    return
                }
            }
        }
    }
}
