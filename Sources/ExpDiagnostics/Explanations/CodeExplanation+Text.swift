extension CodeExplanation {
    /// The explanation of a code as `exp explain --code` prints it, ending in a newline.
    package static func text(for code: DiagnosticCode) -> String {
        let explanation = code.explanation
        let example = indented(explanation.example) + "\n\n" + indented(explanation.line(for: code))
        return """
            \(code.rawValue): \(explanation.title)

            \(explanation.meaning)

            Why it matters
            \(indented(explanation.reason, by: 2))

            Example
            \(example)

            What to do
            \(indented(explanation.remedy, by: 2))

            """
    }

    /// The page of a code in the documentation, in Markdown.
    package static func page(for code: DiagnosticCode) -> String {
        let explanation = code.explanation
        return """
            # \(code.rawValue)

            \(explanation.title).

            \(explanation.meaning)

            ## Why it matters

            \(explanation.reason)

            ## Example

            ```\(explanation.language.rawValue)
            \(explanation.example)
            ```

            ```text
            \(explanation.line(for: code))
            ```

            ## What to do

            \(explanation.remedy)

            """
    }

    /// The page that lists all codes, in Markdown.
    package static var index: String {
        let rows = DiagnosticCode.allCases.map { code in
            "| [`\(code.rawValue)`](Diagnostics/\(code.rawValue).md) "
                + "| \(code.explanation.severity.rawValue) | \(code.explanation.title) |"
        }
        return """
            # Diagnostics

            What each message is about, why it is reported and what to do.

            Every message carries a code in brackets, such as `error[unknown-key]`. A code is
            permanent; the words of a message may change. `exp explain --code CODE` prints the same
            text as these pages, which are made from it.

            | code | usually | about |
            |---|---|---|
            \(rows.joined(separator: "\n"))

            """
    }

    /// The first line of the report about the example.
    private func line(for code: DiagnosticCode) -> String {
        "\(severity.rawValue)[\(code.rawValue)]: \(report)"
    }

    private static func indented(_ text: String, by columns: Int = 4) -> String {
        let indent = String(repeating: " ", count: columns)
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : indent + $0 }
            .joined(separator: "\n")
    }
}
