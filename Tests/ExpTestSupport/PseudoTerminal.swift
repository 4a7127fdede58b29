package import ExpSystem

/// A terminal without a screen: a program started on it believes that somebody watches.
package final class PseudoTerminal: Sendable {
    private let master: Int32
    private let name: String

    /// Whether this machine gives out terminals; a bare container may have no `/dev/pts`.
    package static let isAvailable: Bool = {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard master >= 0 else { return false }
        defer { close(master) }
        guard let path = unlock(master) else { return false }
        let slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard slave >= 0 else { return false }
        close(slave)
        return true
    }()

    /// A terminal of a size.
    package init(columns: Int = 80, rows: Int = 24) {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard master >= 0, let path = Self.unlock(master) else {
            preconditionFailure("cannot open a pseudo-terminal")
        }
        name = path
        var size = winsize()
        size.ws_col = UInt16(columns)
        size.ws_row = UInt16(rows)
        let result = ioctl(master, UInt(TIOCSWINSZ), &size)
        precondition(result == 0, "cannot set a terminal's size")
    }

    deinit {
        close(master)
    }

    /// Unlocks the other end and tells its name (`pts(4)`, `ioctl_tty(2)`); the C library's
    /// functions for it are hidden from Swift on Linux.
    private static func unlock(_ master: Int32) -> String? {
        #if os(Linux)
        var lock: Int32 = 0
        var number: UInt32 = 0
        let setLock: UInt = 0x4004_5431
        let getNumber: UInt = 0x8004_5430
        guard ioctl(master, setLock, &lock) == 0, ioctl(master, getNumber, &number) == 0 else {
            return nil
        }
        return "/dev/pts/\(number)"
        #else
        guard grantpt(master) == 0, unlockpt(master) == 0, let path = ptsname(master) else {
            return nil
        }
        return String(cString: path)
        #endif
    }

    /// Sends keys to the program on the terminal.
    package func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
        precondition(count == bytes.count, "cannot type")
    }

    /// Runs a program with its three streams on the terminal.
    ///
    /// - Parameters:
    ///   - process: The program.
    ///   - onOutput: Called with all output so far whenever there is more, and with the program's
    ///     number, for a signal at the right moment.
    /// - Returns: Everything that appeared, with line ends as `\n`, and the exit status.
    package func run(
        _ process: ChildProcess,
        onOutput: (String, pid_t) -> Void = { _, _ in }
    ) -> (output: String, status: Int32) {
        // Held open until the program has it, or the master would read an end at once.
        let slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        let child = process.start { actions in
            for descriptor: Int32 in 0...2 {
                posix_spawn_file_actions_addopen(actions, descriptor, name, O_RDWR | O_NOCTTY, 0)
            }
        }
        close(slave)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(master, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // EIO on Linux, 0 elsewhere: the last program on the terminal has gone.
            guard count > 0 else { break }
            bytes += buffer[..<count]
            onOutput(String(decoding: bytes, as: UTF8.self), child)
        }
        let status = ChildProcess.wait(for: child)
        let text = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
        return (
            text.split(separator: "\r\n", omittingEmptySubsequences: false)
                .joined(separator: "\n"), status
        )
    }
}
