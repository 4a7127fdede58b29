/// Decides which steps of a run's progress get a plain line: the first, the last, each fifth of the
/// way, and one a minute where the way is long.
///
/// A short run so prints the same lines each time, which keeps logs comparable.
struct ProgressPace: Sendable {
    private var lastLineSeconds: Double?
    private var lastTotal: Int?
    private var lastPart = 0

    /// The parts of the way that end with a line.
    static let parts = 5

    /// The longest time between two lines, in seconds, for a task that tells its progress.
    static let interval = 60.0

    /// Asks whether a line is due; if so it counts as written.
    ///
    /// - Parameters:
    ///   - progress: How far the work is.
    ///   - seconds: The time since the task started, by a monotonic clock.
    /// - Returns: Whether to write it.
    mutating func isLineDue(_ progress: RunProgress, atSeconds seconds: Double) -> Bool {
        let isNewCount = progress.total != lastTotal
        let done = Double(min(max(progress.done, 0), progress.total))
        let part = progress.total > 0 ? Int(done / Double(progress.total) * Double(Self.parts)) : 0
        let isLate = lastLineSeconds.map { seconds - $0 >= Self.interval } ?? true
        let isLast = progress.done >= progress.total
        guard isLast || isNewCount || part > lastPart || isLate else { return false }
        lastLineSeconds = seconds
        lastTotal = progress.total
        lastPart = part
        return true
    }
}
