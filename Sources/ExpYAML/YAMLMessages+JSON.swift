import ExpDiagnostics

extension Diagnostic {
    /// A JSON text that goes on wrongly at a place; `opening` is the bracket or quote it is about.
    static func jsonSyntax(
        _ range: SourceRange,
        _ mistake: JSONMistake,
        opening: SourceRange? = nil
    ) -> Diagnostic {
        let (message, help) = jsonWording(mistake, range)
        return Diagnostic(
            .syntaxError,
            message: message,
            labels: [Label(range)] + (opening.map { [Label($0, "opened here")] } ?? []),
            help: help
        )
    }

    private static func jsonWording(
        _ mistake: JSONMistake,
        _ range: SourceRange
    ) -> (message: String, help: String?) {
        switch mistake {
        case .endOfText:
            ("the JSON text ends before its value is complete", nil)
        case .textAfterValue:
            ("text follows the JSON value", "keep one value in the file")
        case .expectedValue:
            ("a JSON value must stand here", nil)
        case .expectedKey:
            ("a key in double quotes must stand here", "JSON wants quotes around every key")
        case .expectedColon:
            ("a `:` must follow the key", nil)
        case .expectedCommaOr(let close):
            ("a `,` or `\(close)` must stand here", nil)
        case .trailingComma:
            ("JSON has no comma after the last value", "remove the comma")
        case .unclosed:
            ("the bracket is never closed", nil)
        case .unclosedString:
            ("the string is not closed on its line", "close it, and write a line end as `\\n`")
        case .controlCharacter:
            ("a control character may not stand in a JSON string", "write it as `\\u00XX`")
        case .notUTF8:
            ("the string is not UTF-8", "save the file as UTF-8")
        case .notNumber:
            (
                "`\(range.text)` is no JSON number",
                "write digits without leading zeros, as `0.5` or `1e-3`"
            )
        case .unknownWord:
            (
                "`\(range.text)` is no JSON value",
                "put double quotes around text; other words are `true`, `false` and `null`"
            )
        case .unknownEscape:
            ("`\(range.text)` is no escape of JSON", "write a backslash as `\\\\`")
        case .loneSurrogate:
            (
                "`\(range.text)` is half of a character",
                "write both halves, or the character itself"
            )
        }
    }
}
