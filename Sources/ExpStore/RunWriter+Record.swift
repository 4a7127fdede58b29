package import ExpDiagnostics
package import ExpSystem
import ExpYAML

extension RunWriter {
    /// Begins the capture of the code on a thread of its own; outside a repository it does nothing.
    package func startCapture() {
        guard let capture, let codeReader else { return }
        capture.start(codeReader)
    }

    /// Adds a line to `events.jsonl`: `{"time":"…","event":NAME,…}`.
    ///
    /// - Parameters:
    ///   - name: What happened, such as `checkpoint`.
    ///   - fields: What to know about it.
    package func event(_ name: String, _ fields: [(name: String, value: Event)] = []) {
        guard !isFinishing else { return }
        writeEvent(name, fields)
    }

    /// A value in a line of `events.jsonl`.
    package enum Event: Hashable, Sendable {
        /// A text.
        case text(String)
        /// A whole number.
        case number(Int)
        /// Any number.
        case float(Double)
    }

    /// Adds text to `output.log`, as it is.
    package func output(_ text: String) {
        output(bytes: Array(text.utf8))
    }

    /// Adds bytes to `output.log`, as they are.
    package func output(bytes: [UInt8]) {
        guard !isFinishing else { return }
        append(bytes, to: outputFile, name: RunLayout.output)
    }

    /// Records a file that the task made; one of the same name is replaced.
    ///
    /// - Parameters:
    ///   - name: The path below `artifacts`, with slashes.
    ///   - bytes: The content.
    /// - Throws: `store-write-failed`; the record counts as incomplete then.
    package func addArtifact(_ name: String, bytes: [UInt8]) throws(Diagnostic) {
        guard !isFinishing else { return }
        do throws(SystemError) {
            try artifacts.add(name, bytes: bytes)
        } catch {
            throw lost(.artifactFailed(name, error), .artifacts, error)
        }
    }

    /// Records a copy of a file; one of the same name is replaced.
    ///
    /// - Parameters:
    ///   - name: The path below `artifacts`, with slashes.
    ///   - file: What is copied.
    /// - Throws: `store-write-failed`; the record counts as incomplete then.
    package func addArtifact(_ name: String, copying file: FilePath) throws(Diagnostic) {
        guard !isFinishing else { return }
        do throws(SystemError) {
            try artifacts.add(name, copying: file)
        } catch {
            throw lost(.artifactFailed(name, error), .artifacts, error)
        }
    }

    /// Saves what a resumed run starts from, and notes in `events.jsonl` how far the metrics were.
    ///
    /// - Parameters:
    ///   - bytes: The task's own state.
    ///   - step: The step that the state stands after.
    /// - Throws: `store-write-failed`; the record counts as incomplete then.
    package func saveCheckpoint(_ bytes: [UInt8], step: Int) throws(Diagnostic) {
        guard !isFinishing else { return }
        let name = RunLayout.checkpoint(attempt: attempt, step: step)
        let line = metrics.lineCount
        do throws(SystemError) {
            do throws(SystemError) {
                try folder.createDirectory(RunLayout.checkpoints, like: model)
            } catch {
                guard error.code == EEXIST else { throw error }
            }
            try folder.writeWhole(bytes, to: name)
        } catch {
            throw lost(.writeFailed(name, error), .checkpoints, error)
        }
        var hash = SHA256()
        hash.update(bytes)
        let fields: [(name: String, value: Event)] = [
            ("step", .number(step)), ("attempt", .number(attempt)), ("line", .number(line)),
            ("file", .text(name)), ("sizeBytes", .number(bytes.count)),
            ("sha256", .text(hash.finish())),
        ]
        event("checkpoint", fields)
    }

    /// Changes the user's labels.
    ///
    /// - Parameter change: Gets them as they are now.
    /// - Throws: `store-write-failed`.
    package func changeLabels(_ change: (inout RunLabels) -> Void) throws(Diagnostic) {
        try RunLabels.update(in: folder, change)
    }
}

extension RunWriter {
    var isFinishing: Bool {
        state.withLock { $0.isFinishing }
    }

    func writeEvent(_ name: String, _ fields: [(name: String, value: Event)]) {
        var line = Array("{\"time\":".utf8)
        JSONText.append(WallClock.now.description, to: &line)
        line += Array(",\"event\":".utf8)
        JSONText.append(name, to: &line)
        for field in fields {
            line.append(UInt8(ascii: ","))
            JSONText.append(field.name, to: &line)
            line.append(UInt8(ascii: ":"))
            switch field.value {
            case .text(let text): JSONText.append(text, to: &line)
            case .number(let number): JSONText.append(number, to: &line)
            case .float(let number): JSONText.append(number, to: &line)
            }
        }
        line += Array("}\n".utf8)
        append(line, to: events, name: RunLayout.events)
    }

    private func append(_ bytes: [UInt8], to file: AppendFile, name: String) {
        do throws(SystemError) {
            try file.append(bytes)
        } catch {
            report(.writeFailed(name, error), isLoss: false)
        }
    }

    /// Notes that the record lacks something, and gives the reason back to be thrown.
    ///
    /// Of losses that differ only in the file's name the first is told, the others are counted: a
    /// task may save at every step.
    private func lost(
        _ diagnostic: Diagnostic,
        _ kind: Loss.Kind,
        _ error: SystemError
    ) -> Diagnostic {
        let loss = Loss(kind: kind, code: error.code)
        let isFirst = state.withLock { state in
            state.losses[loss, default: 0] += 1
            return state.losses[loss] == 1
        }
        if isFirst { report(diagnostic, isLoss: true) }
        return diagnostic
    }

    /// Files that could not be written for the same reason.
    struct Loss: Hashable, Sendable {
        /// What the files are.
        enum Kind: Hashable, Sendable {
            case artifacts
            case checkpoints
        }

        var kind: Kind
        var code: Int32
    }

    /// Tells how many losses there were beside those that were told.
    func reportFurtherLosses() {
        let losses = state.withLock { $0.losses }
        for kind in [Loss.Kind.artifacts, .checkpoints] {
            let further = losses.filter { $0.key.kind == kind }.values.reduce(0) { $0 + $1 - 1 }
            if further > 0 { report(.furtherLosses(kind, count: further), isLoss: true) }
        }
    }

    /// Tells a trouble once; with `isLoss` the record lacks something by it.
    func report(_ diagnostic: Diagnostic, isLoss: Bool) {
        Self.report(diagnostic, isLoss: isLoss, in: state, to: onTrouble)
    }

    static func report(
        _ diagnostic: Diagnostic,
        isLoss: Bool,
        in state: Monitor<State>,
        to onTrouble: @Sendable (Diagnostic) -> Void
    ) {
        let isNew = state.withLock { state in
            if isLoss {
                state.record.isComplete = false
                if !state.record.recordTroubles.contains(diagnostic.message) {
                    state.record.recordTroubles.append(diagnostic.message)
                }
            }
            return state.told.insert(diagnostic.message).inserted
        }
        if isNew { onTrouble(diagnostic) }
    }
}
