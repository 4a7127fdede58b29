/// A program that is started once and then answers one question after another: a line to its
/// standard input, an answer from its standard output.
///
/// It may be asked from any thread; one question is answered before the next is put. The program
/// ends when the value goes away.
package final class CommandDialogue: Sendable {
    private let program: String
    private let timeoutSeconds: Double
    private let state: Monitor<State>

    /// Starts a program of the given `PATH`; no shell is involved.
    ///
    /// - Parameters:
    ///   - program: A name that `PATH` is searched for, or a path.
    ///   - arguments: The arguments after the program's name.
    ///   - environment: All of its environment variables.
    ///   - timeoutSeconds: How long one answer may take.
    /// - Throws: When the program cannot be started.
    package init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        timeoutSeconds: Double
    ) throws(SystemError) {
        self.program = program
        self.timeoutSeconds = timeoutSeconds
        let input = try SocketPair()
        let output = try Pipe()
        let errorOutput = try Pipe()
        let process = try ProgramStart.spawn(
            program,
            arguments,
            environment: environment,
            input: input.read,
            output: output.write,
            errorOutput: errorOutput.write
        )
        input.closeRead()
        output.closeWrite()
        errorOutput.closeWrite()
        state = Monitor(
            State(process: process, input: input, output: output, errorOutput: errorOutput)
        )
    }

    deinit {
        state.withLock { state in
            // A program that is asked for answers alone has nothing to finish.
            kill(-state.process, SIGKILL)
            _ = ProgramStart.wait(for: state.process)
        }
    }

    /// Puts a question and reads its answer.
    ///
    /// - Parameters:
    ///   - line: The question, without a newline in it.
    ///   - read: Takes the whole answer from the program's output, and nothing behind it.
    /// - Returns: What `read` made of the answer.
    /// - Throws: `EPIPE` when the program has ended, `ETIMEDOUT` when it does not answer.
    package func ask<Result>(
        _ line: String,
        _ read: (inout Answer) throws(SystemError) -> Result
    ) throws(SystemError) -> Result {
        try state.withLock { (state) throws(SystemError) -> Result in
            if let failure = state.failure { throw failure }
            var answer = Answer(
                state: state,
                program: program,
                timeoutSeconds: timeoutSeconds,
                start: MonotonicClock.nanoseconds
            )
            do throws(SystemError) {
                try state.send(Array(line.utf8) + [UInt8(ascii: "\n")], to: program)
                return try read(&answer)
            } catch {
                // What is left of this answer would be taken for the next.
                state.failure = error
                throw error
            }
        }
    }

    /// What the program wrote to standard error so far, the first 64 KiB.
    package var errorText: String {
        state.withLock { String(decoding: $0.said, as: UTF8.self) }
    }

    /// The pipes, and what was read ahead.
    fileprivate final class State {
        let process: pid_t
        let input: SocketPair
        let output: Pipe
        let errorOutput: Pipe
        var buffer: [UInt8] = []
        /// How much of the buffer was taken.
        var taken = 0
        var said: [UInt8] = []
        var hasErrorEnded = false
        /// Why there are no more answers.
        var failure: SystemError?

        init(process: pid_t, input: SocketPair, output: Pipe, errorOutput: Pipe) {
            self.process = process
            self.input = input
            self.output = output
            self.errorOutput = errorOutput
        }

        func send(_ bytes: [UInt8], to program: String) throws(SystemError) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = input.send(rest)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    // What it said before it ended is read with the answer that does not come.
                    if errno == EPIPE { return }
                    throw SystemError("write", program)
                }
            }
        }
    }

    /// The output of the program from where the answer begins.
    package struct Answer {
        fileprivate let state: State
        fileprivate let program: String
        fileprivate let timeoutSeconds: Double
        fileprivate let start: UInt64

        /// The next line, without its newline.
        package mutating func line() throws(SystemError) -> String {
            var from = state.taken
            while true {
                if let end = state.buffer[from...].firstIndex(of: UInt8(ascii: "\n")) {
                    let text = String(decoding: state.buffer[state.taken..<end], as: UTF8.self)
                    state.taken = end + 1
                    return text
                }
                let scanned = state.buffer.count - state.taken
                try fill()
                from = state.taken + scanned
            }
        }

        /// The next bytes, exactly so many.
        package mutating func bytes(_ count: Int) throws(SystemError) -> [UInt8] {
            while state.buffer.count - state.taken < count { try fill() }
            let bytes = Array(state.buffer[state.taken..<(state.taken + count)])
            state.taken += count
            return bytes
        }

        /// Passes over so many bytes.
        package mutating func skip(_ count: Int) throws(SystemError) {
            var left = count
            while left > 0 {
                if state.taken == state.buffer.count { try fill() }
                let step = min(left, state.buffer.count - state.taken)
                state.taken += step
                left -= step
            }
        }

        /// Reads what there is, at least one byte, and keeps what is written to standard error.
        private mutating func fill() throws(SystemError) {
            state.buffer.removeFirst(state.taken)
            state.taken = 0
            var chunk = [UInt8](repeating: 0, count: 65_536)
            while true {
                let left = timeoutSeconds - MonotonicClock.seconds(since: start)
                guard left > 0 else { throw SystemError("read", program, code: ETIMEDOUT) }
                var sources = [
                    pollfd(fd: state.output.read, events: Int16(POLLIN), revents: 0),
                    pollfd(
                        fd: state.hasErrorEnded ? -1 : state.errorOutput.read,
                        events: Int16(POLLIN),
                        revents: 0
                    ),
                ]
                guard poll(&sources, 2, Int32(min(left * 1_000, 1e6)) + 1) > 0 else { continue }
                if sources[1].revents != 0 { hear(&chunk) }
                guard sources[0].revents != 0 else { continue }
                let count = receive(state.output.read, &chunk)
                if count < 0 { continue }
                if count > 0 {
                    state.buffer += chunk[..<count]
                    return
                }
                while !state.hasErrorEnded { hear(&chunk) }
                throw SystemError("read", program, code: EPIPE)
            }
        }

        /// Keeps what is written to standard error.
        private func hear(_ chunk: inout [UInt8]) {
            let count = receive(state.errorOutput.read, &chunk)
            state.hasErrorEnded = count == 0
            state.said += chunk.prefix(max(0, min(count, 65_536 - state.said.count)))
        }

        /// The bytes read; -1 when a signal came, 0 at the end.
        private func receive(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            return count < 0 && errno != EINTR ? 0 : count
        }
    }
}
