import ExpDiagnostics
import ExpExecution
import ExpReport
import ExpSchema
import ExpStore
import ExpYAML

/// What a task can be told, as `exp task NAME` prints it.
struct TaskPage {
    private let task: RegisteredTask
    private let schema: Schema
    private let rows: [SchemaRow]

    /// Prepares the page of a task with its schema.
    init(_ task: RegisteredTask, _ schema: Schema) {
        self.task = task
        self.schema = schema
        rows = schema.rows(spelledBy: CanonicalWriter.flow)
    }

    /// The page: summary, goal, keys, an example.
    ///
    /// - Parameter width: The columns of the terminal; nil for no end.
    /// - Returns: One string a line.
    func lines(width: Int?) -> [String] {
        var lines = [task.summary.isEmpty ? task.name : "\(task.name): \(task.summary)"]
        if let metric = task.goal.metric, let direction = task.goal.direction {
            lines.append(CLIMessages.goal(metric, direction))
        }
        lines.append("")
        let table = TextTable(
            columns: ["KEY", "TYPE", "DEFAULT", "MEANING"].map { .init($0) },
            rows: rows.map { row in
                let (type, fallback) =
                    row.isGroup
                    ? (CLIMessages.group, ReportText.absent)
                    : (row.typeText, row.defaultText ?? CLIMessages.required)
                return [row.path, type, fallback, meaning(row)]
            }
        )
        // Cut, a type would lose just the choices that the page is read for.
        lines += table.naturalWidth <= width ?? .max ? table.lines() : rows.flatMap(paragraph)
        lines += ["", CLIMessages.exampleHeading, "  " + example]
        return lines
    }

    /// A row for a narrow terminal: the key with its default, and below it what it means.
    private func paragraph(_ row: SchemaRow) -> [String] {
        let head =
            row.isGroup
            ? row.path
            : row.defaultText.map { "\(row.path) = \($0)" } ?? CLIMessages.required(row.path)
        let facts = [row.isGroup ? "" : row.typeText, meaning(row)].filter { !$0.isEmpty }
        return [head] + (facts.isEmpty ? [] : ["    " + facts.joined(separator: ": ")])
    }

    private func meaning(_ row: SchemaRow) -> String {
        guard let name = row.unionCase else { return row.documentation }
        let condition = CLIMessages.onlyCase(name)
        return row.documentation.isEmpty ? condition : "\(row.documentation) (\(condition))"
    }

    private var example: String {
        let required = rows.filter { $0.defaultText == nil && $0.unionCase == nil }
            .map { "\($0.path)=…" }
        let change = required.isEmpty ? schema.change(at: ConfigPath()).map { [$0] } ?? [] : []
        let overrides = (required + change).map(ShellText.quoted)
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

extension SchemaRow {
    /// Whether the row stands for a mapping whose keys have rows of their own.
    fileprivate var isGroup: Bool { defaultText?.isEmpty == true }
}

extension Schema {
    /// An override that gives the first key that allows it another value than its default.
    fileprivate func change(at path: ConfigPath) -> String? {
        guard case .mapping(let mapping) = shape else { return nil }
        for field in mapping.fields {
            guard let value = field.defaultValue else { continue }
            let inner = path.appending(field.name)
            if let other = field.schema.otherValue(than: value) { return "\(inner)=\(other)" }
            if let found = field.schema.change(at: inner) { return found }
        }
        return nil
    }

    /// A value that the schema allows beside its default, for keys where one can be found.
    private func otherValue(than value: Node) -> String? {
        switch shape {
        case .union(let union):
            let chosen = value[union.tagKey]?.scalar?.text ?? value.scalar?.text
            return union.caseNames.first { $0 != chosen }
        case .scalar(let scalar):
            switch scalar.kind {
            case .enumeration(let cases):
                return cases.first { $0.name != value.scalar?.text }?.name
            case .boolean:
                return value.bool.map { String(!$0) }
            case .integer:
                guard let number = value.int, abs(number) < 1 << 31 else { return nil }
                return [number * 2, number + 1, number - 1]
                    .first { $0 != number && scalar.allows(Double($0)) }.map(String.init)
            case .number:
                guard let number = value.double, number.isFinite else { return nil }
                return [number / 2, number + 1, number - 1]
                    .first { $0 != number && scalar.allows($0) }.map { "\($0)" }
            case .string, .duration, .path:
                return nil
            }
        case .any, .list, .dictionary, .mapping:
            return nil
        }
    }
}

extension ScalarSchema {
    fileprivate func allows(_ number: Double) -> Bool {
        if case .integer(let limits) = kind, !limits.contains(Int128(number)) { return false }
        return range?.contains(number) ?? true
    }
}
