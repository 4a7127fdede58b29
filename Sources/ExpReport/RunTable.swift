import ExpStore
package import ExpSystem
package import ExpYAML

/// Runs as a table: what `exp ls` prints.
///
/// Beside the usual columns stands one for each config key whose value differs among the listed
/// runs of a task: that is what tells one run from the next.
package struct RunTable: Sendable {
    private let runs: [ReportedRun]
    private let now: Timestamp
    private let configs: [ConfigLeaves]

    /// The keys that differ, in the order of the configs.
    package let differingKeys: [ConfigPath]

    /// Prepares a table.
    ///
    /// - Parameters:
    ///   - runs: The runs, with their configs, in the order to print.
    ///   - now: The time that ages are counted to.
    package init(_ runs: [ReportedRun], now: Timestamp) {
        self.runs = runs
        self.now = now
        configs = runs.map { ConfigLeaves($0.config) }
        // Runs of different tasks differ in everything: only those of one task are compared.
        var byTask: [String: [ConfigLeaves]] = [:]
        var tasks: [String] = []
        for (run, config) in zip(runs, configs) where run.config != nil {
            if byTask[run.task] == nil { tasks.append(run.task) }
            byTask[run.task, default: []].append(config)
        }
        var seen: Set<ConfigPath> = []
        differingKeys = tasks.flatMap { ConfigLeaves.differing(among: byTask[$0] ?? []) }
            .filter { seen.insert($0).inserted }
    }

    /// The table's lines.
    ///
    /// - Parameter width: The columns of the terminal: names are shortened and the last keys left
    ///   out until it fits; nil shows everything.
    /// - Returns: The lines, and how many differing keys found no room.
    package func lines(width: Int?) -> (lines: [String], hiddenKeys: Int) {
        let whole = table(keys: differingKeys[...])
        guard let width else { return (whole.lines(), 0) }
        // A terminal holds few keys, of which the widths are measured once.
        let others = whole.columns.count - differingKeys.count
        let shown = max(0, whole.columnsFitting(in: width) - others)
        let table = table(keys: differingKeys[..<shown])
        return (table.lines(width: width), differingKeys.count - shown)
    }

    private func table(keys: ArraySlice<ConfigPath>) -> TextTable {
        typealias Column = TextTable.Column
        let goals = Set(runs.compactMap { $0.goal.metric })
        let hasNames = runs.contains { $0.labels.name != nil }
        let hasGoals = !goals.isEmpty
        let words = ReportMessages.self
        var columns = [Column(words.run), Column(words.status)]
        if hasNames { columns.append(Column(words.name, narrowest: 8)) }
        columns += [
            Column(words.task, narrowest: 8), Column(words.started),
            Column(words.time, isRightAligned: true),
        ]
        if hasGoals {
            let title = goals.count == 1 ? goals.first ?? "" : words.best
            columns.append(Column(title, isRightAligned: true, narrowest: 8))
        }
        columns += keys.map { Column($0.description, narrowest: 8) }
        let rows = zip(runs, configs).map { run, config in
            var row = [run.shortName, run.evidence.status.rawValue]
            if hasNames { row.append(run.labels.name ?? ReportText.absent) }
            row += [
                run.task,
                run.started.map { ReportText.ago(now.seconds(since: $0)) } ?? ReportText.absent,
                run.durationSeconds(at: now).map(ReportText.duration) ?? ReportText.absent,
            ]
            if hasGoals { row.append(run.goalValue.map(ReportText.number) ?? ReportText.absent) }
            row += keys.map { config[$0].map(CanonicalWriter.flow) ?? ReportText.absent }
            return row
        }
        return TextTable(columns: columns, rows: rows)
    }

    /// One object a run, each on a line of its own: what `exp ls --json` prints.
    ///
    ///     {"id":"20261123-181502-digits-k3f9x2ab","short":"k3f9","directory":"…","task":"digits",
    ///      "status":"completed","cause":null,"name":null,"tags":[],"note":null,"started":"…",
    ///      "ended":"…","durationSeconds":4.2,"seed":0,
    ///      "goal":{"metric":"valid/accuracy","direction":"maximize"},"goalValue":0.98,
    ///      "differs":{"optimizer.lr":0.1}}
    ///
    /// Times are UTC, ISO 8601; `differs` holds the run's values of the keys that differ.
    package var jsonLines: [String] {
        zip(runs, configs).map { run, config in
            let differs = differingKeys.compactMap { path in
                config[path].map { (key: path.description, value: Optional($0)) }
            }
            let entries =
                ReportNode.head(of: run, at: now) + [("differs", ReportNode.object(differs))]
            return JSONWriter.json(ReportNode.object(entries))
        }
    }
}
