/// Starting programs: what the ways to talk with one have in common.
enum ProgramStart {
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

    /// Starts a program in a process group of its own, with all signals as they usually are.
    ///
    /// - Parameters:
    ///   - program: A name that the `PATH` of the environment is searched for, or a path.
    ///   - arguments: The arguments after the program's name.
    ///   - environment: All of its environment variables.
    ///   - input: What it reads as standard input; nil for nothing.
    ///   - output: What it writes standard output to.
    ///   - errorOutput: What it writes standard error to.
    /// - Returns: Its process, to be given to ``wait(for:)``.
    /// - Throws: `ENOENT` when there is no such program, else what the system says.
    static func spawn(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        input: Int32? = nil,
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
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
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

    /// Waits for a process that was started here; its exit status, or 128 and the number of the
    /// signal that ended it.
    static func wait(for process: pid_t) -> Int {
        var raw: Int32 = 0
        while waitpid(process, &raw, 0) < 0 && errno == EINTR {}
        // wait(2): the low seven bits are the signal, 0 for an exit whose status is in the next byte.
        return raw & 0x7F == 0 ? Int(raw >> 8) & 0xFF : 128 + Int(raw & 0x7F)
    }
}

/// The two ends of a pipe, closed when the value goes away.
final class Pipe {
    /// The end that is read.
    let read: Int32
    /// The end that is written; -1 once it is closed.
    private(set) var write: Int32

    /// Makes a pipe that no program inherits unless it is given an end.
    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("pipe", "") }
        // `pipe2` is not to be had from Swift on Linux. A program that another thread starts just
        // here would keep this pipe open; reading it then ends with the time limit.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        read = ends[0]
        write = ends[1]
    }

    /// Closes the writing end, so that the reader sees the end.
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

/// The two ends of a stream socket, closed when the value goes away.
///
/// What is written to one whose reader has gone fails and raises no SIGPIPE, which would end the
/// process.
final class SocketPair {
    /// The end that a program is given to read; -1 once it is closed.
    private(set) var read: Int32
    private let write: Int32

    /// Makes a pair that no program inherits unless it is given an end.
    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        #if canImport(Darwin) || canImport(Musl)
        let kind = SOCK_STREAM
        #else
        let kind = Int32(SOCK_STREAM.rawValue)
        #endif
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw SystemError("socketpair", "") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        read = ends[0]
        write = ends[1]
        #if canImport(Darwin)
        var isOn: Int32 = 1
        setsockopt(write, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    /// Writes some of the bytes; their number, or -1 and `errno`.
    func send(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { bytes in
            #if canImport(Darwin)
            ExpSystem.write(write, bytes.baseAddress, bytes.count)
            #else
            ExpSystem.send(write, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            #endif
        }
    }

    /// Closes the end that another program reads.
    func closeRead() {
        guard read >= 0 else { return }
        close(read)
        read = -1
    }

    deinit {
        closeRead()
        close(write)
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
