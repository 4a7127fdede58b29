import ExpSystem

extension RunWriter {
    /// Writes the end of the run: syncs metrics, output, config, origins and artifacts, then writes
    /// `run.json`, syncs it and the folder, and gives the lease up.
    ///
    /// Another call, also one at the same time, waits for the first and returns its record; it may
    /// shorten the first one's wait for the capture.
    ///
    /// - Parameters:
    ///   - status: A final status.
    ///   - cause: Why it ended so.
    ///   - exit: How the process that did the work ended.
    ///   - error: What the task said when it failed.
    ///   - captureLimitSeconds: How long the end waits for the capture of the code.
    /// - Returns: The record as written; where it could not be written, or is not complete, it says
    ///   so by `isComplete`.
    @discardableResult
    package func finish(
        _ status: RunStatus,
        cause: StatusCause? = nil,
        exit: RunRecord.Exit? = nil,
        error: String? = nil,
        captureLimitSeconds: Double = 10
    ) -> RunRecord {
        precondition(status.isFinal, "a run ends with a final status")
        let isFirst = state.withLock { state in
            defer { state.isFinishing = true }
            return !state.isFinishing
        }
        guard isFirst else {
            let isOver = state.wait(atMostSeconds: captureLimitSeconds) { $0.isFinished }
            if !isOver { capture?.giveUp() }
            while !state.wait(atMostSeconds: 3_600, until: { $0.isFinished }) {}
            return record
        }
        // Git may still be reading: what needs no answer of it is on the disk before it is waited for.
        closeData()
        let facts = capture?.finish(limitSeconds: captureLimitSeconds)
        let ended = WallClock.now
        closeLogs()
        let summary = metrics.summary
        // Asked again, since all that came before may have taken long.
        let isHeld = lease.isHeld
        if !isHeld { report(.isOrphan(folder.path), isLoss: true) }
        let final = state.withLock { state in
            state.record.status = status
            state.record.cause = cause
            state.record.exit = exit
            state.record.error = error
            state.record.ended = ended
            state.record.codeHash = facts?.hash
            state.record.summary = summary
            return state.record
        }
        if isHeld { write(final) }
        lease.release()
        return state.update { state in
            state.isFinished = true
            return state.record
        }
    }

    private func write(_ final: RunRecord) {
        do throws(SystemError) {
            try folder.writeWhole(final.bytes, to: RunLayout.record, sync: true)
            try folder.sync()
        } catch {
            report(.writeFailed(RunLayout.record, error), isLoss: true)
        }
    }

    private func closeData() {
        reportFurtherLosses()
        for trouble in metrics.close() { report(trouble, isLoss: true) }
        sync(RunLayout.config)
        sync(RunLayout.origins)
        // An orphan's list would take the place of the new owner's.
        guard lease.isHeld else { return }
        do throws(SystemError) {
            try artifacts.finish()
        } catch {
            report(.writeFailed(RunLayout.artifactList, error), isLoss: true)
        }
    }

    /// Closes what the capture of the code may still write to, by its warnings or by itself.
    private func closeLogs() {
        close(outputFile, name: RunLayout.output)
        close(events, name: RunLayout.events)
        sync(RunLayout.environment)
    }

    private func close(_ file: AppendFile, name: String) {
        let (lostByteCount, error) = file.close()
        if lostByteCount > 0 {
            report(.bytesLost(name, count: lostByteCount), isLoss: true)
        } else if let error {
            report(.writeFailed(name, error), isLoss: true)
        }
    }

    private func sync(_ name: String) {
        do throws(SystemError) {
            try folder.open(name, O_RDONLY).sync()
        } catch {
            report(.writeFailed(name, error), isLoss: true)
        }
    }
}
