package import ExpSystem

/// A program started by a test, with its output kept apart by stream.
package struct ChildProcess: Sendable {
    /// What a finished program left.
    package struct Result: Hashable, Sendable {
        /// Everything on standard output.
        package var output: String

        /// Everything on standard error.
        package var errors: String

        /// The exit status, or 128 and the number of the signal that ended it.
        package var status: Int32
    }

    /// The absolute path of the program.
    package var executable: String

    /// Its arguments, without its name.
    package var arguments: [String]

    /// The folder that it starts in.
    package var folder: String

    /// All its environment variables.
    package var environment: [String: String]

    /// What it reads on standard input.
    package var input = ""

    /// Describes a program to start.
    package init(
        _ executable: String,
        _ arguments: [String] = [],
        in folder: String = "/",
        environment: [String: String] = [:]
    ) {
        self.executable = executable
        self.arguments = arguments
        self.folder = folder
        self.environment = environment
    }

    /// Starts the program and waits for its end.
    ///
    /// Its output goes through files, so that no pipe can fill up.
    package func run() -> Result {
        let files = TemporaryDirectory()
        files.write("in", input)
        let child = start { actions in
            posix_spawn_file_actions_addopen(actions, 0, files.appending("in"), O_RDONLY, 0)
            let flags = O_WRONLY | O_CREAT | O_TRUNC
            posix_spawn_file_actions_addopen(actions, 1, files.appending("out"), flags, 0o600)
            posix_spawn_file_actions_addopen(actions, 2, files.appending("err"), flags, 0o600)
        }
        let status = Self.wait(for: child)
        return Result(
            output: files.read("out") ?? "",
            errors: files.read("err") ?? "",
            status: status
        )
    }

    /// Starts the program in a process group of its own.
    ///
    /// - Parameter prepare: Adds what opens the child's standard streams.
    /// - Returns: The process's number, to be given to ``wait(for:)``.
    package func start(_ prepare: (UnsafeMutablePointer<FileActions>) -> Void) -> pid_t {
        var actions = FileActions.empty
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        prepare(&actions)
        var attributes = SpawnAttributes.empty
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A test may run while others ignore or block signals: the child starts with none so.
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP)
        )
        // A shell changes the folder: the call that would is hidden from Swift on Linux.
        let shell = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, folder, executable]
        let words = (shell + arguments).map { strdup($0) } + [nil]
        let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var child: pid_t = 0
        let result = posix_spawn(&child, shell[0], &actions, &attributes, words, variables)
        precondition(
            result == 0,
            "cannot start \(executable): \(String(cString: strerror(result)))"
        )
        return child
    }

    /// Waits for a process; its exit status, or 128 and the signal that ended it.
    package static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

#if canImport(Darwin)
package typealias FileActions = posix_spawn_file_actions_t?
private typealias SpawnAttributes = posix_spawnattr_t?
extension Optional where Wrapped == UnsafeMutableRawPointer {
    fileprivate static var empty: Self { nil }
}
#else
/// What a child opens and closes before its program starts.
package typealias FileActions = posix_spawn_file_actions_t
private typealias SpawnAttributes = posix_spawnattr_t
extension posix_spawn_file_actions_t {
    fileprivate static var empty: Self { Self() }
}
extension posix_spawnattr_t {
    fileprivate static var empty: Self { Self() }
}
#endif
