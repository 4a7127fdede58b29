import ExpDiagnostics

/// Texts as GitHub's Markdown takes them (GitHub Flavored Markdown, 0.29).
enum MarkdownText {
    /// A text as code, whatever characters it holds.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - isCell: Whether it stands in a table, where a bar ends the cell even within code (GFM,
    ///     4.10).
    /// - Returns: The text between backticks.
    static func code(_ text: String, isCell: Bool = false) -> String {
        var visible = DisplayWidth.visible(text)
        if isCell { visible = visible.replacingBars }
        // A run of backticks longer than any inside (CommonMark, 6.1).
        let runs = visible.split(whereSeparator: { $0 != "`" }).map(\.count)
        let fence = String(repeating: "`", count: (runs.max() ?? 0) + 1)
        let isPadded =
            visible.isEmpty || visible.hasPrefix("`") || visible.hasSuffix("`")
        return isPadded ? "\(fence) \(visible) \(fence)" : fence + visible + fence
    }

    /// Lines as a block of code, whatever they hold.
    static func block(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let longest = lines.flatMap { $0.split(whereSeparator: { $0 != "`" }).map(\.count) }.max()
        let fence = String(repeating: "`", count: max(3, (longest ?? 0) + 1))
        return [fence + "text"] + lines + [fence]
    }

    /// A table.
    static func table(_ titles: [String], _ rows: [[String]]) -> [String] {
        let head = [titles, titles.map { _ in "---" }]
        return (head + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    }
}

extension String {
    fileprivate var replacingBars: String {
        split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
