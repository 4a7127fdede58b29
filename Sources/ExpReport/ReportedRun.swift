package import ExpDiagnostics
package import ExpStore
package import ExpSystem
package import ExpYAML

/// What reports say of one run: values only, read once, so that every view of it agrees.
package struct ReportedRun: Sendable {
    /// The run's name.
    package var id: RunID

    /// The shortest beginning of the id's last part that names the run.
    package var shortName: String

    /// Its folder.
    package var folder: FilePath

    /// What `run.json` says; nil when it cannot be read.
    package var record: RunRecord?

    /// The user's name, tags and note.
    package var labels: RunLabels

    /// The status with what it was concluded from.
    package var evidence: StatusEvidence

    /// What became of the metrics; empty when it was not asked for.
    package var summary: RunSummary

    /// The resolved config as recorded; nil when it was not asked for or cannot be read.
    package var config: Node?

    /// Where each value of the config came from.
    package var origins: Node?

    /// Executable, machine and, under `code`, the repository.
    package var environment: Node?

    /// The files that the task made.
    package var artifacts: [ArtifactRecord] = []

    /// Joins what is known of a run.
    package init(
        id: RunID,
        shortName: String,
        folder: FilePath,
        record: RunRecord?,
        labels: RunLabels = RunLabels(),
        evidence: StatusEvidence,
        summary: RunSummary = RunSummary()
    ) {
        self.id = id
        self.shortName = shortName
        self.folder = folder
        self.record = record
        self.labels = labels
        self.evidence = evidence
        self.summary = summary
    }

    /// The parts of a run that cost a file each and that not every view shows.
    package enum Part: CaseIterable, Hashable, Sendable {
        /// `config.yaml`
        case config
        /// `origins.json`
        case origins
        /// `environment.json`
        case environment
        /// `artifacts.json`
        case artifacts
        /// The summary: from `run.json`, and for a run without an end from `metrics.jsonl`
        case metrics
    }

    /// Reads a run.
    ///
    /// - Parameters:
    ///   - entry: The run's folder.
    ///   - shortName: The shortest name among the runs of its folder.
    ///   - parts: What to read beside the record.
    ///   - bag: Takes what could not be read; the rest of the run is there nevertheless.
    package init(
        reading entry: RunEntry,
        shortName: String,
        parts: Set<Part>,
        into bag: inout DiagnosticBag
    ) {
        let snapshot = RunSnapshot(entry)
        self.init(
            id: entry.id,
            shortName: shortName,
            folder: entry.folder,
            record: snapshot.record,
            labels: snapshot.labels,
            evidence: snapshot.evidence
        )
        if parts.contains(.metrics) { summary = snapshot.summary(into: &bag) }
        if parts.contains(.config) { config = snapshot.config(into: &bag) }
        if parts.contains(.origins) { origins = snapshot.origins(into: &bag) }
        if parts.contains(.environment) { environment = snapshot.environment(into: &bag) }
        if parts.contains(.artifacts) { artifacts = snapshot.artifacts }
    }

    /// The task's name.
    package var task: String {
        record?.task ?? id.task
    }

    /// When the work began.
    package var started: Timestamp? {
        record.map { $0.started ?? $0.created }
    }

    /// Wall-clock seconds of work so far; of a run that has gone nobody knows.
    package func durationSeconds(at now: Timestamp) -> Double? {
        guard let record else { return nil }
        if let seconds = record.durationSeconds { return seconds }
        guard evidence.status == .running, let started = record.started else { return nil }
        return max(0, now.seconds(since: started))
    }

    /// The metric that counts.
    package var goal: Goal {
        record?.goal ?? .none
    }

    /// The first step at which the goal's metric was at its best; nil where ``goalValue`` is.
    package var goalStep: Int? {
        guard goalValue != nil, let metric = goal.metric else { return nil }
        return goal.direction == .maximize ? summary[metric]?.maxStep : summary[metric]?.minStep
    }

    /// The goal's metric at its best; nil without a goal or before its first value.
    package var goalValue: Double? {
        switch goal {
        case .maximize(let name): summary[name].map(\.max).flatMap { $0.isNaN ? nil : $0 }
        case .minimize(let name): summary[name].map(\.min).flatMap { $0.isNaN ? nil : $0 }
        case .none: nil
        }
    }
}

extension Goal {
    /// The metric's name; nil without a goal.
    package var metric: String? {
        switch self {
        case .maximize(let name), .minimize(let name): name
        case .none: nil
        }
    }
}
