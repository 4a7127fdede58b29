package import ExpYAML

/// The story of one value: what set it, what it replaced, what it was computed from.
package struct HistoryView: Sendable {
    private let path: ConfigPath
    private let history: ValueHistory

    /// Prepares the story of the value at a path.
    package init(_ path: ConfigPath, _ history: ValueHistory) {
        self.path = path
        self.history = history
    }

    /// The text: the value in force, then a line for each value of the story, newest first.
    ///
    ///     optimizer.lr = 0.1
    ///       0.1    command line: optimizer.lr=0.1
    ///       4e-3   configs/digits.yaml:12:8        replaced
    ///       0.001  default of task `digits`        replaced
    package func lines(width: Int? = nil) -> [String] {
        let head =
            history.current.map { "\(path) = \($0.value)" } ?? ReportMessages.notInForce("\(path)")
        var rows: [[String]] = []
        if let current = history.current { rows += self.rows(current, remark: "") }
        for step in history.replaced {
            let remark = step.droppedBy.map(ReportMessages.droppedBy) ?? ReportMessages.replaced
            rows += self.rows(step, remark: remark)
        }
        let columns = [TextTable.Column("", narrowest: 12), .init(""), .init("")]
        return [head] + TextTable(columns: columns, rows: rows, indent: "  ").lines(width: width)
    }

    private func rows(_ step: ValueHistory.Step, remark: String) -> [[String]] {
        var rows = [[step.value, step.origin.story, remark]]
        if let written = step.written {
            rows[0][2] = [remark, ReportMessages.written(written)].filter { !$0.isEmpty }
                .joined(separator: ", ")
        }
        rows += step.sources.map { source in
            ["", source.origin.story, ReportMessages.reads(source.path, source.value)]
        }
        return rows
    }

    /// One object: what `exp explain KEY --json` prints.
    ///
    ///     {"key":"optimizer.lr","value":"0.1","origin":"command line: optimizer.lr=0.1",
    ///      "written":null,"reads":[],
    ///      "replaced":[{"value":"4e-3","origin":"configs/digits.yaml:12:8","written":null,
    ///                   "reads":[],"droppedBy":null}]}
    ///
    /// Values are texts in YAML's flow form; `value` and `origin` are null where nothing is in
    /// force.
    package var json: String {
        let node = ReportNode.self
        func fields(_ step: ValueHistory.Step?) -> [(key: String, value: Node?)] {
            [
                ("value", node.optional(step?.value)),
                ("origin", node.optional(step?.origin.story)),
                ("written", node.optional(step?.written)),
                (
                    "reads",
                    node.list(
                        (step?.sources ?? []).map {
                            node.object([
                                ("key", node.text($0.path)), ("value", node.text($0.value)),
                                ("origin", node.text($0.origin.story)),
                            ])
                        }
                    )
                ),
            ]
        }
        let replaced = history.replaced.map {
            node.object(fields($0) + [("droppedBy", node.optional($0.droppedBy))])
        }
        let entries =
            [("key", node.text(path.description))] + fields(history.current)
            + [("replaced", node.list(replaced))]
        return JSONWriter.json(node.object(entries))
    }
}

extension Origin {
    /// The place with all that is known: line and column, the token, who declares a default.
    package var story: String {
        switch kind {
        case .commandLine where !text.isEmpty: ReportMessages.token(text)
        case .schemaDefault where !name.isEmpty: ReportMessages.defaultOf(name)
        default: self.text(showsColumn: true)
        }
    }
}
