/// Shows each diagnostic as a workflow command of GitHub Actions.
///
/// The service turns it into an annotation beside the line:
///
///     ::error file=configs/a.yaml,line=2,endLine=2,col=1,endColumn=5,title=unknown-key::…
///
/// Notes and help follow the message on lines of their own. A note's severity is `notice` there.
/// The forms and the escapes are those of "Workflow commands for GitHub Actions" in its
/// documentation and of `command.ts` in its toolkit.
package struct GitHubRenderer: Sendable {
    private let workspace: String?

    /// A renderer.
    ///
    /// - Parameter workspace: The absolute path of the checkout, `GITHUB_WORKSPACE`: files in it
    ///   are named relative to it, others as the user typed them.
    package init(workspace: String?) {
        self.workspace = workspace.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    }

    /// All diagnostics of a bag, then the checks that did not run.
    package func render(_ bag: DiagnosticBag) -> String {
        let redaction = Redaction(bag.redactions)
        let skipped = bag.skippedChecks.map { check in
            "::notice::" + Self.escaped("not checked: " + redaction.mask(check)) + "\n"
        }
        return (bag.ordered.map { command($0, hiding: redaction) } + skipped).joined()
    }

    private func command(_ diagnostic: Diagnostic, hiding redaction: Redaction) -> String {
        let lines =
            [diagnostic.message] + diagnostic.notes.map { "note: " + $0 }
            + (diagnostic.help.map { ["help: " + $0] } ?? [])
        let properties = place(of: diagnostic) + [("title", diagnostic.code.rawValue)]
        let text = properties.map { "\($0.0)=\(Self.escapedProperty($0.1))" }
            .joined(separator: ",")
        let message = lines.map(redaction.mask).joined(separator: "\n")
        return "::\(diagnostic.severity.commandName) \(text)::\(Self.escaped(message))\n"
    }

    /// Where the annotation stands: the first label in a file.
    private func place(of diagnostic: Diagnostic) -> [(String, String)] {
        guard let range = diagnostic.labels.first(where: { $0.range.file.kind == .file })?.range
        else { return [] }
        let start = range.position
        let end = max(start, range.endPosition)
        var properties = [
            ("file", name(of: range.file)), ("line", String(start.line)),
            ("endLine", String(end.line)),
        ]
        // Columns of a range over several lines would be ignored.
        if start.line == end.line {
            properties.append(("col", String(start.column)))
            properties.append(("endColumn", String(max(start.column, end.column - 1))))
        }
        return properties
    }

    private func name(of file: SourceFile) -> String {
        guard let workspace, let path = file.path, path.hasPrefix(workspace) else {
            return file.name
        }
        return String(path.dropFirst(workspace.count))
    }

    /// The text of a command's message.
    private static func escaped(_ text: String) -> String {
        escaped(text, [])
    }

    /// The text of one of its properties.
    private static func escapedProperty(_ text: String) -> String {
        escaped(text, [":", ","])
    }

    private static func escaped(_ text: String, _ more: [Unicode.Scalar]) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result.append(contentsOf: "%25".unicodeScalars)
            case "\r": result.append(contentsOf: "%0D".unicodeScalars)
            case "\n": result.append(contentsOf: "%0A".unicodeScalars)
            case ":" where more.contains(":"): result.append(contentsOf: "%3A".unicodeScalars)
            case "," where more.contains(","): result.append(contentsOf: "%2C".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}

extension Severity {
    fileprivate var commandName: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }
}
