import ExpSystem

/// The time by which heartbeats are judged: that of the machine which holds the files.
///
/// A file made for a moment beside the runs gets its time from there. Where none can be made the
/// local clock must do.
struct HeartbeatClock {
    let now: Timestamp
    /// Whether the file server told the time.
    let isFromFileServer: Bool

    /// Reads the clock in the folder that holds a run's folder.
    init(besides run: FilePath) {
        let name = ".probe.\(getpid()).\(SystemRandom.base32(count: 6))"
        let probe = run.appending("..").appending(name)
        if let file = try? OpenFile(probe, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600) {
            let status = try? file.status()
            try? FileSystem.remove(probe)
            if let status {
                now = status.modified
                isFromFileServer = true
                return
            }
        }
        now = WallClock.now
        isFromFileServer = false
    }
}
