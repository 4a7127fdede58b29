package import ExpDiagnostics

extension Origin {
    /// Names the place of a range for good: lines and columns instead of bytes, a path that holds
    /// on other machines.
    ///
    /// - Parameters:
    ///   - range: The text that set a value.
    ///   - project: The absolute path of the project folder; files inside are named relative to
    ///     it, others as the user named them; before the name of a file that a revision holds
    ///     stands the revision.
    package init(_ range: SourceRange, relativeTo project: String? = nil) {
        let file = range.file
        self.init(kind: Kind(file.kind), name: file.name)
        if file.kind == .file, let path = file.path, let project, path.hasPrefix(project + "/") {
            let inside = String(path.dropFirst(project.count + 1))
            name = file.revision.map { "\($0):\(inside)" } ?? inside
        }
        if file.hasText {
            (line, column) = (range.position.line, range.position.column)
            (endLine, endColumn) = (range.endPosition.line, range.endPosition.column)
        }
        switch file.kind {
        case .commandLine:
            text = (file.token(at: range.start) ?? range).text
        case .file where range.end - range.start <= Self.longestText:
            text = range.text
        default:
            break
        }
    }

    /// The bytes of a file's text that are kept beside its place: enough to tell later whether the
    /// file still says the same, and never a page of it.
    private static let longestText = 120

    /// The origin without the text that holds a secret value; of an override its key stays.
    func hidingValue(as placeholder: String = "<secret>") -> Origin {
        var origin = self
        origin.text = ""
        if kind == .commandLine, let sign = text.firstIndex(of: "=") {
            origin.text = text[...sign] + placeholder
        }
        return origin
    }

    /// Names where a node was set; see ``init(_:relativeTo:)``.
    package init(_ node: Node, relativeTo project: String? = nil) {
        self.init(node.range, relativeTo: project)
    }
}

extension Origin.Kind {
    /// The kind of origin that a text gives its values.
    fileprivate init(_ kind: SourceFile.Kind) {
        self =
            switch kind {
            case .file: .file
            case .commandLine: .commandLine
            case .environment: .environment
            case .standardInput: .standardInput
            case .declaration: .schemaDefault
            }
    }
}
