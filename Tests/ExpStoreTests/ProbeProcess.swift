import ExpSystem
import ExpTestSupport

/// A child that runs `ExpStoreProbe`, with its standard output in a pipe.
final class ProbeProcess {
    let id: pid_t
    private let output: Int32
    private var isOver = false

    /// The program, built beside the tests.
    static var program: String {
        let beside = HostFacts.executable?.parent?.appending("ExpStoreProbe")
        if let beside, FileSystem.kind(of: beside) == .file { return beside.string }
        return repositoryRoot() + "/.build/debug/ExpStoreProbe"
    }

    init(_ arguments: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("pipe", "") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        var argv: [UnsafeMutablePointer<CChar>?] = ([Self.program] + arguments).map { strdup($0) }
        argv.append(nil)
        var envp = ProcessEnvironment.variables.map { strdup("\($0.key)=\($0.value)") }
        envp.append(nil)
        defer { for text in argv + envp { free(text) } }
        var child = pid_t()
        let code = posix_spawn(&child, Self.program, &actions, nil, argv, envp)
        close(ends[1])
        id = child
        output = ends[0]
        guard code == 0 else { throw SystemError("start", Self.program, code: code) }
    }

    /// Waits for the next bytes of output; empty at its end.
    func readSome() -> String {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = buffer.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    /// Kills the child, whatever it does.
    func kill() {
        ExpSystem.kill(id, SIGKILL)
    }

    /// Waits for the end of the child and of its output; gives what is left of that.
    func finish() -> String {
        var text = ""
        while true {
            let part = readSome()
            if part.isEmpty { break }
            text += part
        }
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 && errno == EINTR {}
        isOver = true
        return text
    }

    deinit {
        if !isOver {
            kill()
            _ = finish()
        }
        close(output)
    }
}
