package import ExpDiagnostics
import ExpSystem
package import ExpYAML

/// A run as it reads at one moment; later changes of its folder do not show.
package struct RunSnapshot: Sendable {
    /// Which run it is.
    package let entry: RunEntry

    /// `run.json`; nil when it is missing or cannot be understood: then the status is `lost`.
    package let record: RunRecord?

    /// The user's labels; none when `labels.json` is missing or cannot be understood.
    package let labels: RunLabels

    /// The status, with what it was concluded from.
    package let evidence: StatusEvidence

    /// Reads `run.json` and `labels.json` and concludes the status.
    ///
    /// A folder that cannot be read gives a snapshot too: `lost`, with the reason as evidence.
    package init(_ entry: RunEntry) {
        self.entry = entry
        let finding = StatusConclusion(folder: entry.folder).conclude()
        record = finding.record
        evidence = finding.evidence
        labels = RunLabels(readFrom: entry.folder)
    }

    /// The status concluded.
    package var status: RunStatus {
        evidence.status
    }

    /// What became of the metrics: as the run wrote it at its end, else computed from its file.
    ///
    /// - Complexity: Linear in the metrics file for a run that has not ended.
    package var summary: RunSummary {
        var ignored = DiagnosticBag()
        return summary(into: &ignored)
    }

    /// As ``summary``, reporting lines of the metrics file that could not be read.
    ///
    /// The last line of a run that is at work is often torn; that is told only of a lost one.
    package func summary(into diagnostics: inout DiagnosticBag) -> RunSummary {
        if let summary = record?.summary, record?.status.isFinal == true { return summary }
        let reader = MetricReader(folder: entry.folder)
        var damage = MetricTable()
        do throws(SystemError) {
            let summary = try reader.summary(goal: record?.goal ?? .none, noting: &damage)
            if damage.corruptLineCount > 0 {
                diagnostics.report(.metricLinesCorrupt(entry.id, count: damage.corruptLineCount))
            }
            if damage.isTruncated, status == .lost { diagnostics.report(.metricLineTorn(entry.id)) }
            return summary
        } catch {
            if error.code != ENOENT { diagnostics.report(.runFileUnreadable(entry.id, error)) }
            return RunSummary()
        }
    }

    /// All metrics as columns.
    ///
    /// - Parameter allAttempts: Whether to show what a later attempt went back behind, too.
    /// - Returns: A table that is empty when nothing was logged; that is no error.
    /// - Throws: `unreadable-run`.
    package func metrics(allAttempts: Bool = false) throws(Diagnostic) -> MetricTable {
        do throws(SystemError) {
            return try MetricReader(folder: entry.folder).table(allAttempts: allAttempts)
        } catch {
            throw .runFileUnreadable(entry.id, error)
        }
    }

    /// The config that the run used, from `config.yaml`; nil after reporting why not.
    ///
    /// That a run which was killed at its start has no such file is said by its status: for this and
    /// the two below nothing is reported then.
    package func config(into diagnostics: inout DiagnosticBag) -> Node? {
        guard let file = sourceFile(RunLayout.config, into: &diagnostics) else { return nil }
        return YAMLReader.read(file, into: &diagnostics)?.root
    }

    /// Where each value of the config came from; nil after reporting why not.
    package func origins(into diagnostics: inout DiagnosticBag) -> Node? {
        json(RunLayout.origins, into: &diagnostics)
    }

    /// Machine, program and code, from `environment.json`; nil after reporting why not.
    package func environment(into diagnostics: inout DiagnosticBag) -> Node? {
        json(RunLayout.environment, into: &diagnostics)
    }

    /// The files that the task made, in the order made; empty when there are none.
    package var artifacts: [ArtifactRecord] {
        let path = entry.folder.appending(RunLayout.artifactList)
        guard let bytes = try? FileSystem.read(path, limit: RecordFile.limitBytes) else {
            return []
        }
        return ArtifactRecord.list(from: bytes)
    }

    private func json(_ name: String, into diagnostics: inout DiagnosticBag) -> Node? {
        guard let file = sourceFile(name, into: &diagnostics) else { return nil }
        return JSONReader.read(file, into: &diagnostics)
    }

    private func sourceFile(
        _ name: String,
        into diagnostics: inout DiagnosticBag
    ) -> SourceFile? {
        let path = entry.folder.appending(name)
        do throws(SystemError) {
            let bytes = try FileSystem.read(path, limit: RecordFile.limitBytes)
            return SourceFile(kind: .file, name: path.string, path: path.string, bytes: bytes)
        } catch {
            if error.code == ENOENT, !status.isFinal { return nil }
            diagnostics.report(.runFileUnreadable(entry.id, error))
            return nil
        }
    }
}
