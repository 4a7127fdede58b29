import ExpDiagnostics

/// Rows of text in columns that line up on a terminal, whatever characters they hold.
package struct TextTable: Sendable {
    /// How a column is laid out.
    package struct Column: Hashable, Sendable {
        /// The words above it; empty for none.
        package var title: String

        /// Whether the texts end, rather than start, at the same place: for numbers.
        package var isRightAligned: Bool

        /// The width that the column may be narrowed to; nil for one that is never cut.
        package var narrowest: Int?

        /// Describes a column.
        package init(_ title: String, isRightAligned: Bool = false, narrowest: Int? = nil) {
            self.title = title
            self.isRightAligned = isRightAligned
            self.narrowest = narrowest
        }
    }

    /// The columns from left to right.
    package var columns: [Column]

    /// `rows[r][c]`: the text of row `r` in column `c`; a missing one is empty.
    package var rows: [[String]]

    /// What stands before each line.
    package var indent: String

    /// What stands between two columns.
    package static let gap = "  "

    /// A table.
    package init(columns: [Column], rows: [[String]] = [], indent: String = "") {
        self.columns = columns
        self.rows = rows
        self.indent = indent
    }

    /// The lines, without spaces at their ends; titles first unless all are empty.
    ///
    /// Control characters are made visible: what a record holds never steers the terminal.
    ///
    /// - Parameters:
    ///   - width: The columns of the terminal: columns that may be cut are narrowed, the widest
    ///     first, until the table fits; nil cuts nothing.
    ///   - paint: Colours the text of a cell, given the column; it adds nothing that shows.
    /// - Returns: One string a line.
    package func lines(
        width: Int? = nil,
        paint: (_ column: Int, _ text: String) -> String = { $1 }
    ) -> [String] {
        var table = rows
        if columns.contains(where: { !$0.title.isEmpty }) {
            table.insert(columns.map(\.title), at: 0)
        }
        var widths = naturalWidths(of: table)
        if let width { narrow(&widths, to: width) }
        return table.map { row in
            var line = indent
            // Spaces are written only before something that shows.
            var owed = ""
            for (index, column) in columns.enumerated() {
                let text = row.indices.contains(index) ? row[index] : ""
                let visible = DisplayWidth.visible(text)
                let shown = DisplayWidth.shortened(visible, to: widths[index])
                let padding = String(
                    repeating: " ",
                    count: max(0, widths[index] - DisplayWidth.columns(of: shown))
                )
                owed += index == 0 ? "" : Self.gap
                if column.isRightAligned { owed += padding }
                if !shown.isEmpty {
                    line += owed + paint(index, shown)
                    owed = ""
                }
                if !column.isRightAligned { owed += padding }
            }
            return line.trimmingTrailingSpaces
        }
    }

    /// The columns that the whole table takes when nothing is cut.
    package var naturalWidth: Int {
        let widths = naturalWidths(of: rows + [columns.map(\.title)])
        return total(widths)
    }

    /// How many of the table's columns, from the first, a terminal holds when all that may be cut
    /// is cut.
    ///
    /// - Complexity: O(cells that fit): what stands behind them is not measured.
    package func columnsFitting(in width: Int) -> Int {
        let table = rows + [columns.map(\.title)]
        var used = DisplayWidth.columns(of: indent)
        for (index, column) in columns.enumerated() {
            used += index == 0 ? 0 : Self.gap.utf8.count
            used += min(naturalWidth(of: index, in: table), column.narrowest ?? .max)
            if used > width { return index }
        }
        return columns.count
    }

    private func naturalWidths(of table: [[String]]) -> [Int] {
        columns.indices.map { naturalWidth(of: $0, in: table) }
    }

    private func naturalWidth(of column: Int, in table: [[String]]) -> Int {
        table.lazy
            .map { $0.indices.contains(column) ? DisplayWidth.columns(of: $0[column]) : 0 }
            .max() ?? 0
    }

    private func total(_ widths: [Int]) -> Int {
        DisplayWidth.columns(of: indent) + widths.reduce(0, +)
            + Self.gap.utf8.count * max(0, widths.count - 1)
    }

    private func narrow(_ widths: inout [Int], to width: Int) {
        while total(widths) > width {
            let candidates = columns.indices.filter { widths[$0] > columns[$0].narrowest ?? .max }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
        }
    }
}

extension DisplayWidth {
    /// A text that takes no more columns than given, its end replaced by `…` where it was cut.
    package static func shortened(_ text: String, to width: Int) -> String {
        guard columns(of: text) > width else { return text }
        guard width > 1 else { return width == 1 ? "…" : "" }
        var kept = ""
        var used = 0
        for character in text {
            let next = columns(of: String(character))
            guard used + next <= width - 1 else { break }
            kept.append(character)
            used += next
        }
        return kept + "…"
    }
}

extension String {
    var trimmingTrailingSpaces: String {
        guard let end = utf8.lastIndex(where: { $0 != UInt8(ascii: " ") }) else { return "" }
        return String(self[...end])
    }
}
