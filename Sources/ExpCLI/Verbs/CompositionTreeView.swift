import ExpConfig
import ExpDiagnostics
import ExpReport
import ExpYAML

/// Draws how a config was put together: a line for each part, low to high, with what it gave and
/// what of that another part overrode.
struct CompositionTreeView {
    private let entries: [CompositionSurvey.Entry]

    /// Prepares to draw the parts of a config.
    init(_ config: LoadedConfig) {
        entries = CompositionSurvey(config).entries
    }

    // MARK: - Text

    /// The lines; they fit the width but for names that are longer.
    func lines(width: Int) -> [String] {
        var rows: [Row] = []
        for entry in entries { draw(entry, head: "", below: "", into: &rows) }
        let longest = rows.compactMap { $0.remark.isEmpty ? nil : $0.text.count }.max() ?? 0
        let column = min(longest, width * 5 / 8)
        return rows.map { row in
            if row.remark.isEmpty { return row.text }
            let gap = String(repeating: " ", count: max(column - row.text.count, 0))
            return row.text + gap + "  " + row.remark
        }
        .flatMap { Self.wrapped($0, width) }
    }

    private struct Row {
        var text: String
        var remark = ""
    }

    private func draw(
        _ entry: CompositionSurvey.Entry,
        head: String,
        below: String,
        into rows: inout [Row]
    ) {
        let text = head + CLIMessages.part(entry.part)
        rows.append(Row(text: text, remark: CLIMessages.remark(entry)))
        let bar = below + (entry.children.isEmpty ? "   " : "│  ")
        for group in Self.byOverrider(entry.overridden) {
            let words = CLIMessages.overrides(group.by, group.isDropped, group.keys)
            rows.append(Row(text: bar + words))
        }
        for (index, child) in entry.children.enumerated() {
            let isLast = index == entry.children.count - 1
            draw(
                child,
                head: below + (isLast ? "└─ " : "├─ "),
                below: below + (isLast ? "   " : "│  "),
                into: &rows
            )
        }
    }

    private typealias Group = (by: String, isDropped: Bool, keys: [String])

    private static func byOverrider(_ values: [CompositionSurvey.Overridden]) -> [Group] {
        var groups: [Group] = []
        for value in values {
            let place = groups.firstIndex { $0.by == value.by && $0.isDropped == value.isDropped }
            if let place {
                groups[place].keys.append(value.path.description)
            } else {
                groups.append((value.by, value.isDropped, [value.path.description]))
            }
        }
        return groups
    }

    /// A line broken at its blanks; what follows keeps the bars of the tree in front.
    private static func wrapped(_ line: String, _ width: Int) -> [String] {
        guard line.count > width else { return [line] }
        let head = line.prefix { "│├└─ ".contains($0) }
        let bars = head.replacing("├─", with: "│ ").replacing("└─", with: "  ") + "  "
        var lines: [String] = []
        var current = String(head)
        var isEmpty = true
        // Blanks that line up a column are kept as empty words.
        let words = line.dropFirst(head.count)
            .split(separator: " ", omittingEmptySubsequences: false)
        for word in words {
            if !isEmpty, current.count + 1 + word.count > width {
                lines.append(current.trimmingBlanks)
                current = String(bars + word)
            } else {
                current += (isEmpty ? "" : " ") + word
            }
            isEmpty = false
        }
        return lines + [current.trimmingBlanks]
    }

    // MARK: - JSON

    /// One object, `{"parts": […]}`; each part has its `role`, `name`, `file`, `at`, `state`,
    /// `keys`, `overridden` (`key`, `by`, `dropped`) and `parts`, low to high.
    var json: String {
        let object = ReportNode.object([("parts", ReportNode.list(entries.map(Self.node)))])
        return JSONWriter.json(object, pretty: true)
    }

    private static func node(_ entry: CompositionSurvey.Entry) -> Node {
        let part = entry.part
        let text = ReportNode.text
        var fields: [(key: String, value: Node?)] = [("role", text(part.role.name))]
        switch part.role {
        case .option(let path): fields.append(("path", text(path.description)))
        case .slot(let slot): fields.append(("slot", text(slot)))
        case .default(let group, let package):
            fields.append(("group", ReportNode.optional(group)))
            fields.append(("package", text(package)))
        case .config, .base, .schemaDefaults, .commandLine: break
        }
        fields += [
            ("name", text(part.name)), ("file", ReportNode.optional(part.file)),
            ("at", ReportNode.optional(part.namedAt.map(CLIMessages.place))),
            ("state", text(part.state.name)),
        ]
        if case .replaced(let range, let by) = part.state {
            fields.append(("by", text(by)))
            fields.append(("byAt", text(CLIMessages.place(range))))
        }
        let overridden = entry.overridden.map { value in
            ReportNode.object([
                ("key", text(value.path.description)), ("by", text(value.by)),
                ("dropped", ReportNode.truth(value.isDropped)),
            ])
        }
        fields += [
            ("keys", ReportNode.number(entry.keys)), ("overridden", ReportNode.list(overridden)),
            ("parts", ReportNode.list(entry.children.map(node))),
        ]
        return ReportNode.object(fields)
    }
}

extension CompositionTree.Role {
    /// The name in JSON.
    fileprivate var name: String {
        switch self {
        case .config: "config"
        case .base: "base"
        case .option: "option"
        case .slot: "slot"
        case .default: "default"
        case .schemaDefaults: "defaults-of-task"
        case .commandLine: "command-line"
        }
    }
}

extension CompositionTree.State {
    /// The name in JSON.
    fileprivate var name: String {
        switch self {
        case .inForce: "in-force"
        case .missingOptional: "missing"
        case .none: "none"
        case .replaced: "replaced"
        }
    }
}

extension String {
    /// The text without blanks at its end.
    fileprivate var trimmingBlanks: String {
        String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
    }
}
