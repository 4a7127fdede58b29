/// The part of a line that fits on the terminal, with `…` where something is left out.
struct LineWindow {
    /// What is printed, without trailing spaces.
    let text: String

    private let shift: Int
    private let limit: Int

    /// Shows a whole line when it fits into `width` columns, else the part around `focus`.
    init(_ line: DisplayLine, focus: Range<Int>, width: Int) {
        let fits = line.columns <= width && !line.isCutLeft && !line.isCutRight
        guard !fits else {
            text = line.cells.map(\.text).joined().trimmingTrailingSpaces
            shift = 0
            limit = Int.max
            return
        }
        let start = Self.start(of: line, focus: focus, width: width)
        let end = start + width
        let isCutLeft = line.isCutLeft || start > 0
        let isCutRight = line.isCutRight || end < line.columns
        let left = isCutLeft ? start + 1 : start
        let right = isCutRight ? end - 1 : end

        var text = isCutLeft ? "…" : ""
        var column = left
        for cell in line.cells where cell.column >= left && cell.column + cell.columns <= right {
            // A wide character cut by the edge leaves a gap.
            text += String(repeating: " ", count: cell.column - column) + cell.text
            column = cell.column + cell.columns
        }
        if isCutRight { text += String(repeating: " ", count: right - column) + "…" }
        self.text = text.trimmingTrailingSpaces
        shift = start
        limit = width
    }

    /// Where columns of the line stand in the window; what lies outside is pushed to the edge.
    func columns(_ range: Range<Int>) -> Range<Int> {
        let left = min(max(range.lowerBound - shift, 0), limit - 1)
        let right = min(max(range.upperBound - shift, 0), limit)
        return left..<max(left, right)
    }

    /// The column of the line at which the window begins.
    private static func start(of line: DisplayLine, focus: Range<Int>, width: Int) -> Int {
        guard line.isCutLeft || focus.upperBound > width - 1 else { return 0 }
        // In the middle when it fits between two `…`; else its beginning, a quarter from the left.
        let spare = width - 2 - focus.count
        let wanted = focus.lowerBound - 1 - (spare >= 0 ? spare / 2 : width / 4)
        // Not further than the end of the line, or a caret behind it, needs.
        let end = max(line.columns, focus.lowerBound + 1) + (line.isCutRight ? 1 : 0)
        return max(0, min(wanted, end - width))
    }
}

extension String {
    /// The text without spaces at its end.
    var trimmingTrailingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
