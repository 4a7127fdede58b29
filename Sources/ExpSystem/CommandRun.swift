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
        let process = try spawn(
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
        var raw: Int32 = 0
        while waitpid(process, &raw, 0) < 0 && errno == EINTR {}
        // wait(2): the low seven bits are the signal, 0 for an exit whose status is in the next byte.
        run.status = raw & 0x7F == 0 ? Int(raw >> 8) & 0xFF : 128 + Int(raw & 0x7F)
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

    /// Where a program lies: `posix_spawnp` would search this process's own `PATH`.
    private static func path(of program: String, in environment: [String: String]) -> String? {
        guard !program.utf8.contains(UInt8(ascii: "/")) else { return program }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        for folder in folders {
            let candidate = FilePath(String(folder)).appending(program)
            if access(candidate.string, X_OK) == 0, FileSystem.kind(of: candidate) == .file {
                return candidate.string
            }
        }
        return nil
    }

    private static func spawn(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        output: Int32,
        errorOutput: Int32
    ) throws(SystemError) -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errorOutput, 2)

        var none = sigset_t()
        sigemptyset(&none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for signal in [SIGINT, SIGTERM, SIGPIPE, SIGHUP, SIGQUIT] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let argv = CStrings([program] + arguments)
        let envp = CStrings(environment.map { "\($0.key)=\($0.value)" }.sorted())
        var process = pid_t()
        guard let path = path(of: program, in: environment) else {
            throw SystemError("start", program, code: ENOENT)
        }
        let code = posix_spawn(
            &process,
            path,
            &actions,
            &attributes,
            argv.pointers,
            envp.pointers
        )
        guard code == 0 else { throw SystemError("start", program, code: code) }
        return process
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

/// The two ends of a pipe, closed when the value goes away.
private final class Pipe {
    let read: Int32
    private(set) var write: Int32

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("pipe", "") }
        // `pipe2` is not to be had from Swift on Linux. A program that another thread starts just
        // here would keep this pipe open; reading it then ends with the time limit.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        read = ends[0]
        write = ends[1]
    }

    func closeWrite() {
        guard write >= 0 else { return }
        close(write)
        write = -1
    }

    deinit {
        close(read)
        closeWrite()
    }
}

/// Texts as C wants an argument list: pointers with a null at the end.
private final class CStrings {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ texts: [String]) {
        count = texts.count
        pointers = .allocate(capacity: count + 1)
        for (index, text) in texts.enumerated() {
            (pointers + index).initialize(to: strdup(text))
        }
        (pointers + count).initialize(to: nil)
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}
