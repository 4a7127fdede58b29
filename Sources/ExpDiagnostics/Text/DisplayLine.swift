/// One line of a text as a terminal shows it: which bytes stand in which columns.
struct DisplayLine {
    /// One character, or one byte that is no UTF-8.
    struct Cell {
        /// The offset of its first byte in the text.
        var offset: Int
        /// The column of its left edge, from 0.
        var column: Int
        /// How many columns it takes.
        var columns: Int
        /// What is printed for it.
        var text: String
    }

    /// The characters, from left to right.
    let cells: [Cell]

    /// The column after the last character.
    let columns: Int

    /// Whether the line goes on to the left or the right of what was laid out.
    let isCutLeft: Bool
    let isCutRight: Bool

    private let end: Int

    /// How many bytes on either side of the wanted ones are looked at in a very long line.
    private static let reach = 4096

    /// Lays out the bytes of one line; of a very long one only what lies near `focus`.
    ///
    /// - Parameters:
    ///   - bytes: The whole text.
    ///   - content: The line, without its line break.
    ///   - focus: The offset that must be seen.
    ///   - hidden: Parts of the text, in order, that are shown as `<secret>`.
    init(_ bytes: [UInt8], content: Range<Int>, focus: Int, hidden: [Range<Int>] = []) {
        var start = max(content.lowerBound, focus - Self.reach)
        var end = min(content.upperBound, focus + Self.reach)
        while start > content.lowerBound, start < end, bytes[start] & 0xC0 == 0x80 { start += 1 }
        while end < content.upperBound, end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        isCutLeft = start > content.lowerBound
        isCutRight = end < content.upperBound
        self.end = end

        var cells: [Cell] = []
        var column = 0
        func append(_ text: String, columns: Int, at offset: Int) {
            cells.append(Cell(offset: offset, column: column, columns: columns, text: text))
            column += columns
        }
        var run: Range<Int> = start..<start
        func appendRun() {
            var offset = run.lowerBound
            for character in String(decoding: bytes[run], as: UTF8.self) {
                let shown = DisplayWidth.shown(character, at: column)
                append(shown.text, columns: shown.columns, at: offset)
                offset += character.utf8.count
            }
        }
        var hidden = hidden.filter { $0.overlaps(start..<end) }[...]
        while run.upperBound < end {
            let next = run.upperBound
            if let secret = hidden.first, secret.lowerBound <= next {
                hidden.removeFirst()
                guard secret.upperBound > next else { continue }
                appendRun()
                append(Redaction.mask, columns: Redaction.mask.count, at: next)
                run = min(secret.upperBound, end)..<min(secret.upperBound, end)
                continue
            }
            let step = UTF8Scalar.read(bytes, at: next, end: end)
            if step.scalar != nil {
                run = run.lowerBound..<(next + step.length)
            } else {
                appendRun()
                let digits = DisplayWidth.hexadecimal(UInt32(bytes[next]), digits: 2)
                append("\\x" + digits, columns: 4, at: next)
                run = (next + 1)..<(next + 1)
            }
        }
        appendRun()
        self.cells = cells
        columns = column
    }

    /// The columns that a range of bytes takes; for an empty range the column of its place, with
    /// whole characters where the range cuts one.
    func columns(of range: Range<Int>) -> Range<Int> {
        let first = index(of: range.lowerBound)
        let left = first < cells.count ? cells[first].column : columns
        guard !range.isEmpty else { return left..<left }
        let last = index(of: range.upperBound - 1)
        let right = last < cells.count ? cells[last].column + cells[last].columns : columns
        return left..<max(left, right)
    }

    /// The index of the cell that holds a byte; the count of cells for the end of the line.
    private func index(of offset: Int) -> Int {
        guard offset < end else { return cells.count }
        var low = 0
        var high = cells.count
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return max(low - 1, 0)
    }
}
