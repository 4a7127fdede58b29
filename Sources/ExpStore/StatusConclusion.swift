import ExpSystem

/// Concludes a run's status from what is in its folder; nothing is believed that can be checked.
///
/// A final status in `run.json` stands. Else the cases are, in this order:
/// - `alive` is missing: `queued` or `lost`, by what `run.json` says; a folder younger than a minute
///   without `run.json` is still being made.
/// - `alive` names another inode than its own: the folder is a copy, `lost`.
/// - The holder's boot is this machine's present one: the lock decides, `running` or `lost`.
///   Without locks the process does.
/// - This machine at an earlier boot, and the heartbeat is stale: `lost`.
/// - `alive` is there and cannot be opened, as with another user's file: the heartbeat decides.
/// - Anything else: the heartbeat, `running` or `unreachable`.
struct StatusConclusion {
    /// What was found at one moment.
    struct Finding {
        /// `run.json`; nil when it is missing or unreadable.
        var record: RunRecord?
        var evidence: StatusEvidence
    }

    /// How long a folder may lack `run.json` before its run counts as never started, in seconds.
    static let startSeconds = 60.0

    private let path: FilePath

    init(folder: FilePath) {
        path = folder
    }

    /// Looks at the folder until two looks agree.
    ///
    /// A run may end, or change hands, between reading `run.json` and asking for the lock; then the
    /// lock says nothing about what was read. So both are looked at again before it is believed.
    func conclude() -> Finding {
        while true {
            if let finding = look() { return finding }
        }
    }

    private func look() -> Finding? {
        guard let folder = try? OpenFolder(path) else {
            return Finding(evidence: StatusEvidence(.lost, sentences: [.folderIsUnreadable]))
        }
        let mark = Self.mark(of: folder)
        let read = readRecord(in: folder)
        if let record = read.record, record.status.isFinal {
            let sentence = String.finalStatus(record.status, ended: record.ended)
            return Finding(
                record: record,
                evidence: StatusEvidence(record.status, cause: record.cause, sentences: [sentence])
            )
        }
        let found: StatusEvidence?
        do throws(SystemError) {
            let alive = try folder.open(RunLayout.lease, O_RDONLY)
            found = withLease(alive, mark: mark, in: folder)
        } catch {
            guard error.code == ENOENT else {
                return finding(read, withClosedLease(error, in: folder))
            }
            // Its holder may just have written the end and gone.
            guard Self.mark(of: folder) == mark, (try? folder.status(of: RunLayout.lease)) == nil
            else { return nil }
            return Finding(record: read.record, evidence: withoutLease(read, in: folder))
        }
        return found.map { finding(read, $0) }
    }

    /// Joins what was found with what there is to say of `run.json`.
    private func finding(_ read: Reading, _ evidence: StatusEvidence) -> Finding {
        var finding = Finding(record: read.record, evidence: evidence)
        if let sentence = read.sentence {
            finding.evidence.sentences.insert(sentence, at: 0)
        }
        return finding
    }

    // MARK: run.json

    private struct Reading {
        var record: RunRecord?
        var isMissing = false
        /// What is wrong with the file, or to know about it.
        var sentence: String?
    }

    private func readRecord(in folder: OpenFolder) -> Reading {
        do throws(SystemError) {
            let bytes = try folder.read(RunLayout.record, limit: RecordFile.limitBytes)
            guard let node = RecordFile.parse(bytes, name: RunLayout.record),
                let record = RunRecord(node)
            else { return Reading(sentence: .recordIsUnreadable(isEmpty: bytes.isEmpty)) }
            return Reading(
                record: record,
                sentence: record.isOfNewerFormat ? .recordIsNewer(record.formatVersion) : nil
            )
        } catch {
            guard error.code != ENOENT else {
                return Reading(isMissing: true, sentence: .recordIsMissing)
            }
            return Reading(sentence: .recordCannotBeRead(error))
        }
    }

    /// Changes with every writing of `run.json`, since each makes a new file.
    private static func mark(of folder: OpenFolder) -> FileStatus? {
        try? folder.status(of: RunLayout.record)
    }

    // MARK: without `alive`

    private func withoutLease(_ read: Reading, in folder: OpenFolder) -> StatusEvidence {
        if let record = read.record {
            guard record.status != .queued else {
                return StatusEvidence(.queued, sentences: [.isQueued])
            }
            return StatusEvidence(.lost, sentences: [.hasNoLease(record.status)])
        }
        if let sentence = read.sentence, !read.isMissing {
            return StatusEvidence(.lost, sentences: [sentence])
        }
        let clock = HeartbeatClock(besides: path)
        let age = (try? folder.status()).map { clock.now.seconds(since: $0.modified) }
        guard let age, age < Self.startSeconds else {
            return StatusEvidence(.lost, sentences: [.neverStarted(age)])
        }
        return StatusEvidence(.queued, sentences: [.isBeingMade(age)])
    }

    // MARK: with `alive`

    private func withLease(
        _ alive: OpenFile,
        mark: FileStatus?,
        in folder: OpenFolder
    ) -> StatusEvidence? {
        guard let status = try? alive.status(), let bytes = try? alive.readAll(limit: 1 << 16)
        else {
            return StatusEvidence(.lost, sentences: [.leaseIsUnreadable])
        }
        guard let content = LeaseContent(bytes) else {
            return StatusEvidence(.lost, sentences: [.leaseIsUnreadable])
        }
        guard content.inode == status.inode else {
            return StatusEvidence(.lost, cause: .copied, sentences: [.isCopy(content.host)])
        }
        guard content.isOfThisBoot else {
            return byHeartbeat(content, status)
        }
        var sentences = [String.isOfThisBoot(process: content.processID)]
        guard content.hasLocks else {
            sentences.append(.hasNoLocks)
            return byProcess(content, sentences)
        }
        let result = alive.tryLock(shared: true)
        if result == .taken { alive.unlock() }
        if case .unsupported = result {
            sentences.append(.hasNoLocks)
            return byProcess(content, sentences)
        }
        guard let there = try? folder.status(of: RunLayout.lease), there.inode == status.inode,
            Self.mark(of: folder) == mark
        else { return nil }
        sentences.append(.lock(isHeld: result == .busy))
        return StatusEvidence(result == .busy ? .running : .lost, sentences: sentences)
    }

    /// Concludes from the time of an `alive` that this user may not read.
    private func withClosedLease(_ error: SystemError, in folder: OpenFolder) -> StatusEvidence {
        var sentences = [String.leaseCannotBeOpened(error)]
        guard let status = try? folder.status(of: RunLayout.lease, followingLinks: false) else {
            return StatusEvidence(.lost, sentences: sentences)
        }
        let clock = HeartbeatClock(besides: path)
        let age = clock.now.seconds(since: status.modified)
        let isFresh = age < Lease.freshSeconds
        sentences.append(.heartbeat(age, isFresh: isFresh))
        if !clock.isFromFileServer { sentences.append(.usesLocalClock) }
        return StatusEvidence(isFresh ? .running : .unreachable, sentences: sentences)
    }

    private func byProcess(_ content: LeaseContent, _ sentences: [String]) -> StatusEvidence {
        let isAlive = content.isHolderAlive
        return StatusEvidence(
            isAlive ? .running : .lost,
            sentences: sentences + [.process(content.processID, isAlive: isAlive)]
        )
    }

    private func byHeartbeat(_ content: LeaseContent, _ status: FileStatus) -> StatusEvidence {
        let clock = HeartbeatClock(besides: path)
        let age = clock.now.seconds(since: status.modified)
        let isFresh = age < Lease.freshSeconds
        var sentences = [
            content.isOfThisMachine
                ? String.isOfEarlierBoot : .isOfOtherMachine(content.host, content.processID),
            String.heartbeat(age, isFresh: isFresh),
        ]
        if !clock.isFromFileServer { sentences.append(.usesLocalClock) }
        if isFresh { return StatusEvidence(.running, sentences: sentences) }
        return StatusEvidence(content.isOfThisMachine ? .lost : .unreachable, sentences: sentences)
    }
}
