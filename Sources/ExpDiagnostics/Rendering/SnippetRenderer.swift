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
        let redaction = Redaction(bag.redactions)
        var parts = bag.ordered.map { render($0, hiding: redaction) }
        var ending = ""
        if !bag.summary.isEmpty { ending += paint(bag.summary, .strong) + "\n" }
        if !bag.skippedChecks.isEmpty {
            ending += DiagnosticBag.skippedHeading + "\n"
            ending += bag.skippedChecks.map { "  \(DisplayWidth.visible(redaction.mask($0)))\n" }
                .joined()
        }
        if !ending.isEmpty { parts.append(ending) }
        return parts.joined(separator: "\n")
    }

    /// One diagnostic, ending in a newline.
    package func render(_ diagnostic: Diagnostic) -> String {
        render(diagnostic, hiding: Redaction([]))
    }

    private func render(_ diagnostic: Diagnostic, hiding redaction: Redaction) -> String {
        let blocks = SnippetBlock.blocks(of: diagnostic)
        let fixBlocks = diagnostic.fix.map { SnippetBlock.blocks(of: $0, hiding: redaction) } ?? []
        let last = (blocks + fixBlocks.map(\.block)).map(\.lastLine).max() ?? 0
        let gutter = String(last).count
        let severity = diagnostic.severity
        func snippet(_ block: SnippetBlock, _ redaction: Redaction) -> String {
            snippetLines(block, gutter: gutter, severity: severity, hiding: redaction)
        }

        let kind = "\(severity.rawValue)[\(diagnostic.code.rawValue)]"
        let message = DisplayWidth.visible(redaction.mask(diagnostic.message))
        var text = paint(kind, severity.role) + paint(": \(message)", .strong) + "\n"
        for (index, block) in blocks.enumerated() {
            text += arrow(index == 0 ? "-->" : ":::", to: block, gutter: gutter)
            text += snippet(block, redaction)
        }
        let declared = diagnostic.labels.filter { !$0.range.file.hasText }
        for note in declared.map(\.note) + diagnostic.notes {
            text += sentence("note", redaction.mask(note), .note)
        }
        if let help = diagnostic.help { text += sentence("help", redaction.mask(help), .help) }
        if let fix = diagnostic.fix {
            text += sentence("fix", fix.summary(hiding: redaction), .help)
            for (block, redaction) in fixBlocks {
                if fixBlocks.count > 1 { text += arrow("-->", to: block, gutter: gutter) }
                text += snippet(block, redaction)
            }
        }
        return text
    }

    private func arrow(_ arrow: String, to block: SnippetBlock, gutter: Int) -> String {
        let indent = String(repeating: " ", count: gutter)
        return "\(indent)\(paint(arrow, .frame)) \(DisplayWidth.visible(block.place))\n"
    }

    /// A labelled sentence; further lines of it are indented under the first.
    private func sentence(_ label: String, _ text: String, _ role: Paint.Role) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let indent = "\n" + String(repeating: " ", count: label.count + 2)
        let visible = lines.map { DisplayWidth.visible(String($0)) }.joined(separator: indent)
        return paint(label, role) + ": \(visible)\n"
    }

    private func snippetLines(
        _ block: SnippetBlock,
        gutter: Int,
        severity: Severity,
        hiding redaction: Redaction
    ) -> String {
        guard !block.lines.isEmpty else { return "" }
        let margin = String(repeating: " ", count: gutter) + " |"
        var text = paint(margin, .frame) + "\n"
        var previous: Int?
        for line in block.lines {
            if let previous, line.number > previous + 1 { text += paint("...", .frame) + "\n" }
            previous = line.number
            let laidOut = line.laidOut(
                in: block.file,
                width: width - gutter - 3,
                hiding: redaction
            )
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
