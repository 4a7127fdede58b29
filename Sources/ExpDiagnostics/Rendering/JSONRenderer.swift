/// Shows each diagnostic as one JSON object on a line of its own, for programs.
///
/// Fields of a diagnostic, always all of them and in this order:
///
///     type       "diagnostic"
///     severity   "error", "warning" or "note"
///     code       "unknown-key"
///     message    the fact, one sentence
///     location   the place of the first label that lies in a text, or null
///     labels     [{"text": …, "location": …}], the primary one first
///     notes      ["…"]
///     help       the next step, or null
///     fix        [{"location": …, "replacement": "…"}], the edits to make, or null
///
/// Fields of a location:
///
///     source     "file", "command-line", "environment", "standard-input" or "declaration"
///     name       the file as typed, the variable's name or the declarer
///     path       the absolute path of a file, or null
///     line, column, endLine, endColumn     from 1, columns in code points, the end exclusive
///     byte, endByte                        offsets in the file, a byte order mark counted
///
/// A declaration in code has no text: its numbers are null. A check that did not run is
/// `{"type":"skipped","message":"…"}`. The order is ``DiagnosticBag/ordered``.
package struct JSONRenderer: Sendable {
    /// A renderer without choices.
    package init() {}

    /// All diagnostics of a bag, then the checks that did not run.
    package func render(_ bag: DiagnosticBag) -> String {
        let redaction = Redaction(bag.redactions)
        let skipped = bag.skippedChecks.map { check in
            JSONText.object([
                ("type", JSONText.string("skipped")),
                ("message", JSONText.string(redaction.mask(check))),
            ])
        }
        let lines = bag.ordered.map { object($0, hiding: redaction) } + skipped
        return lines.map { $0 + "\n" }.joined()
    }

    /// One diagnostic: exactly one line, ending in a newline.
    package func render(_ diagnostic: Diagnostic) -> String {
        object(diagnostic, hiding: Redaction([])) + "\n"
    }

    private func object(_ diagnostic: Diagnostic, hiding redaction: Redaction) -> String {
        func string(_ text: String) -> String {
            JSONText.string(redaction.mask(text))
        }
        let labels = diagnostic.labels.map { label in
            JSONText.object([("text", string(label.text)), ("location", location(label.range))])
        }
        let edits = diagnostic.fix?.edits.map { edit in
            JSONText.object([
                ("location", location(edit.range)), ("replacement", string(edit.replacement)),
            ])
        }
        let place = diagnostic.place ?? diagnostic.labels.first?.range
        return JSONText.object([
            ("type", JSONText.string("diagnostic")),
            ("severity", JSONText.string(diagnostic.severity.rawValue)),
            ("code", JSONText.string(diagnostic.code.rawValue)),
            ("message", string(diagnostic.message)),
            ("location", place.map(location) ?? JSONText.null),
            ("labels", JSONText.array(labels)),
            ("notes", JSONText.array(diagnostic.notes.map(string))),
            ("help", diagnostic.help.map(string) ?? JSONText.null),
            ("fix", edits.map(JSONText.array) ?? JSONText.null),
        ])
    }

    private func location(_ range: SourceRange) -> String {
        let file = range.file
        let hasText = file.hasText
        let start = range.position
        let end = max(start, range.endPosition)
        let shift = file.hasByteOrderMark ? 3 : 0
        func number(_ value: Int) -> String {
            hasText ? String(value) : JSONText.null
        }
        return JSONText.object([
            ("source", JSONText.string(file.kind.jsonName)),
            ("name", JSONText.string(file.name)),
            ("path", file.path.map(JSONText.string) ?? JSONText.null),
            ("line", number(start.line)),
            ("column", number(start.column)),
            ("endLine", number(end.line)),
            ("endColumn", number(end.column)),
            ("byte", number(range.start + shift)),
            ("endByte", number(range.end + shift)),
        ])
    }
}

extension SourceFile.Kind {
    fileprivate var jsonName: String {
        switch self {
        case .file: "file"
        case .commandLine: "command-line"
        case .environment: "environment"
        case .standardInput: "standard-input"
        case .declaration: "declaration"
        }
    }
}

/// Writes JSON (RFC 8259) from parts that are JSON already.
private enum JSONText {
    static let null = "null"

    static func object(_ fields: [(name: String, value: String)]) -> String {
        "{" + fields.map { "\(string($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }

    static func array(_ elements: [String]) -> String {
        "[" + elements.joined(separator: ",") + "]"
    }

    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\0"..<" ":
                result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
