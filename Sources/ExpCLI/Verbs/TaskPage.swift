import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpSchema
import ExpStore
import ExpYAML

/// What a task can be told, as `exp task NAME` prints it.
struct TaskPage {
    private let task: RegisteredTask
    private let rows: [SchemaRow]

    /// Prepares the page of a task with its schema.
    init(_ task: RegisteredTask, _ schema: Schema) {
        self.task = task
        rows = schema.rows(spelledBy: CanonicalWriter.flow)
    }

    /// The page: summary, goal, keys, an example.
    func lines(width: Int?) -> [String] {
        var lines = [task.summary.isEmpty ? task.name : "\(task.name): \(task.summary)"]
        if let metric = task.goal.metric, let direction = task.goal.direction {
            lines.append(CLIMessages.goal(metric, direction))
        }
        lines.append("")
        let table = TextTable(
            columns: [
                .init("KEY"), .init("TYPE", narrowest: 12), .init("DEFAULT", narrowest: 8),
                .init("MEANING"),
            ],
            rows: rows.map { row in
                [row.path, row.typeText, row.defaultText ?? CLIMessages.required, meaning(row)]
            }
        )
        lines += table.lines(width: width)
        lines += ["", CLIMessages.exampleHeading, "  " + example]
        return lines
    }

    private func meaning(_ row: SchemaRow) -> String {
        guard let name = row.unionCase else { return row.documentation }
        let condition = CLIMessages.onlyCase(name)
        return row.documentation.isEmpty ? condition : "\(row.documentation) (\(condition))"
    }

    private var example: String {
        let required = rows.filter { $0.defaultText == nil && $0.unionCase == nil }
            .map { "\($0.path)=…" }
        let first = rows.first { $0.defaultText != nil && $0.unionCase == nil && $0.path != "seed" }
        let chosen = first.map { ["\($0.path)=\($0.defaultText ?? "")"] } ?? []
        let overrides = (required + (required.isEmpty ? chosen : [])).map(ShellText.quoted)
        return (["exp --task \(task.name)"] + overrides).joined(separator: " ")
    }

    /// One object: what `exp task NAME --json` prints.
    ///
    ///     {"name":"digits","summary":"…","goal":{"metric":"…","direction":"maximize"},
    ///      "keys":[{"key":"optimizer.lr","type":"Double, above 0","default":"0.001",
    ///               "documentation":"…","case":"sgd"}]}
    var json: String {
        let keys = rows.map { row in
            ReportNode.object([
                ("key", ReportNode.text(row.path)), ("type", ReportNode.text(row.typeText)),
                ("default", ReportNode.optional(row.defaultText)),
                ("documentation", ReportNode.text(row.documentation)),
                ("case", ReportNode.optional(row.unionCase)),
            ])
        }
        return JSONWriter.json(
            ReportNode.object([
                ("name", ReportNode.text(task.name)), ("summary", ReportNode.text(task.summary)),
                ("goal", ReportNode.goal(task.goal)), ("keys", ReportNode.list(keys)),
            ])
        )
    }
}
