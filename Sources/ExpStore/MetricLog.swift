import ExpDiagnostics
import ExpSystem
import ExpYAML

/// The metrics of one attempt, appended to `metrics.jsonl`, one JSON object a line:
/// `{"step":3,"time":1.52,"train/loss":0.41}`.
///
/// `time` is in seconds since the attempt started, on the monotonic clock. NaN and infinities are
/// the strings `"nan"`, `"inf"` and `"-inf"`. The file appears with the first line.
///
/// **Durability.** When `log` returns, the line was passed to the
/// kernel in one `write`: it survives the death of this process, not a power cut. When the disk
/// refuses, lines are kept in memory, up to ``bufferLimitBytes``, and written first as soon as the
/// disk takes them; lines beyond that are counted as lost. A line that was written in part is
/// finished before anything else.
///
/// **Threads.** Any thread may log at any time; lines never mix.
package final class MetricLog: Sendable {
    /// The most bytes that wait for the disk.
    package static let bufferLimitBytes = 64 << 20

    /// What a later attempt went on from: its first line says so.
    struct Predecessor: Hashable, Sendable {
        /// The attempt whose lines it continues.
        var attempt: Int
        /// The last of those lines that counts, from 1.
        var line: Int
    }

    private struct State: Sendable {
        var buffer: AppendBuffer
        var lineCount = 0
        var lostRowCount = 0
        var summary: SummaryBuilder
        /// The metrics of the line before, with their spelling in JSON: most lines name the same.
        var names: [(name: String, json: [UInt8], index: Int)] = []
        var isClosed = false
        /// Whether a refusal has been told since the disk last took a line.
        var isRefused = false
    }

    private let fileName: String
    private let attempt: Int
    private let after: Predecessor?
    private let limit: Int
    private let start = MonotonicClock.nanoseconds
    private let onTrouble: @Sendable (Diagnostic) -> Void
    private let state: Monitor<State>

    init(
        folder: OpenFolder,
        attempt: Int,
        after: Predecessor? = nil,
        goal: Goal,
        bufferLimitBytes: Int = MetricLog.bufferLimitBytes,
        onTrouble: @escaping @Sendable (Diagnostic) -> Void
    ) {
        self.attempt = attempt
        self.after = after
        fileName = RunLayout.metrics(attempt: attempt)
        limit = bufferLimitBytes
        self.onTrouble = onTrouble
        // Exclusive: a file that is there belongs to another writer, and two must not mix.
        let buffer = AppendBuffer(fileName, in: folder, isExclusive: true)
        state = Monitor(State(buffer: buffer, summary: SummaryBuilder(goal: goal)))
    }

    /// Logs values in the order given; without values nothing is logged.
    ///
    /// - Parameters:
    ///   - step: Any number; steps need not increase, and one step may be logged in several calls.
    ///   - values: Metrics with their values.
    package func log(step: Int, _ values: [MetricRow.Value]) {
        guard !values.isEmpty else { return }
        let trouble = state.withLock { state -> Diagnostic? in
            guard !state.isClosed else { return nil }
            let elapsed = MonotonicClock.nanoseconds &- start
            // The summary counts a line even when the disk never takes it.
            state.summary.beginRow(step: step, time: Double(elapsed / 1_000) / 1e6)
            let rowStart = state.buffer.bytes.count
            beginLine(step: step, elapsed: elapsed, &state)
            for (place, value) in values.enumerated() {
                append(value, at: place, &state)
            }
            state.summary.endRow()
            state.buffer.bytes.append(contentsOf: "}\n".utf8)
            guard state.buffer.waitingCount <= limit else {
                state.buffer.bytes.removeLast(state.buffer.bytes.count - rowStart)
                state.lostRowCount += 1
                flush(&state)
                return state.lostRowCount == 1 ? .metricRowsLost(fileName) : nil
            }
            state.lineCount += 1
            return flush(&state)
        }
        if let trouble { onTrouble(trouble) }
    }

    /// Logs values sorted by name.
    package func log(step: Int, _ values: [String: Double]) {
        let sorted = values.sorted { $0.key < $1.key }
        log(step: step, sorted.map { MetricRow.Value(name: $0.key, value: $0.value) })
    }

    /// What became of the metrics so far.
    package var summary: RunSummary {
        state.withLock { $0.summary.summary }
    }

    /// How many lines the file has, those counted that wait for the disk.
    var lineCount: Int {
        state.withLock { $0.lineCount }
    }

    /// Writes and syncs what is left; later calls of `log` do nothing.
    ///
    /// - Returns: What could not be recorded; empty when all is there.
    func close() -> [Diagnostic] {
        state.withLock { state in
            guard !state.isClosed else { return [] }
            var troubles: [Diagnostic] = []
            flush(&state)
            state.isClosed = true
            let lost = state.lostRowCount + state.buffer.waitingLineCount
            if lost > 0 { troubles.append(.metricRowsMissing(fileName, count: lost)) }
            do throws(SystemError) {
                try state.buffer.sync()
            } catch {
                troubles.append(.writeFailed(fileName, error))
            }
            state.buffer.close()
            return troubles
        }
    }

    private func beginLine(step: Int, elapsed: UInt64, _ state: inout State) {
        if state.lineCount == 0, attempt > 1 {
            state.buffer.bytes.append(contentsOf: "{\"attempt\":\(attempt)".utf8)
            if let after {
                let line = ",\"after\":{\"attempt\":\(after.attempt),\"line\":\(after.line)}"
                state.buffer.bytes.append(contentsOf: line.utf8)
            }
            state.buffer.bytes.append(contentsOf: "}\n".utf8)
            state.lineCount = 1
        }
        state.buffer.bytes.append(contentsOf: "{\"step\":".utf8)
        JSONText.append(step, to: &state.buffer.bytes)
        state.buffer.bytes.append(contentsOf: ",\"time\":".utf8)
        JSONText.appendSeconds(nanoseconds: elapsed, to: &state.buffer.bytes)
    }

    private func append(_ value: MetricRow.Value, at place: Int, _ state: inout State) {
        if place >= state.names.count || state.names[place].name != value.name {
            var json: [UInt8] = [UInt8(ascii: ",")]
            JSONText.append(value.name, to: &json)
            json.append(UInt8(ascii: ":"))
            let known = (value.name, json, state.summary.index(of: value.name))
            if place < state.names.count {
                state.names[place] = known
            } else {
                state.names.append(known)
            }
        }
        state.buffer.bytes.append(contentsOf: state.names[place].json)
        JSONText.append(value.value, to: &state.buffer.bytes)
        state.summary.add(value.value, at: state.names[place].index)
    }

    /// Hands everything that waits to the kernel, as far as it takes it.
    ///
    /// - Returns: The reason, when the disk refuses and that has not been told yet.
    @discardableResult
    private func flush(_ state: inout State) -> Diagnostic? {
        do throws(SystemError) {
            try state.buffer.flush()
            state.isRefused = false
            return nil
        } catch {
            guard !state.isRefused else { return nil }
            state.isRefused = true
            return .metricsWait(fileName, error)
        }
    }
}
