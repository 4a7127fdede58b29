/// Decides which steps of a run's progress get a plain line: the first, the last, and in between
/// at most two a second.
struct ProgressPace: Sendable {
    private var lastLineSeconds: Double?
    private var lastTotal: Int?

    /// The shortest time between two lines, in seconds.
    static let interval = 0.5

    /// Asks whether a line is due; if so it counts as written.
    ///
    /// - Parameters:
    ///   - progress: How far the work is.
    ///   - seconds: The time since the task started, by a monotonic clock.
    /// - Returns: Whether to write it.
    mutating func isLineDue(_ progress: RunProgress, atSeconds seconds: Double) -> Bool {
        let isLast = progress.done >= progress.total
        let isNewCount = progress.total != lastTotal
        let isLate = lastLineSeconds.map { seconds - $0 >= Self.interval } ?? true
        guard isLast || isNewCount || isLate else { return false }
        lastLineSeconds = seconds
        lastTotal = progress.total
        return true
    }
}
