import ExpYAML

/// The stories of many values as a table: key, value, origin.
package struct StoryTable: Sendable {
    private let stories: [ValueStory]
    private let showsReplaced: Bool

    /// A table.
    ///
    /// - Parameters:
    ///   - stories: The values, in order.
    ///   - showsReplaced: Whether what each value replaced stands below it.
    package init(_ stories: [ValueStory], showsReplaced: Bool = false) {
        self.stories = stories
        self.showsReplaced = showsReplaced
    }

    /// The lines, one string each.
    ///
    /// - Parameter width: The columns of the terminal; nil for no end.
    /// - Returns: At least one for each value.
    package func lines(width: Int?) -> [String] {
        let columns = [
            TextTable.Column("", narrowest: 16), .init("", narrowest: 12), .init("", narrowest: 24),
            .init("", narrowest: 16),
        ]
        return TextTable(columns: columns, rows: stories.flatMap(rows)).lines(width: width)
    }

    private func rows(_ story: ValueStory) -> [[String]] {
        let rows = story.rows
        let name = story.path.description
        guard story.current == nil || showsReplaced else {
            return [[name] + rows[0].prefix(2)]
        }
        if story.current == nil {
            let gone = [
                name, ReportText.absent, ReportMessages.gone(rows[0][0], rows[0][1]), rows[0][2],
            ]
            return [gone] + (showsReplaced ? rows.dropFirst().map { [""] + $0 } : [])
        }
        return rows.enumerated().map { index, row in [index == 0 ? name : ""] + row }
    }
}
