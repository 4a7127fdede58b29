import ExpYAML

/// Differences as a table in Markdown, for a pull request.
struct ChangeMarkdown {
    let rows: [ChangeRow]
    /// How an origin of the old side is written.
    let oldPlace: (Origin) -> String
    /// How an origin of the new side is written.
    let newPlace: (Origin) -> String

    /// The lines of the table.
    var lines: [String] {
        let words = ReportMessages.self
        return MarkdownText.table(
            [words.key, words.old, words.new, words.cause],
            rows.map { row in
                [
                    cell(row.key), row.old.map(cell) ?? "", row.new.map(cell) ?? "",
                    cause(row),
                ]
            }
        )
    }

    private func cell(_ text: String) -> String {
        MarkdownText.code(text, isCell: true)
    }

    private func cause(_ row: ChangeRow) -> String {
        var places: [String] = []
        if let origin = row.oldOrigin { places.append(oldPlace(origin)) }
        if let origin = row.newOrigin, places != [newPlace(origin)] {
            places.append(newPlace(origin))
        }
        let place = places.map(cell).joined(separator: " \(ReportMessages.arrow) ")
        let remark = row.remark { newPlace($0) }.map { row.isOption ? $0 : cell($0) }
        return [place, remark ?? (row.isNested ? ReportMessages.byOption : "")]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension ChangeRow {
    /// Whether it is another option.
    var isOption: Bool {
        if case .option = self { return true }
        return false
    }
}
