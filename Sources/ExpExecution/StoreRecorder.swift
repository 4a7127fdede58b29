import ExpDiagnostics
import ExpStore
import ExpSystem
import Synchronization

/// Keeps what a task hands over in its run directory, and tells whoever watches.
final class StoreRecorder: RunRecorder {
    private struct State {
        var pace = ProgressPace()
        /// The newest value of each metric since the last plain line.
        var recent: [String: Double] = [:]
        /// Names that were refused, each told once.
        var refusedNames: Set<String> = []
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
        let accepted = values.filter { isMetricName($0.key) }
        if accepted.count < values.count {
            refuse(values.map(\.key).filter { !isMetricName($0) })
        }
        guard !accepted.isEmpty else { return }
        writer.metrics.log(
            step: step,
            accepted.map { MetricRow.Value(name: $0.key, value: $0.value) }
        )
        state.withLock { state in
            for (name, value) in accepted {
                state.recent[name] = value
            }
        }
        onEvent(.logged(accepted, step: step))
    }

    func progress(_ progress: RunProgress) {
        let seconds = MonotonicClock.seconds(since: start)
        let update = state.withLock { state in
            let isLineDue = state.pace.isLineDue(progress, atSeconds: seconds)
            let update = ProgressUpdate(
                progress: progress,
                values: state.recent.sorted { $0.key < $1.key },
                elapsedSeconds: seconds,
                isLineDue: isLineDue
            )
            if isLineDue { state.recent = [:] }
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
private func isMetricName(_ name: String) -> Bool {
    !name.isEmpty && name != "step" && name != "time" && name != "attempt" && name != "after"
}
