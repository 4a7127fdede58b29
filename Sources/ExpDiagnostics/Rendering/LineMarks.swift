/// The rows under a line: carets, dashes and the words that belong to them.
///
///     7 |   a: 1, b: 2
///       |   ^     - the last label's words stand beside it
///       |   |
///       |   other words hang below, the rightmost first
struct LineMarks {
    /// One label's part of a line.
    struct Mark {
        /// The columns under which it stands; an empty range gets one mark.
        var columns: Range<Int>
        /// The words beside or below it, ready to be printed; may be empty.
        var text: String
        /// What is drawn.
        var style: Style

        /// The columns drawn: at least one.
        var drawn: Range<Int> {
            columns.isEmpty ? columns.lowerBound..<(columns.lowerBound + 1) : columns
        }
    }

    /// What a mark is drawn with; a later one is drawn over an earlier one.
    enum Style: Int {
        case secondary
        case primary
        case inserted

        var character: Character {
            switch self {
            case .secondary: "-"
            case .primary: "^"
            case .inserted: "+"
            }
        }
    }

    /// The rows to print, top to bottom, each in pieces that have one style.
    static func rows(_ marks: [Mark]) -> [Row] {
        var first = Row()
        for mark in marks.sorted(by: { $0.style.rawValue < $1.style.rawValue }) {
            for column in mark.drawn {
                first.put(mark.style.character, at: column, style: mark.style)
            }
        }
        // Words may follow the row of marks when they belong to the mark at its end.
        var hanging = marks.filter { !$0.text.isEmpty }
        hanging.sort { $0.columns.lowerBound < $1.columns.lowerBound }
        if let last = hanging.last, last.drawn.upperBound == first.width,
            !marks.contains(where: {
                $0.drawn != last.drawn && $0.drawn.contains(last.drawn.lowerBound)
            })
        {
            first.put(last.text, at: last.drawn.upperBound + 1, style: last.style)
            hanging.removeLast()
        }
        guard !hanging.isEmpty else { return [first] }

        var rows = [first]
        var connectors = Row()
        for mark in hanging { connectors.put("|", at: mark.columns.lowerBound, style: mark.style) }
        rows.append(connectors)
        while let mark = hanging.popLast() {
            var row = Row()
            for other in hanging where other.columns.lowerBound < mark.columns.lowerBound {
                row.put("|", at: other.columns.lowerBound, style: other.style)
            }
            row.put(mark.text, at: mark.columns.lowerBound, style: mark.style)
            rows.append(row)
        }
        return rows
    }

    /// One row: a character and a style for each column.
    struct Row {
        private var cells: [(character: Character, style: Style?)] = []

        /// The column after the last one that holds anything.
        var width: Int {
            cells.count
        }

        fileprivate mutating func put(_ character: Character, at column: Int, style: Style) {
            while cells.count <= column { cells.append((" ", nil)) }
            cells[column] = (character, style)
        }

        fileprivate mutating func put(_ text: String, at column: Int, style: Style) {
            for (offset, character) in DisplayWidth.visible(text).trimmingTrailingSpaces
                .enumerated()
            {
                put(character, at: column + offset, style: style)
            }
        }

        /// The row's text, each stretch of one style painted as the closure says.
        func text(painting paint: (String, Style) -> String) -> String {
            var result = ""
            var stretch = ""
            var style: Style?
            for cell in cells {
                if cell.style != style, cell.character != " " {
                    result += style.map { paint(stretch, $0) } ?? stretch
                    stretch = ""
                    style = cell.style
                }
                stretch.append(cell.character)
            }
            return result + (style.map { paint(stretch, $0) } ?? stretch)
        }
    }
}
