import ExpStore
import ExpSystem

/// Owners and readers of one run's folder that watch each other through a file beside it.
///
/// The file `truth` says who owns the run and how many owners have crashed. An owner enters itself
/// right after taking the lease and its end right before giving the lease up, however it does. So an
/// owner that finds another one there met a second owner. A reader that concludes `lost` was wrong
/// when the run was owned or well ended as it began, and nobody crashed meanwhile.
///
/// A good end here writes `queued`, so that the race goes on.
struct LeaseRace {
    private let folder: FilePath
    private let end: UInt64
    private let truth: OpenFile

    init(_ folder: FilePath, seconds: Double) {
        self.folder = folder
        end = MonotonicClock.nanoseconds + UInt64(seconds * 1e9)
        let path = folder.appending("../truth").normalised
        guard let file = try? OpenFile(path, O_RDWR | O_CREAT) else { exit(3) }
        truth = file
    }

    /// Takes the lease again and again and gives it up in the ways that a process may.
    func own(seed: UInt64) {
        var random = seed
        var takes = 0
        var doubles = 0
        var attempts: [Int] = []
        guard let open = try? OpenFolder(folder) else { exit(3) }
        while MonotonicClock.nanoseconds < end {
            guard let lease = try? Lease.take(in: open) else {
                usleep(1_000)
                continue
            }
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let attempt = lease.content.attempt
            takes += 1
            attempts.append(attempt)
            if present.owner > 0 { doubles += 1 }
            present.owner = attempt
            writeRecord(attempt, .running, in: open)
            usleep(UInt32(random >> 33 % 3_000))
            if present.owner != attempt { doubles += 1 }
            switch random >> 40 % 64 {
            case 0..<40:
                writeRecord(attempt, .queued, in: open)
                present.owner = -attempt
                lease.release()
            case 40:
                present = present.crashed
                // Dies holding it: the system closes the file.
                Probe.tell("own \(takes) \(doubles) \(Self.list(attempts))")
                _exit(9)
            // Dies without a word, as far as the files can tell: closed, never unlinked.
            default: present = present.crashed
            }
            withExtendedLifetime(lease) {}
        }
        Probe.tell("own \(takes) \(doubles) \(Self.list(attempts))")
    }

    /// Concludes the status again and again.
    func read() {
        let name = RunID(folder.name)
        guard let id = name else { exit(3) }
        var reads = 0
        var falselyLost = 0
        var unreadable = 0
        while MonotonicClock.nanoseconds < end {
            let before = present
            let snapshot = RunSnapshot(RunEntry(id: id, folder: folder))
            let after = present
            reads += 1
            // Else the readers' own locks would keep every owner out.
            usleep(1_000)
            if snapshot.record == nil { unreadable += 1 }
            let isLost = snapshot.status == .lost
            if isLost, before.owner != 0, before.crashes == after.crashes { falselyLost += 1 }
        }
        Probe.tell("read \(reads) \(falselyLost) \(unreadable)")
    }

    /// What `truth` holds.
    private struct Truth {
        /// The attempt that owns the run; negative after its good end; 0 after a crash.
        var owner = 0
        /// How many owners have crashed.
        var crashes = 0

        var crashed: Truth {
            Truth(owner: 0, crashes: crashes + 1)
        }
    }

    /// Read and written whole, in one call.
    private var present: Truth {
        get {
            var value = Truth()
            _ = withUnsafeMutableBytes(of: &value) { try? truth.read(into: $0, at: 0) }
            return value
        }
        nonmutating set {
            var value = newValue
            withUnsafeBytes(of: &value) {
                _ = pwrite(truth.descriptor, $0.baseAddress, $0.count, 0)
            }
        }
    }

    private static func list(_ numbers: [Int]) -> String {
        numbers.map(String.init).joined(separator: ",")
    }

    private func writeRecord(_ attempt: Int, _ status: RunStatus, in open: OpenFolder) {
        guard let id = RunID(folder.name) else { return }
        var record = RunRecord(id: id, task: "probe", status: status, created: WallClock.now)
        record.attempts = attempt
        try? open.writeWhole(record.bytes, to: RunLayout.record)
    }
}
