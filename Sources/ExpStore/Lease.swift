package import ExpSystem

/// The right to write a run, held by one process at a time: the file `alive`, locked.
///
/// The rules and their order were found by racing processes; each line below guards against a
/// case that happened.
/// 1. Take: open `alive`; if there, ask for its lock, up to 20 times a millisecond apart, since a
///    reader may hold it for a moment; then the run is alive and the taker refuses.
/// 2. After the lock, the path must still lead to the locked file; else from the start.
/// 3. The attempt is one more than `alive` and `run.json` say. `.alive.PID` is made exclusively,
///    locked, and written whole.
/// 4. With the old file held: renamed over `alive`, then the old one is closed. Without: linked
///    (there already: from the start), then `run.json` is read again; raised meanwhile: from the
///    start.
/// 5. End: `alive` must still name this attempt, else the holder is an orphan and writes no more;
///    then the final `run.json`, then unlink, then close; never close before unlink.
///
/// Rules 6 to 8, for readers, are in ``StatusConclusion``.
package final class Lease: Sendable {
    /// How often the modification time is renewed, in seconds.
    static let heartbeatSeconds = 10.0
    /// The age, in seconds, below which a heartbeat counts as fresh.
    static let freshSeconds = 60.0

    /// Why a lease could not be had.
    package enum Refusal: Error, Hashable, Sendable {
        /// Somebody holds the run, or may: what is known of it.
        case alive(LeaseContent?)
        /// `run.json` says that the run has ended.
        case ended(RunStatus)
        /// The system refused.
        case system(SystemError)
    }

    /// What `run.json` says that matters here.
    struct Claim: Hashable, Sendable {
        var attempts: Int
        var status: RunStatus
    }

    /// What `alive` says of this holder.
    package let content: LeaseContent
    private let folder: OpenFolder
    private let file: Monitor<OpenFile?>

    private init(_ content: LeaseContent, folder: OpenFolder, file: OpenFile) {
        self.content = content
        self.folder = folder
        self.file = Monitor(file)
    }

    /// Takes the lease of a run.
    ///
    /// - Parameters:
    ///   - folder: The run's folder.
    ///   - reopening: Whether a run that has ended may be taken, to go on with it.
    ///   - takingOver: Whether to take a run whose holder on another machine is silent.
    /// - Returns: The lease, held until ``release()`` or the end of the process.
    /// - Throws: A ``Refusal`` that says who holds the run, or what the system refused.
    package static func take(
        in folder: OpenFolder,
        reopening: Bool = false,
        takingOver: Bool = false
    ) throws(Refusal) -> Lease {
        while true {
            if let lease = try attempt(in: folder, reopening, takingOver) { return lease }
        }
    }

    /// One go; nil when another process was in between and it must begin again.
    private static func attempt(
        in folder: OpenFolder,
        _ reopening: Bool,
        _ takingOver: Bool
    ) throws(Refusal) -> Lease? {
        let old = try openOld(folder)
        var oldContent: LeaseContent?
        if let old {
            oldContent = (try? old.readAll(limit: 1 << 16)).flatMap(LeaseContent.init)
            guard try hold(old, oldContent, in: folder, takingOver) else { return nil }
        }
        let claim = claim(in: folder)
        if let claim, claim.status.isFinal, !reopening {
            // Another one ended the run before it was locked here; its `alive` goes with it.
            throw .ended(claim.status)
        }
        let number = max(oldContent?.attempt ?? 0, claim?.attempts ?? 0) + 1
        guard let lease = try make(attempt: number, in: folder) else { return nil }
        let aside = asideName
        do throws(SystemError) {
            if old != nil {
                try folder.rename(aside, to: RunLayout.lease)
                withExtendedLifetime(old) {}
                return lease
            }
            try folder.link(aside, as: RunLayout.lease)
        } catch {
            try? folder.remove(aside)
            if error.code == EEXIST || error.code == ENOENT { return nil }
            throw .system(error)
        }
        try? folder.remove(aside)
        if Self.claim(in: folder) != claim {
            try? folder.remove(RunLayout.lease)
            return nil
        }
        return lease
    }

    private static func openOld(_ folder: OpenFolder) throws(Refusal) -> OpenFile? {
        do throws(SystemError) {
            return try folder.open(RunLayout.lease, O_RDWR)
        } catch {
            guard error.code == ENOENT else { throw .system(error) }
            return nil
        }
    }

    /// Makes sure that nobody lives behind an old `alive`; false when it was replaced meanwhile.
    private static func hold(
        _ old: OpenFile,
        _ content: LeaseContent?,
        in folder: OpenFolder,
        _ takingOver: Bool
    ) throws(Refusal) -> Bool {
        var tries = 0
        var result = old.tryLock()
        while result == .busy, tries < 20 {
            usleep(1_000)
            tries += 1
            result = old.tryLock()
        }
        guard result != .busy else { throw .alive(content) }
        guard let mine = try? old.status(), let there = try? folder.status(of: RunLayout.lease),
            mine.inode == there.inode, mine.device == there.device
        else { return false }
        guard let content, content.inode == mine.inode else { return true }
        let isLockTelling = result == .taken && content.hasLocks && content.isOfThisBoot
        if isLockTelling || takingOver { return true }
        if content.isOfThisBoot {
            guard !content.isHolderAlive else { throw .alive(content) }
            return true
        }
        let age = HeartbeatClock(besides: folder.path).now.seconds(since: mine.modified)
        guard age >= freshSeconds, content.isOfThisMachine else { throw .alive(content) }
        return true
    }

    /// Makes `.alive.PID`, locked and written; nil when a dead process of this number left one.
    private static func make(
        attempt: Int,
        in folder: OpenFolder
    ) throws(Refusal) -> Lease? {
        do throws(SystemError) {
            let file = try folder.open(asideName, O_RDWR | O_CREAT | O_EXCL, mode: 0o666)
            let lock = file.tryLock()
            let content = LeaseContent(
                attempt: attempt,
                inode: try file.status().inode,
                hasLocks: lock == .taken
            )
            try file.write(content.bytes)
            return Lease(content, folder: folder, file: file)
        } catch {
            try? folder.remove(asideName)
            guard error.code == EEXIST else { throw .system(error) }
            return nil
        }
    }

    private static var asideName: String {
        ".\(RunLayout.lease).\(getpid())"
    }

    /// What `run.json` says; nil when it is missing or unreadable.
    static func claim(in folder: OpenFolder) -> Claim? {
        guard let bytes = try? folder.read(RunLayout.record, limit: RecordFile.limitBytes),
            let record = RecordFile.parse(bytes, name: RunLayout.record).flatMap(RunRecord.init)
        else { return nil }
        return Claim(attempts: record.attempts, status: record.status)
    }

    /// Renews the heartbeat; harmless when the folder is gone.
    package func beat() {
        file.withLock { try? $0?.touch() }
    }

    /// Whether `alive` still is this holder's; otherwise another one took over, or the folder is
    /// gone, and nothing more may be written.
    package var isHeld: Bool {
        file.withLock { $0.map(isNamed) ?? false }
    }

    /// Gives the lease up, after the final `run.json` was written: unlink first, then close.
    ///
    /// An orphan only closes: the `alive` that stands there is another one's.
    package func release() {
        file.withLock { file in
            guard let held = file else { return }
            if isNamed(held) { try? folder.remove(RunLayout.lease) }
            file = nil
        }
    }

    private func isNamed(_ held: OpenFile) -> Bool {
        guard let mine = try? held.status(), let there = try? folder.status(of: RunLayout.lease)
        else { return false }
        return mine.inode == there.inode && mine.device == there.device
    }
}
