// The words that renderers and suggestions add to what a diagnostic says.

extension Suggestion {
    /// The question for names already found: "did you mean `a`, `b` or `c`?"; nil for none.
    package static func phrase(_ names: [String]) -> String? {
        names.isEmpty ? nil : "did you mean \(list(names))?"
    }

    /// Names in backticks, joined as in a sentence: `a`, `b` or `c`.
    package static func list(_ names: [String], joinedBy conjunction: String = "or") -> String {
        let quoted = names.map { "`\($0)`" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
        return quoted.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
    }
}

extension DiagnosticBag {
    /// The line that ends a report, as "3 errors, 1 warning"; empty when there is neither.
    package var summary: String {
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count { $0.severity == .warning }
        var parts: [String] = []
        if errors > 0 { parts.append(errors == 1 ? "1 error" : "\(errors) errors") }
        if warnings > 0 { parts.append(warnings == 1 ? "1 warning" : "\(warnings) warnings") }
        return parts.joined(separator: ", ")
    }

    /// The heading above the checks that did not run.
    static let skippedHeading = "checks that did not run:"
}

extension Fix {
    /// What the change does, in the imperative.
    func summary(hiding redaction: Redaction) -> String {
        guard edits.count < 2 else { return "change \(edits.count) places" }
        return edits.first.map { $0.summary(hiding: redaction) } ?? ""
    }
}

extension Edit {
    /// What the edit does, in the imperative.
    fileprivate func summary(hiding redaction: Redaction) -> String {
        let old = Edit.excerpt(redaction.text(of: range))
        let new = Edit.excerpt(redaction.mask(replacement))
        if range.isEmpty { return "insert \(new)" }
        return replacement.isEmpty ? "delete \(old)" : "replace \(old) with \(new)"
    }

    private static func excerpt(_ text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline)
        let first = DisplayWidth.visible(String(lines.first ?? ""))
        let isWhole = lines.count < 2 && first.count <= 40
        return isWhole ? "`\(first)`" : "`\(first.prefix(40))…`"
    }
}

extension Label {
    /// What a label says about a place that has no text, such as a default declared in code.
    var note: String {
        text.isEmpty ? "declared by \(range.file.shownName)" : "\(text) (\(range.file.shownName))"
    }
}
