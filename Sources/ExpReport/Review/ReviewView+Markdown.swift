import ExpDiagnostics

extension ReviewView {
    /// The most characters of the Markdown: GitHub takes 65,536 in a comment.
    private static let longestMarkdown = 60_000

    /// Names beyond this many are folded away.
    private static let longestList = 8

    /// The review as Markdown, for a pull request.
    ///
    /// It is cut where a comment on GitHub would be refused, and says so.
    package var markdown: [String] {
        var lines = ["### \(ReportMessages.reviewTitle(review.range))", "", review.counts]
        for remark in review.remarks { lines += ["", remark] }
        for block in review.broken {
            lines += ["", "#### \(ReportMessages.noLongerCompose(block.configs.count))", ""]
            lines += names(block.configs) + [""]
            lines += MarkdownText.block(rendered(block.bag))
        }
        for block in review.blocks {
            lines += [""] + heading(block.configs) + [""]
            lines += table(block.options, block.values)
        }
        for config in review.configs {
            guard let sentence = review.sentence(about: config) else { continue }
            guard case .added(_, let difference?) = config.fate, !difference.isEmpty else {
                lines += ["", "- " + escaped(sentence)]
                continue
            }
            lines += ["", "#### " + escaped(sentence), ""]
            lines += table(difference.options, difference.values)
        }
        for sentence in review.sentences { lines += ["", "- " + escaped(sentence)] }
        return cut(lines)
    }

    private func table(
        _ options: [ConfigDifference.OptionChange],
        _ values: [ConfigDifference.ValueChange]
    ) -> [String] {
        ChangeMarkdown(
            rows: ChangeRow.rows(options, values),
            oldPlace: \.cause,
            newPlace: \.cause
        ).lines
    }

    private func rendered(_ bag: DiagnosticBag) -> String {
        var text = SnippetRenderer(colour: false, width: 100).render(bag)
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }

    private func heading(_ names: [String]) -> [String] {
        guard names.count > 1 else { return ["#### " + MarkdownText.code(names.first ?? "")] }
        if names.count == review.configs.count {
            return ["#### \(ReportMessages.allConfigs(names.count))"]
        }
        return ["#### \(ReportMessages.configCount(names.count))", ""] + self.names(names)
    }

    private func names(_ names: [String]) -> [String] {
        let list = names.map { MarkdownText.code($0) }.joined(separator: ", ")
        guard names.count > Self.longestList else { return [list] }
        let first = names.prefix(3).map { MarkdownText.code($0) }.joined(separator: ", ")
        let summary = ReportMessages.andMore(first, names.count - 3)
        return ["<details><summary>\(htmlCode(summary))</summary>", "", list, "", "</details>"]
    }

    /// Within a tag Markdown is not read: code is written as HTML there.
    private func htmlCode(_ text: String) -> String {
        var isCode = false
        var result = ""
        for character in text {
            switch character {
            case "`":
                result += isCode ? "</code>" : "<code>"
                isCode.toggle()
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            default: result.append(character)
            }
        }
        return result
    }

    /// A sentence of which no character means anything to Markdown (CommonMark, 2.4).
    private func escaped(_ sentence: String) -> String {
        DisplayWidth.visible(sentence).reduce(into: "") { text, character in
            if "\\`*_{}[]<>#|~".contains(character) { text.append("\\") }
            text.append(character)
        }
    }

    private func cut(_ lines: [String]) -> [String] {
        var kept: [String] = []
        var length = 0
        var fence: String?
        for (index, line) in lines.enumerated() {
            length += line.count + 1
            guard length <= Self.longestMarkdown else {
                if let fence { kept.append(fence) }
                return kept + ["", ReportMessages.markdownCut(lines.count - index, review.range)]
            }
            if line.hasPrefix("```") {
                let ticks = String(line.prefix { $0 == "`" })
                fence = fence == nil ? ticks : fence == ticks ? nil : fence
            }
            kept.append(line)
        }
        return kept
    }
}
