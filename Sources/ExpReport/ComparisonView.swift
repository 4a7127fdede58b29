import ExpStore
package import ExpSystem
import ExpYAML

/// A ``Comparison`` as text for a terminal, or as JSON.
package struct ComparisonView: Sendable {
    private let comparison: Comparison
    private let now: Timestamp
    private let width: Int?

    /// Prepares a view.
    ///
    /// - Parameters:
    ///   - comparison: What to show.
    ///   - now: The time that the durations of living runs are counted to.
    ///   - width: The columns of the terminal; nil cuts nothing.
    package init(_ comparison: Comparison, now: Timestamp, width: Int? = nil) {
        self.comparison = comparison
        self.now = now
        self.width = width
    }

    private var runs: [ReportedRun] { comparison.runs }

    /// The text: what the runs are, the keys, the code, the metrics.
    package var lines: [String] {
        head + errors + [""] + keys + [""] + code + [""] + metrics
    }

    /// Why runs failed, a line each: beside one another there would be no room for it.
    private var errors: [String] {
        runs.compactMap { run in
            run.record?.error.map { ReportMessages.failed(run.shortName, $0) }
        }.flatMap { $0.split(separator: "\n").map(String.init) }
    }

    private var head: [String] {
        let words = ReportMessages.self
        var rows = [
            ("", runs.map(\.shortName)),
            (words.factStatus, runs.map(\.evidence.status.rawValue)),
            (words.factName, runs.map { $0.labels.name ?? ReportText.absent }),
            (words.factTask, runs.map(\.task)),
            (
                words.factStarted,
                runs.map { $0.started.map(ReportText.moment) ?? ReportText.absent }
            ),
            (
                words.factTime,
                runs.map {
                    $0.durationSeconds(at: now).map(ReportText.duration) ?? ReportText.absent
                }
            ),
        ]
        rows.removeAll { $0.1.allSatisfy { $0 == ReportText.absent } }
        if Set(runs.map(\.task)).count == 1 { rows.removeAll { $0.0 == words.factTask } }
        return table(rows.map { [$0.0] + $0.1 })
    }

    private var keys: [String] {
        let unread = runs.filter { $0.config == nil }
        if runs.count - unread.count < 2 {
            return [ReportMessages.configsUnknown(unread.map(\.shortName))]
        }
        guard !comparison.keys.isEmpty else {
            return [ReportMessages.sameConfig]
                + (unread.isEmpty ? [] : [ReportMessages.configsUnknown(unread.map(\.shortName))])
        }
        let title = ReportMessages.keysDiffer(comparison.keys.count)
        let wide = TextTable(
            columns: [.init("")] + runs.flatMap { _ in [TextTable.Column(""), .init("")] },
            rows: comparison.keys.map { key in
                [key.path.description]
                    + zip(runs, key.sides).flatMap { run, side in
                        [text(of: side, in: run), side.map { cause($0) } ?? ""]
                    }
            },
            indent: "  "
        )
        if wide.naturalWidth <= width ?? .max {
            let heading = TextTable(
                columns: wide.columns,
                rows: [[""] + runs.flatMap { [$0.shortName, ""] }] + wide.rows,
                indent: "  "
            )
            return [title] + heading.lines()
        }
        // Too wide: a line for each run under the key, which always fits or wraps at its end.
        var lines = [title]
        for key in comparison.keys {
            lines.append("  \(key.path)")
            let rows = zip(runs, key.sides).map { run, side in
                [run.shortName, text(of: side, in: run), side.map { cause($0) } ?? ""]
            }
            let columns = [TextTable.Column(""), .init("", narrowest: 12), .init("")]
            lines += TextTable(columns: columns, rows: rows, indent: "    ").lines(width: width)
        }
        return lines
    }

    private func text(of side: Comparison.Side?, in run: ReportedRun) -> String {
        side.map { CanonicalWriter.flow($0.value) }
            ?? (run.config == nil ? ReportMessages.unknown : ReportMessages.notThere)
    }

    private func cause(_ side: Comparison.Side) -> String {
        side.origin.map { "(\($0.text()))" } ?? ""
    }

    private var code: [String] {
        let states = runs.map { CodeState($0.environment) }
        if states.allSatisfy({ $0 == nil }) { return [ReportMessages.noCode] }
        let hashes = runs.map { $0.record?.codeHash }
        var title = ReportMessages.codeDiffers
        // A run that lives, or was lost, has no hash of its code: of changed files nobody knows.
        if let first = states[0], Set(states).count == 1, Set(hashes.compactMap { $0 }).count < 2 {
            if first.isClean || !hashes.contains(nil) {
                return [ReportMessages.sameCode(first.text)]
            }
            title = ReportMessages.codeMayDiffer
        }
        let rows = zip(runs, states).map { run, state in
            [run.shortName, state?.text ?? ReportMessages.noRepository]
        }
        let columns = [TextTable.Column(""), .init("")]
        return [title]
            + TextTable(columns: columns, rows: rows, indent: "  ").lines(width: width)
    }

    private var metrics: [String] {
        guard !comparison.metrics.isEmpty else { return [ReportMessages.noMetrics] }
        var columns = [TextTable.Column(ReportMessages.metrics), .init("")]
        for (index, run) in runs.enumerated() {
            columns.append(.init(run.shortName, isRightAligned: true))
            if index > 0 {
                columns += [.init(ReportMessages.difference, isRightAligned: true), .init("")]
            }
        }
        let rows = comparison.metrics.flatMap { metric -> [[String]] in
            var rows: [[String]] = []
            let hasBest = metric.best.contains { $0 != nil }
            for (word, values, isBest) in [
                (ReportMessages.last, metric.last, false),
                (ReportMessages.bestValue, metric.best, true),
            ] where !isBest || hasBest {
                let title = isBest ? "" : metric.name
                var row = [title, word]
                for (index, value) in values.enumerated() {
                    row.append(value.map(ReportText.number) ?? ReportText.absent)
                    guard index > 0 else { continue }
                    let difference =
                        isBest
                        ? metric.bestDifference(ofRun: index) : metric.lastDifference(ofRun: index)
                    row.append(difference.map(ReportText.difference) ?? "")
                    row.append(difference.flatMap(metric.verdict)?.rawValue ?? "")
                }
                rows.append(row)
            }
            return rows
        }
        var lines = TextTable(columns: columns, rows: rows).lines()
        if let goal = comparison.metrics.first, let direction = goal.direction {
            lines.append(ReportMessages.bestIs(goal.name, direction))
        }
        return lines
    }

    private func table(_ rows: [[String]]) -> [String] {
        let columns = [TextTable.Column](repeating: .init("", narrowest: 12), count: runs.count)
        return TextTable(columns: [.init("")] + columns, rows: rows).lines(width: width)
    }

    /// One object: what `exp compare --json` prints.
    ///
    ///     {"runs":[{"id":"…","short":"k3f9",…}, …],
    ///      "keys":[{"key":"optimizer.lr","values":[0.001,0.01],
    ///               "origins":["configs/digits.yaml:9","command line"]}],
    ///      "code":[{"commit":"…","branch":"main","isDirty":false}, null],
    ///      "metrics":[{"metric":"valid/accuracy","direction":"maximize",
    ///                  "last":[0.97,0.98],"best":[0.972,0.981],
    ///                  "lastDifferences":[0,0.01],"bestDifferences":[0,0.009]}]}
    ///
    /// Every list has one element a run, in the order given; null stands for what is missing.
    package var json: String {
        let node = ReportNode.self
        let keys = comparison.keys.map { key in
            node.object([
                ("key", node.text(key.path.description)),
                ("values", node.list(key.sides.map { $0?.value ?? node.null })),
                (
                    "origins",
                    node.list(
                        key.sides.map {
                            node.optional($0?.origin?.text(showsColumn: true)) ?? node.null
                        }
                    )
                ),
            ])
        }
        let metrics = comparison.metrics.map { metric in
            func list(_ values: [Double?]) -> Node {
                node.list(values.map { node.number($0) ?? node.null })
            }
            let indices = runs.indices
            return node.object([
                ("metric", node.text(metric.name)),
                ("direction", node.optional(metric.direction?.rawValue)),
                ("last", list(metric.last)),
                ("best", list(metric.best)),
                ("lastDifferences", list(indices.map { metric.lastDifference(ofRun: $0) })),
                ("bestDifferences", list(indices.map { metric.bestDifference(ofRun: $0) })),
            ])
        }
        return JSONWriter.json(
            node.object([
                (
                    "runs",
                    node.list(
                        runs.map { run in
                            let error = node.optional(run.record?.error)
                            return node.object(node.head(of: run, at: now) + [("error", error)])
                        }
                    )
                ),
                ("keys", node.list(keys)),
                ("code", node.list(runs.map { CodeState($0.environment)?.node ?? node.null })),
                ("metrics", node.list(metrics)),
            ])
        )
    }
}
