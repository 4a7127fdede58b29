import ExpDiagnostics

/// A ``ConfigReview`` as text for a terminal.
///
///     main..HEAD: 31 changed, 1 new, 120 not touched
///
///     30 configs: ablation-01, ablation-02, …
///       optimizer.lr  4e-3  →  3e-3  configs/optimizer/adam.yaml:2
///
///     digits
///       epochs  30  →  40  configs/digits.yaml:25
///
///     new      wide  configs/wide.yaml, like digits but for
///       model.hidden  [64]  →  [256, 128]  configs/model/mlp.yaml:2 → configs/wide.yaml:4
package struct ReviewView: Sendable {
    let review: ConfigReview
    private let width: Int?
    private let paint: Paint

    /// Prepares a view.
    ///
    /// - Parameters:
    ///   - review: What to show.
    ///   - width: The columns of the terminal; nil cuts nothing.
    ///   - isColoured: Whether the text is coloured.
    package init(_ review: ConfigReview, width: Int? = nil, isColoured: Bool = false) {
        self.review = review
        self.width = width
        paint = Paint(isColoured: isColoured)
    }

    /// The text.
    package var lines: [String] {
        var lines = [paint.bold("\(review.range): \(review.counts)")]
        lines += review.remarks.map { "  \($0)" }
        for block in review.broken {
            lines.append("")
            lines += wrapped(ReportMessages.noLongerComposes(block.configs))
            let renderer = SnippetRenderer(colour: paint.isColoured, width: width ?? 100)
            lines += renderer.render(block.bag).split(
                separator: "\n",
                omittingEmptySubsequences: false
            ).map { $0.isEmpty ? "" : "  \($0)" }.dropLast()
        }
        for block in review.blocks {
            lines.append("")
            lines += wrapped(ReportMessages.configs(block.configs, of: review.configs.count))
            lines += table(block.options, block.values)
        }
        let listed = review.configs.flatMap { config -> [String] in
            guard let told = review.sentence(about: config) else { return [] }
            let line = wrapped(told)
            guard case .added(_, let difference?) = config.fate, !difference.isEmpty else {
                return line
            }
            return line + table(difference.options, difference.values)
        }
        let told = listed + review.sentences.flatMap(wrapped)
        if !told.isEmpty { lines += [""] + told }
        return lines
    }

    private func table(
        _ options: [ConfigDifference.OptionChange],
        _ values: [ConfigDifference.ValueChange]
    ) -> [String] {
        ChangeTable(
            rows: ChangeRow.rows(options, values),
            indent: "  ",
            paint: paint,
            oldPlace: \.cause,
            newPlace: \.cause
        ).lines(width: width)
    }

    /// A sentence on as many lines as the terminal needs, broken between words.
    private func wrapped(_ sentence: String) -> [String] {
        guard let width else { return [DisplayWidth.visible(sentence)] }
        var lines: [String] = []
        var line = ""
        for word in DisplayWidth.visible(sentence).split(separator: " ") {
            let longer = line.isEmpty ? String(word) : "\(line) \(word)"
            if DisplayWidth.columns(of: longer) > width, !line.isEmpty {
                lines.append(line)
                line = "    \(word)"
            } else {
                line = longer
            }
        }
        return lines + [line]
    }
}
