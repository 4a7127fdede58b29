import ExpSystem

/// Bytes on their way to the end of a file that appears with the first of them.
///
/// What the disk refuses waits, and goes first as soon as the disk takes it, so that a line which
/// was written in part is finished before anything else. The owner guards it with a lock.
struct AppendBuffer: Sendable {
    /// What was not yet taken by the kernel, after ``written`` bytes that were.
    var bytes: [UInt8] = []

    private var written = 0
    private var file: OpenFile?
    private let folder: OpenFolder
    private let name: String
    private let isExclusive: Bool

    /// A buffer for a file of a folder; with `isExclusive` a file that is there already belongs to
    /// another writer, with whom nothing may be mixed.
    init(_ name: String, in folder: OpenFolder, isExclusive: Bool) {
        self.name = name
        self.folder = folder
        self.isExclusive = isExclusive
    }

    /// How many bytes wait.
    var waitingCount: Int {
        bytes.count - written
    }

    /// How many lines wait, the one counted that was written in part.
    var waitingLineCount: Int {
        bytes[written...].count { $0 == UInt8(ascii: "\n") }
    }

    /// Hands everything to the kernel; what it does not take stays.
    mutating func flush() throws(SystemError) {
        guard written < bytes.count else { return }
        do throws(SystemError) {
            let file = try open()
            while written < bytes.count { written += try write(to: file) }
            bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 16)
            written = 0
        } catch {
            // Moved to the front only now and then, so that refusals do not cost a copy each.
            if written > bytes.count / 2 {
                bytes.removeFirst(written)
                written = 0
            }
            throw error
        }
    }

    /// Waits until what was taken is on the disk.
    func sync() throws(SystemError) {
        try file?.sync()
    }

    /// Gives up what waits and closes the file.
    mutating func close() {
        bytes = []
        written = 0
        file = nil
    }

    private mutating func open() throws(SystemError) -> OpenFile {
        if let file { return file }
        let flags = O_WRONLY | O_CREAT | O_APPEND | (isExclusive ? O_EXCL : 0)
        let opened = try folder.open(name, flags)
        file = opened
        return opened
    }

    private func write(to file: OpenFile) throws(SystemError) -> Int {
        let start = written
        let result = bytes.withUnsafeBytes { buffer -> Result<Int, SystemError> in
            do throws(SystemError) {
                return .success(
                    try file.writeOnce(UnsafeRawBufferPointer(rebasing: buffer[start...]))
                )
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

/// A file of a run's folder that grows, such as `events.jsonl` and `output.log`.
///
/// Any thread may append at any time.
final class AppendFile: Sendable {
    /// The most bytes that wait for a disk that refuses; what comes after them is lost.
    static let limitBytes = 1 << 20

    private struct State: Sendable {
        var buffer: AppendBuffer
        var lostCount = 0
        var isClosed = false
    }

    private let name: String
    private let state: Monitor<State>

    init(_ name: String, in folder: OpenFolder) {
        self.name = name
        state = Monitor(State(buffer: AppendBuffer(name, in: folder, isExclusive: false)))
    }

    /// Appends bytes with one `write`; after ``close()`` it does nothing.
    ///
    /// - Throws: What the disk said; the bytes wait then, as long as few do.
    func append(_ bytes: [UInt8]) throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            guard !state.isClosed else { return }
            if state.buffer.waitingCount > Self.limitBytes {
                state.lostCount += bytes.count
            } else {
                state.buffer.bytes += bytes
            }
            try state.buffer.flush()
        }
    }

    /// Writes what waits, syncs and closes.
    ///
    /// - Returns: How many bytes could not be written, and what went wrong.
    func close() -> (lostByteCount: Int, error: SystemError?) {
        state.withLock { state in
            guard !state.isClosed else { return (0, nil) }
            state.isClosed = true
            var failure: SystemError?
            do throws(SystemError) {
                try state.buffer.flush()
                try state.buffer.sync()
            } catch {
                failure = error
            }
            let lost = state.lostCount + state.buffer.waitingCount
            state.buffer.close()
            return (lost, failure)
        }
    }
}
