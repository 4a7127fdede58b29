import ExpDiagnostics
import ExpYAML

/// A ``ConfigDifference`` as text for a terminal, as Markdown, or as JSON.
package struct DifferenceView: Sendable {
    private let difference: ConfigDifference
    private let width: Int?
    private let paint: Paint

    /// Prepares a view.
    ///
    /// - Parameters:
    ///   - difference: What to show.
    ///   - width: The columns of the terminal; nil cuts nothing.
    ///   - isColoured: Whether the text is coloured.
    package init(_ difference: ConfigDifference, width: Int? = nil, isColoured: Bool = false) {
        self.difference = difference
        self.width = width
        paint = Paint(isColoured: isColoured)
    }

    private var rows: [ChangeRow] {
        ChangeRow.rows(difference.options, difference.values)
    }

    private var counts: String {
        ReportMessages.differs(
            options: difference.options.count,
            values: difference.values.count
        )
    }

    /// The text: what is compared, then the options and values that differ.
    package var lines: [String] {
        let names = "\(difference.old.name) \(ReportMessages.arrow) \(difference.new.name)"
        let title = DisplayWidth.visible("\(names): \(counts)")
        return [paint.bold(title)]
            + ChangeTable(
                rows: rows,
                indent: "  ",
                paint: paint,
                oldPlace: place(difference.old),
                newPlace: place(difference.new)
            ).lines(width: width)
    }

    /// The same as a heading line and a table in Markdown.
    package var markdown: [String] {
        let names = [difference.old, difference.new].map { MarkdownText.code($0.name) }
            .joined(separator: " \(ReportMessages.arrow) ")
        let title = "\(names): \(counts)"
        guard !difference.isEmpty else { return [title] }
        return [title, ""]
            + ChangeMarkdown(
                rows: rows,
                oldPlace: place(difference.old),
                newPlace: place(difference.new)
            ).lines
    }

    /// One object: what `exp diff A B --json` prints.
    ///
    ///     {"old":"digits","new":"digits-linear",
    ///      "options":[{"path":"model","old":{"option":"mlp","origin":"configs/digits.yaml:14:8"},
    ///                  "new":{"option":"linear","origin":"configs/digits-linear.yaml:8:8"}}],
    ///      "values":[{"key":"epochs","reason":"written","option":null,"by":null,"reads":[],
    ///                 "old":{"value":30,"origin":"configs/digits.yaml:22:9","written":null,
    ///                        "replaced":[]},
    ///                 "new":{"value":40,…}}]}
    ///
    /// `reason` is `written`, `option` (then `option` is its path), `reads` (then `reads` are the
    /// keys that changed) or `removed` (then `by` is what took the value out). A side that has no
    /// value is null.
    package var json: String {
        let node = ReportNode.self
        return JSONWriter.json(
            node.object([
                ("old", node.text(difference.old.name)), ("new", node.text(difference.new.name)),
                ("options", ChangeNode.options(difference.options)),
                ("values", ChangeNode.values(difference.values)),
            ])
        )
    }

    /// Files of a revision are named with it, as everywhere.
    private func place(_ side: ConfigSide) -> (Origin) -> String {
        { origin in
            let isFile = origin.kind == .file
            return (isFile ? side.revision.map { $0 + ":" } ?? "" : "") + origin.cause
        }
    }
}
