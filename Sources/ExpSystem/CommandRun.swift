/// What a small command said and how it ended.
package struct CommandRun: Hashable, Sendable {
    /// The exit status; 128 and the signal's number when a signal ended it.
    package var status: Int

    /// What it wrote to standard output.
    package var output: [UInt8]

    /// What it wrote to standard error, the first 64 KiB.
    package var errorOutput: [UInt8]

    /// Whether it was ended because its time was up.
    package var didTimeOut: Bool

    /// Whether it was ended because it wrote more than was asked for.
    package var isCut: Bool

    /// Whether it ended by itself with status 0.
    package var didSucceed: Bool {
        status == 0 && !didTimeOut && !isCut
    }

    /// The output as text, without the newline at its end.
    package var text: String {
        String(
            decoding: output.last == UInt8(ascii: "\n") ? output.dropLast() : output[...],
            as: UTF8.self
        )
    }

    /// Runs a program of the given `PATH` and waits for it; no shell is involved, standard input is empty.
    ///
    /// The program gets a process group of its own, so that Ctrl-C in the terminal does not reach
    /// it and a timeout ends what it started too.
    ///
    /// - Parameters:
    ///   - program: A name that `PATH` is searched for, or a path.
    ///   - arguments: The arguments after the program's name.
    ///   - environment: All of its environment variables.
    ///   - timeoutSeconds: After this it is killed.
    ///   - limitBytes: The most standard output that is kept; more ends the program.
    ///   - leash: What another thread may end the program by.
    /// - Returns: What it said and how it ended.
    /// - Throws: When the program cannot be started, `ECANCELED` when the leash was pulled before.
    ///   An exit status other than 0 is no error.
    package static func run(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        timeoutSeconds: Double,
        limitBytes: Int = 64 << 20,
        leash: CommandLeash? = nil
    ) throws(SystemError) -> CommandRun {
        if leash?.isPulled == true { throw SystemError("start", program, code: ECANCELED) }
        let output = try Pipe()
        let errorOutput = try Pipe()
        let process = try ProgramStart.spawn(
            program,
            arguments,
            environment: environment,
            output: output.write,
            errorOutput: errorOutput.write
        )
        output.closeWrite()
        errorOutput.closeWrite()
        leash?.hold(process)

        var run = CommandRun(
            status: 0,
            output: [],
            errorOutput: [],
            didTimeOut: false,
            isCut: false
        )
        run.collect(
            from: output.read,
            and: errorOutput.read,
            timeoutSeconds: timeoutSeconds,
            limitBytes: limitBytes
        )
        if run.didTimeOut || run.isCut { kill(-process, SIGKILL) }
        // Once the process is waited for, its number may be another one's.
        leash?.hold(nil)
        run.status = ProgramStart.wait(for: process)
        return run
    }

    private mutating func collect(
        from output: Int32,
        and errorOutput: Int32,
        timeoutSeconds: Double,
        limitBytes: Int
    ) {
        let start = MonotonicClock.nanoseconds
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var sources = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errorOutput, events: Int16(POLLIN), revents: 0),
        ]
        while sources.contains(where: { $0.fd >= 0 }) {
            let left = timeoutSeconds - MonotonicClock.seconds(since: start)
            guard left > 0 else {
                didTimeOut = true
                return
            }
            let milliseconds = Int32(min(left * 1_000, 1e6)) + 1
            guard poll(&sources, nfds_t(sources.count), milliseconds) > 0 else { continue }
            for index in sources.indices where sources[index].revents != 0 {
                let count = buffer.withUnsafeMutableBytes {
                    read(sources[index].fd, $0.baseAddress, $0.count)
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else {
                    // A negative descriptor is passed over by poll(2).
                    sources[index].fd = -1
                    continue
                }
                if index == 1 {
                    self.errorOutput += buffer.prefix(min(count, 65_536 - self.errorOutput.count))
                    continue
                }
                self.output += buffer[..<count]
                if self.output.count > limitBytes {
                    self.output.removeLast(self.output.count - limitBytes)
                    isCut = true
                    return
                }
            }
        }
    }
}

/// Ends the programs of one piece of work, from another thread and for good.
package final class CommandLeash: Sendable {
    private struct State: Sendable {
        var process: pid_t?
        var isPulled = false
    }

    private let state = Monitor(State())

    /// A leash that holds nothing.
    package init() {}

    /// Whether nothing more may start.
    package var isPulled: Bool {
        state.withLock { $0.isPulled }
    }

    /// Kills the program that runs now, with what it started; none starts any more.
    package func pull() {
        state.withLock { state in
            state.isPulled = true
            if let process = state.process { kill(-process, SIGKILL) }
        }
    }

    fileprivate func hold(_ process: pid_t?) {
        state.withLock { state in
            state.process = process
            if state.isPulled, let process { kill(-process, SIGKILL) }
        }
    }
}
