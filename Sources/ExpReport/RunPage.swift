import ExpDiagnostics
import ExpStore
package import ExpSystem
import ExpYAML

/// Everything that is known of one run on one page: what `exp show` prints.
package struct RunPage: Sendable {
    private let run: ReportedRun
    private let now: Timestamp
    private let width: Int?

    /// Prepares a page.
    ///
    /// - Parameters:
    ///   - run: The run, with all its parts.
    ///   - now: The time that ages and the duration of a living run are counted to.
    ///   - width: The columns of the terminal; nil cuts nothing.
    package init(_ run: ReportedRun, now: Timestamp, width: Int? = nil) {
        self.run = run
        self.now = now
        self.width = width
    }

    /// The page, one string a line.
    package var lines: [String] {
        [facts, config, metrics, artifacts].filter { !$0.isEmpty }
            .reduce(into: []) { $0 += ($0.isEmpty ? [] : [""]) + $1 }
    }

    private var facts: [String] {
        let words = ReportMessages.self
        var rows: [(String, String?)] = [
            (words.factRun, "\(run.id.text)"),
            (words.factName, run.labels.name),
            (
                words.factTags,
                run.labels.tags.isEmpty ? nil : run.labels.tags.joined(separator: ", ")
            ),
        ]
        if let note = run.labels.note { rows += block(words.factNote, note) }
        let cause = run.evidence.cause.map { words.cause($0.rawValue) } ?? ""
        rows.append((words.factStatus, run.evidence.status.rawValue + cause))
        rows += run.evidence.sentences.map { ("", $0) }
        if let error = run.record?.error { rows += block(words.factError, error) }
        if let record = run.record, !record.isComplete {
            rows += block(
                words.factRecord,
                (["incomplete"] + record.recordTroubles).joined(separator: "\n")
            )
        }
        rows += [
            (words.factTask, run.task),
            (words.factSeed, run.record.map { $0.seed.map(String.init) ?? "null" }),
            (
                words.factStarted,
                run.started.map {
                    "\(ReportText.moment($0)), \(ReportText.ago(now.seconds(since: $0)))"
                }
            ),
            (words.factTime, run.durationSeconds(at: now).map(ReportText.duration)),
            (
                words.factAttempts,
                run.record.flatMap { $0.attempts > 1 ? String($0.attempts) : nil }
            ),
            (words.factGoal, goal),
            (words.factCode, CodeState(run.environment)?.text),
            (words.factMachine, run.record.map { "\($0.user)@\($0.host)" }),
            (words.factCommand, run.record.map { commandLine($0.commandLine) }),
            (words.factFolder, run.folder.string),
        ]
        let shown = rows.compactMap { title, text in
            text.flatMap { $0.isEmpty ? nil : [title, $0] }
        }
        return TextTable(columns: [.init(""), .init("")], rows: shown).lines()
    }

    private func block(_ title: String, _ text: String) -> [(String, String?)] {
        text.split(separator: "\n").enumerated().map {
            ($0.offset == 0 ? title : "", String($0.element))
        }
    }

    private func commandLine(_ arguments: [String]) -> String {
        arguments.map(ShellText.quoted).joined(separator: " ")
    }

    private var goal: String? {
        guard let metric = run.goal.metric, let direction = run.goal.direction else { return nil }
        let reached = run.goalValue.map {
            ReportMessages.goalReached(ReportText.number($0), step: run.goalStep)
        }
        return "\(direction.rawValue) \(metric):" + (reached ?? " \(ReportText.absent)")
    }

    private var config: [String] {
        guard run.config != nil else { return [] }
        let provenance = RunProvenance(run)
        let leaves = ConfigLeaves(run.config).leaves.map { ($0, provenance.origin(of: $0.path)) }
        let chosen = leaves.filter { $0.1?.kind != .schemaDefault }
        let rows = chosen.map { leaf, origin in
            [
                leaf.path.description, CanonicalWriter.flow(leaf.value),
                origin?.text(showsColumn: false) ?? "",
            ]
        }
        let columns = [TextTable.Column(""), .init("", narrowest: 12), .init("")]
        let hidden = leaves.count - chosen.count
        return [ReportMessages.config]
            + TextTable(columns: columns, rows: rows, indent: "  ").lines(width: width)
            + (hidden > 0 ? ["  " + ReportMessages.defaultsHidden(hidden)] : [])
    }

    private var metrics: [String] {
        let metrics = run.summary.metrics
        guard !metrics.isEmpty else { return [ReportMessages.noMetrics] }
        let words = ReportMessages.self
        let hasBest = run.summary.best != nil
        let titles =
            [words.last] + (hasBest ? [words.bestValue] : []) + [
                words.least, words.greatest, words.steps,
            ]
        let rows = metrics.map { metric in
            [metric.name, ReportText.number(metric.last)]
                + (hasBest
                    ? [run.summary.best?[metric.name].map(ReportText.number) ?? ReportText.absent]
                    : [])
                + [
                    ReportText.number(metric.min), ReportText.number(metric.max),
                    String(metric.count),
                ]
        }
        let columns =
            [TextTable.Column(words.metrics)] + titles.map { .init($0, isRightAligned: true) }
        return TextTable(columns: columns, rows: rows).lines()
    }

    private var artifacts: [String] {
        guard !run.artifacts.isEmpty else { return [] }
        let rows = run.artifacts.map { [$0.name, ReportText.size($0.sizeBytes)] }
        let columns = [TextTable.Column(""), .init("", isRightAligned: true)]
        return [ReportMessages.artifacts]
            + TextTable(columns: columns, rows: rows, indent: "  ").lines(width: width)
    }

    /// One object: what `exp show --json` prints.
    ///
    /// The keys of a line of `exp ls --json`, and beside them `evidence` (sentences), `error`,
    /// `commandLine`, `config`, `origins` (key: place), `metrics` (name: last, min, max, mean,
    /// their steps and count), `best` (the row at the goal's best step), `code`, `environment`, `artifacts`
    /// (name, size, SHA-256).
    package var json: String {
        let node = ReportNode.self
        let provenance = RunProvenance(run)
        let origins = ConfigLeaves(run.config).leaves.map { leaf in
            (
                key: leaf.path.description,
                value: node.optional(provenance.origin(of: leaf.path)?.text(showsColumn: true))
            )
        }
        let best = run.summary.best.map { row in
            node.object(
                [("step", node.number(row.step))]
                    + row.values.map { ($0.name, node.number($0.value)) }
            )
        }
        let rest: [(key: String, value: Node?)] = [
            ("evidence", node.list(run.evidence.sentences.map { node.text($0) })),
            ("error", node.optional(run.record?.error)),
            ("commandLine", run.record.map { node.list($0.commandLine.map { node.text($0) }) }),
            ("config", run.config),
            ("origins", node.object(origins)),
            ("metrics", node.object(run.summary.metrics.map { ($0.name, node.summary($0)) })),
            ("best", best),
            ("code", CodeState(run.environment)?.node),
            ("environment", run.environment),
            (
                "artifacts",
                node.list(
                    run.artifacts.map {
                        node.object([
                            ("name", node.text($0.name)), ("sizeBytes", node.number($0.sizeBytes)),
                            ("sha256", node.text($0.sha256)),
                        ])
                    }
                )
            ),
        ]
        return JSONWriter.json(node.object(node.head(of: run, at: now) + rest))
    }
}
