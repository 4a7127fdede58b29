/// An open file, closed when the value goes away; never inherited by a child.
package final class OpenFile: Sendable {
    /// The number that the system gave it.
    package let descriptor: Int32

    /// The path it was opened by, for messages.
    package let path: String

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: The file; a relative path starts in the process's working directory.
    ///   - flags: As for `open(2)`; `O_CLOEXEC` is added.
    ///   - mode: The permissions of a file that `O_CREAT` makes, before the process's mask.
    /// - Throws: What the system says.
    package init(_ path: FilePath, _ flags: Int32, mode: UInt32 = 0o666) throws(SystemError) {
        var opened: Int32
        repeat {
            opened = open(path.string, flags | O_CLOEXEC, mode_t(mode))
        } while opened < 0 && errno == EINTR
        guard opened >= 0 else { throw SystemError("open", path.string) }
        descriptor = opened
        self.path = path.string
    }

    init(owning descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        close(descriptor)
    }

    /// The facts about the open file, wherever its name has gone.
    package func status() throws(SystemError) -> FileStatus {
        var raw = stat()
        guard fstat(descriptor, &raw) == 0 else { throw SystemError("fstat", path) }
        return FileStatus(raw)
    }

    /// Everything from the current position on; more than `limit` bytes fail with `EFBIG`.
    package func readAll(limit: Int = .max) throws(SystemError) -> [UInt8] {
        let expected = try status().sizeBytes
        guard expected <= limit else { throw SystemError("read", path, code: EFBIG) }
        var bytes: [UInt8] = []
        // One byte more than the size, so that a file that did not grow ends in one read.
        var chunkBytes = max(expected + 1, 4_096)
        while true {
            let start = bytes.count
            var failure: SystemError?
            let chunk = [UInt8](unsafeUninitializedCapacity: chunkBytes) { buffer, count in
                do throws(SystemError) {
                    count = try read(into: UnsafeMutableRawBufferPointer(buffer))
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            if chunk.isEmpty { return bytes }
            if start == 0 { bytes = chunk } else { bytes += chunk }
            guard bytes.count <= limit else { throw SystemError("read", path, code: EFBIG) }
            chunkBytes = 65_536
        }
    }

    /// Reads what is there, up to the buffer's size; 0 at the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        while true {
            let count = ExpSystem.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw SystemError("read", path) }
        }
    }

    /// Reads at a place without moving the position; 0 at the end.
    package func read(
        into buffer: UnsafeMutableRawBufferPointer,
        at offset: Int
    ) throws(SystemError) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else { throw SystemError("pread", path) }
        }
    }

    /// Writes all bytes, however many calls it takes.
    package func write(_ bytes: [UInt8]) throws(SystemError) {
        var failure: SystemError?
        bytes.withUnsafeBytes { buffer in
            var rest = UnsafeRawBufferPointer(rebasing: buffer[...])
            while !rest.isEmpty {
                do throws(SystemError) {
                    let count = try writeOnce(rest)
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                } catch {
                    failure = error
                    return
                }
            }
        }
        if let failure { throw failure }
    }

    /// One `write`; may take fewer bytes than given.
    package func writeOnce(_ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
        while true {
            let count = ExpSystem.write(descriptor, bytes.baseAddress, bytes.count)
            if count > 0 || (count == 0 && bytes.isEmpty) { return count }
            if count == 0 { throw SystemError("write", path, code: ENOSPC) }
            guard errno == EINTR else { throw SystemError("write", path) }
        }
    }

    /// Waits until the file's content is on the disk.
    package func sync() throws(SystemError) {
        #if canImport(Darwin)
        // On Darwin `fsync` only reaches the drive; `fcntl(2)`, F_FULLFSYNC, reaches the disk.
        if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
        let result = fsync(descriptor)
        #else
        let result = fdatasync(descriptor)
        #endif
        // EINVAL: the file system has nothing to sync (a pipe, some network file systems).
        guard result == 0 || errno == EINVAL else { throw SystemError("fsync", path) }
    }

    /// Sets the modification time to now, by the clock of the machine that holds the file.
    package func touch() throws(SystemError) {
        guard futimens(descriptor, nil) == 0 else { throw SystemError("futimens", path) }
    }

    /// What came of asking for a lock.
    package enum LockResult: Hashable, Sendable {
        /// The lock is held until the file is closed.
        case taken
        /// Somebody else holds it.
        case busy
        /// The file system has no such locks; the value is `errno`.
        case unsupported(Int32)
    }

    /// Asks for the file's `flock(2)` lock without waiting.
    package func tryLock(shared: Bool = false) -> LockResult {
        while flock(descriptor, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            return errno == EWOULDBLOCK ? .busy : .unsupported(errno)
        }
        return .taken
    }

    /// Gives the lock back while the file stays open.
    package func unlock() {
        flock(descriptor, LOCK_UN)
    }
}
