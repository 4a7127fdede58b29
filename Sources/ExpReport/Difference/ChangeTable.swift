import ExpDiagnostics
import ExpYAML

/// Differences as lines for a terminal.
///
/// Where the width allows, a line each:
///
///     model           mlp   →  linear     configs/digits.yaml:14 → configs/digits-linear.yaml:8, option
///       model.hidden  [64]  →  not there  configs/model/mlp.yaml:2
///     epochs          30    →  40         configs/digits.yaml:22 → configs/digits-linear.yaml:10
///
/// else the sides under one another:
///
///     epochs
///       - 30  configs/digits.yaml:22
///       + 40  configs/digits-linear.yaml:10
struct ChangeTable {
    let rows: [ChangeRow]
    let indent: String
    let paint: Paint
    /// How an origin of the old side is written.
    let oldPlace: (Origin) -> String
    /// How an origin of the new side is written.
    let newPlace: (Origin) -> String

    /// The lines.
    ///
    /// - Parameter width: The columns of the terminal; nil cuts nothing.
    /// - Returns: One string a line.
    func lines(width: Int?) -> [String] {
        let table = TextTable(
            columns: [.init(""), .init(""), .init(""), .init(""), .init("")],
            rows: rows.map { row in
                [
                    (row.isNested ? "  " : "") + row.key, row.old ?? ReportMessages.notThere,
                    ReportMessages.arrow, row.new ?? ReportMessages.notThere, cause(row),
                ]
            },
            indent: indent
        )
        guard table.naturalWidth > width ?? .max else {
            return table.lines { column, text in
                switch column {
                case 1: paint.red(text)
                case 3: paint.green(text)
                case 4: paint.faint(text)
                default: text
                }
            }
        }
        return rows.flatMap { stacked($0, width: width) }
    }

    private func stacked(_ row: ChangeRow, width: Int?) -> [String] {
        let indent = indent + (row.isNested ? "  " : "")
        var rows: [[String]] = []
        if let old = row.old { rows.append(["- \(old)", row.oldOrigin.map(oldPlace) ?? ""]) }
        if let new = row.new { rows.append(["+ \(new)", row.newOrigin.map(newPlace) ?? ""]) }
        var lines = [indent + DisplayWidth.visible(row.key)]
        if let remark = row.remark(newPlace) {
            lines[0] += paint.faint(" (\(DisplayWidth.visible(remark)))")
        }
        lines += TextTable(
            columns: [.init("", narrowest: 14), .init("")],
            rows: rows,
            indent: indent + "  "
        ).lines(width: width) { column, text in
            if column == 1 { return paint.faint(text) }
            return text.hasPrefix("-") ? paint.red(text) : paint.green(text)
        }
        return lines
    }

    /// The places, once when both are the same line, and the remark.
    private func cause(_ row: ChangeRow) -> String {
        var places: [String] = []
        if let origin = row.oldOrigin { places.append(oldPlace(origin)) }
        if let origin = row.newOrigin, places != [newPlace(origin)] {
            places.append(newPlace(origin))
        }
        let place = places.joined(separator: " \(ReportMessages.arrow) ")
        return [place, row.remark(newPlace) ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension ChangeRow {
    /// Whether it stands below the option that is its cause.
    var isNested: Bool {
        if case .value(_, isNested: true) = self { return true }
        return false
    }
}
