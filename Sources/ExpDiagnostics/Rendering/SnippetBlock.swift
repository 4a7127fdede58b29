/// The lines of one text that a diagnostic shows, with the marks under them.
struct SnippetBlock {
    /// The text.
    let file: SourceFile

    /// The place named above the lines.
    let place: String

    /// The lines to show, top to bottom; none for an empty text.
    let lines: [Line]

    /// One line and the parts of labels that lie in it.
    struct Line {
        /// From 1.
        var number: Int
        /// The bytes marked, each within the line's content.
        var parts: [Part] = []
    }

    /// One label's part of a line.
    struct Part {
        var range: Range<Int>
        var text: String
        var style: LineMarks.Style
    }

    /// The greatest line number shown; 0 for none.
    var lastLine: Int {
        lines.last?.number ?? 0
    }

    /// One block for each text that the labels lie in, the primary label's first.
    static func blocks(of diagnostic: Diagnostic) -> [SnippetBlock] {
        var files: [SourceFile] = []
        var parts: [SourceFile: [(Label, LineMarks.Style)]] = [:]
        for label in diagnostic.labels {
            let file = label.range.file
            guard file.hasText else { continue }
            let style: LineMarks.Style = files.isEmpty ? .primary : .secondary
            if parts[file] == nil { files.append(file) }
            parts[file, default: []].append((label, style))
        }
        return files.map { SnippetBlock($0, parts[$0] ?? []) }
    }

    private init(_ file: SourceFile, _ labels: [(label: Label, style: LineMarks.Style)]) {
        self.file = file
        place = labels.first?.label.range.place ?? file.shownName
        var lines: [Int: Line] = [:]
        for (label, style) in labels where !file.bytes.isEmpty {
            for (number, range, isLast) in Self.pieces(of: label.range) {
                let text = isLast ? label.text : ""
                lines[number, default: Line(number: number)].parts.append(
                    Part(range: range, text: text, style: style)
                )
            }
            if style == .primary, let first = Self.pieces(of: label.range).first?.number,
                let enclosing = Self.enclosingLine(of: first, in: file)
            {
                lines[enclosing, default: Line(number: enclosing)].parts += []
            }
        }
        // A gap of one line is shown rather than elided.
        for number in Array(lines.keys) where lines[number + 1] == nil && lines[number + 2] != nil {
            lines[number + 1] = Line(number: number + 1)
        }
        self.lines = lines.values.sorted { $0.number < $1.number }
    }

    /// The text after the edits of one file: the lines that they touch, the new text marked.
    ///
    /// Nil where nothing would be left to show.
    private init?(_ old: SourceFile, _ edits: [Edit]) {
        var bytes: [UInt8] = []
        var changed: [Range<Int>] = []
        var place = 0
        for edit in edits where edit.range.start >= place && edit.range.end <= old.bytes.count {
            bytes += old.bytes[place..<edit.range.start]
            changed.append(bytes.count..<(bytes.count + edit.replacement.utf8.count))
            bytes += edit.replacement.utf8
            place = edit.range.end
        }
        bytes += old.bytes[place...]
        guard !bytes.isEmpty, !changed.isEmpty else { return nil }
        let file = SourceFile(kind: old.kind, name: old.name, bytes: bytes)
        self.file = file
        self.place = file.shownName
        var lines: [Int: Line] = [:]
        for range in changed where range.upperBound <= file.bytes.count {
            let pieces = Self.pieces(of: file.range(range.lowerBound, range.upperBound))
            for (number, range, _) in pieces {
                let part = Part(range: range, text: "", style: .inserted)
                lines[number, default: Line(number: number)].parts += range.isEmpty ? [] : [part]
            }
        }
        self.lines = lines.values.sorted { $0.number < $1.number }
    }

    /// One block for each text that a fix changes, and the secrets where they stand after it.
    static func blocks(
        of fix: Fix,
        hiding redaction: Redaction
    ) -> [(block: SnippetBlock, redaction: Redaction)] {
        var files: [SourceFile] = []
        for edit in fix.edits where edit.range.file.hasText && !files.contains(edit.range.file) {
            files.append(edit.range.file)
        }
        return files.compactMap { file in
            let edits = fix.edits.filter { $0.range.file == file }
                .sorted { $0.range.start < $1.range.start }
            return SnippetBlock(file, edits).map { block in
                (block, redaction.following(edits, from: file, to: block.file))
            }
        }
    }

    /// The part of a range on each of its lines: blanks at the edges of inner lines left out, and of
    /// more than four lines only the first two and the last.
    private static func pieces(
        of range: SourceRange
    ) -> [(number: Int, range: Range<Int>, isLast: Bool)] {
        let index = range.file.lines
        let start = index.shownOffset(of: range.start)
        let end = range.isEmpty ? start : max(start, min(range.end, range.file.bytes.count))
        let first = index.line(at: start)
        var last = index.line(at: end)
        if last > first, index.content(ofLine: last).lowerBound == end { last -= 1 }

        var numbers = Array(first...last)
        if numbers.count > 4 { numbers = [first, first + 1, last] }
        var pieces: [(number: Int, range: Range<Int>)] = []
        for number in numbers {
            let content = index.content(ofLine: number)
            var lower = number == first ? min(start, content.upperBound) : content.lowerBound
            var upper = max(
                lower,
                number == last ? min(end, content.upperBound) : content.upperBound
            )
            if number > first {
                while lower < upper, range.file.bytes[lower].isBlank { lower += 1 }
            }
            if number < last {
                while upper > lower, range.file.bytes[upper - 1].isBlank { upper -= 1 }
            }
            if lower < upper || number == first { pieces.append((number, lower..<upper)) }
        }
        if pieces.count > 1, pieces[0].range.isEmpty { pieces.removeFirst() }
        return pieces.enumerated().map { place, piece in
            (piece.number, piece.range, place == pieces.count - 1)
        }
    }

    /// The nearest line above that holds text, is no comment and is less indented.
    private static func enclosingLine(of number: Int, in file: SourceFile) -> Int? {
        func indent(_ line: Int) -> (columns: Int, isText: Bool) {
            let content = file.lines.content(ofLine: line)
            let spaces = content.prefix { file.bytes[$0] == .space }.count
            let first = content.lowerBound + spaces
            let isText = first < content.upperBound && file.bytes[first] != UInt8(ascii: "#")
            return (spaces, isText)
        }
        let own = indent(number).columns
        guard own > 0 else { return nil }
        var line = number - 1
        // A bound, so that a long flat file costs nothing.
        while line >= 1, number - line <= 1000 {
            let above = indent(line)
            if above.isText, above.columns < own { return line }
            line -= 1
        }
        return nil
    }
}

extension SnippetBlock.Line {
    /// What a terminal of a width shows of the line.
    func laidOut(
        in file: SourceFile,
        width: Int,
        hiding redaction: Redaction
    ) -> (text: String, marks: [LineMarks.Mark]) {
        let content = file.lines.content(ofLine: number)
        let chief = parts.max { $0.style.rawValue < $1.style.rawValue }
        let line = DisplayLine(
            file.bytes,
            content: content,
            focus: chief?.range.lowerBound ?? content.lowerBound,
            hidden: redaction.ranges(in: file)
        )
        let window = LineWindow(
            line,
            focus: chief.map { line.columns(of: $0.range) } ?? 0..<0,
            width: width
        )
        let marks = parts.map { part in
            LineMarks.Mark(
                columns: window.columns(line.columns(of: part.range)),
                text: DisplayWidth.visible(redaction.mask(part.text)).trimmingTrailingSpaces,
                style: part.style
            )
        }
        return (window.text, marks)
    }
}
