import ExpDiagnostics
import ExpStore
import ExpSystem
import Synchronization

/// Keeps what a task hands over in its run directory, and tells whoever watches.
final class StoreRecorder: RunRecorder {
    private struct State {
        var pace = ProgressPace()
        /// The newest value of each metric since the last plain line, sorted by name.
        var recent: [(key: String, value: Double)] = []
        /// Names that were refused, each told once.
        var refusedNames: Set<String> = []

        mutating func remember(_ values: [(key: String, value: Double)]) {
            // Most calls name the same metrics as the one before.
            let isSame =
                values.count == recent.count
                && zip(values, recent).allSatisfy { $0.key == $1.key }
            if isSame || recent.isEmpty {
                recent = values
                return
            }
            var merged = Dictionary(uniqueKeysWithValues: recent.map { ($0.key, $0.value) })
            for (name, value) in values { merged[name] = value }
            recent = merged.sorted { $0.key < $1.key }
        }
    }

    private let writer: RunWriter
    private let onEvent: @Sendable (RunEvent) -> Void
    private let start = MonotonicClock.nanoseconds
    private let state = Mutex(State())

    /// Records into a run.
    ///
    /// - Parameters:
    ///   - writer: The run's directory.
    ///   - onEvent: Told everything, on the thread of the task.
    init(writer: RunWriter, onEvent: @escaping @Sendable (RunEvent) -> Void) {
        self.writer = writer
        self.onEvent = onEvent
    }

    func log(_ values: [(key: String, value: Double)], step: Int) {
        guard values.allSatisfy({ isMetricName($0.key) }) else {
            refuse(values.map(\.key).filter { !isMetricName($0) })
            let accepted = values.filter { isMetricName($0.key) }
            if !accepted.isEmpty { log(accepted, step: step) }
            return
        }
        writer.metrics.log(
            step: step,
            values.map { MetricRow.Value(name: $0.key, value: $0.value) }
        )
        state.withLock { $0.remember(values) }
        onEvent(.logged(values, step: step))
    }

    func progress(_ progress: RunProgress) {
        let seconds = MonotonicClock.seconds(since: start)
        let update = state.withLock { state in
            let isLineDue = state.pace.isLineDue(progress, atSeconds: seconds)
            let update = ProgressUpdate(
                progress: progress,
                values: state.recent,
                elapsedSeconds: seconds,
                isLineDue: isLineDue
            )
            if isLineDue { state.recent = [] }
            return update
        }
        if update.isLineDue { writer.output(update.line + "\n") }
        onEvent(.progress(update))
    }

    func artifact(_ name: String, content: ArtifactContent) {
        // The writer counts and tells its trouble itself.
        switch content {
        case .bytes(let bytes): try? writer.addArtifact(name, bytes: bytes)
        case .file(let path): try? writer.addArtifact(name, copying: FilePath(path))
        }
    }

    func checkpoint(_ bytes: [UInt8], step: Int) {
        try? writer.saveCheckpoint(bytes, step: step)
    }

    func note(_ text: String) {
        writer.note(text)
        onEvent(.note(text))
    }

    private func refuse(_ names: [String]) {
        for name in names where state.withLock({ $0.refusedNames.insert(name).inserted }) {
            let trouble = Diagnostic.invalidMetricName(name)
            writer.warning(trouble.message)
            onEvent(.trouble(trouble))
        }
    }
}

/// Whether a metric may have this name: the others are keys of a line of the metric log.
func isMetricName(_ name: String) -> Bool {
    !name.isEmpty && name != "step" && name != "time" && name != "attempt" && name != "after"
}
