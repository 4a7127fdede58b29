/// Shows diagnostics with the lines they are about, for a terminal.
///
///     error[type-mismatch]: `train.epochs` must be an integer, but is the string `ten`
///      --> command line:1:14
///       |
///     1 | train.epochs=ten
///       |              ^^^
///      ::: configs/mnist.yaml:4:11
///       |
///     4 |   epochs: 10
///       |           -- replaced this value
///     note: declared as `Int`, 1 or more, by task `mnist`
///
/// `^` marks the primary label, `-` the others, `+` the text that a fix puts in. Above the primary
/// line stands the line that encloses it: the nearest one that is less indented. A line longer than
/// the terminal is cut with `…` around the mark. A label about a place that has no text, such as a
/// default declared in code, becomes a note. Control characters are made visible, and colour never
/// carries meaning. The order is ``DiagnosticBag/ordered``.
package struct SnippetRenderer: Sendable {
    let paint: Paint
    let width: Int

    /// A renderer for a terminal.
    ///
    /// - Parameters:
    ///   - colour: Whether to colour the output; the caller knows about terminals and `NO_COLOR`.
    ///   - width: Columns of the terminal; source lines are cut to it, sentences are not.
    package init(colour: Bool = false, width: Int = 100) {
        paint = Paint(isColoured: colour)
        self.width = max(width, 40)
    }

    /// All diagnostics of a bag, a blank line between them, then a summary as "3 errors, 1 warning"
    /// and the checks that did not run; empty for an empty bag.
    package func render(_ bag: DiagnosticBag) -> String {
        var parts = bag.ordered.map(render)
        var ending = ""
        if !bag.diagnostics.isEmpty { ending += paint(bag.summary, .strong) + "\n" }
        if !bag.skippedChecks.isEmpty {
            ending += DiagnosticBag.skippedHeading + "\n"
            ending += bag.skippedChecks.map { "  \(DisplayWidth.visible($0))\n" }.joined()
        }
        if !ending.isEmpty { parts.append(ending) }
        return parts.joined(separator: "\n")
    }

    /// One diagnostic, ending in a newline.
    package func render(_ diagnostic: Diagnostic) -> String {
        let kind = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
        let message = DisplayWidth.visible(diagnostic.message)
        var text = paint(kind, diagnostic.severity.role) + paint(": \(message)", .strong) + "\n"

        let blocks = SnippetBlock.blocks(of: diagnostic)
        let fixBlock = diagnostic.fix.flatMap(SnippetBlock.init)
        let gutter = String((blocks + [fixBlock].compactMap(\.self)).map(\.lastLine).max() ?? 0)
            .count
        for (index, block) in blocks.enumerated() {
            let arrow = index == 0 ? "-->" : ":::"
            text += String(repeating: " ", count: gutter) + paint(arrow, .frame)
            text += " \(DisplayWidth.visible(block.place))\n"
            text += render(block, gutter: gutter, severity: diagnostic.severity)
        }
        let declared = diagnostic.labels.filter { $0.range.file.kind == .declaration }
        for note in declared.map(\.note) + diagnostic.notes {
            text += sentence("note", note, .note)
        }
        if let help = diagnostic.help { text += sentence("help", help, .help) }
        if let fix = diagnostic.fix {
            text += sentence("fix", fix.summary, .help)
            if let fixBlock {
                text += render(fixBlock, gutter: gutter, severity: diagnostic.severity)
            }
        }
        return text
    }

    /// A labelled sentence; further lines of it are indented under the first.
    private func sentence(_ label: String, _ text: String, _ role: Paint.Role) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let indent = "\n" + String(repeating: " ", count: label.count + 2)
        let visible = lines.map { DisplayWidth.visible(String($0)) }.joined(separator: indent)
        return paint(label, role) + ": \(visible)\n"
    }

    private func render(_ block: SnippetBlock, gutter: Int, severity: Severity) -> String {
        guard !block.lines.isEmpty else { return "" }
        let margin = String(repeating: " ", count: gutter) + " |"
        var text = paint(margin, .frame) + "\n"
        var previous: Int?
        for line in block.lines {
            if let previous, line.number > previous + 1 { text += paint("...", .frame) + "\n" }
            previous = line.number
            let laidOut = line.laidOut(in: block.file, width: width - gutter - 3)
            let number = String(line.number)
            let padding = String(repeating: " ", count: gutter - number.count)
            text += paint(number + padding + " |", .frame)
            text += laidOut.text.isEmpty ? "\n" : " \(laidOut.text)\n"
            guard !laidOut.marks.isEmpty else { continue }
            for row in LineMarks.rows(laidOut.marks) {
                text += paint(margin, .frame) + " "
                text += row.text { paint($0, role(of: $1, severity)) } + "\n"
            }
        }
        return text
    }

    private func role(of style: LineMarks.Style, _ severity: Severity) -> Paint.Role {
        switch style {
        case .primary: severity.role
        case .secondary: .frame
        case .inserted: .help
        }
    }
}
