package import ExpDiagnostics

/// Reads YAML 1.2 text into nodes that know their place.
///
/// Scalars keep their text and are read by the core schema (``CoreSchema``). Anchors, aliases and
/// merge keys (`<<`) are resolved: the value of an alias has the alias as its range, and its
/// trace holds the alias as written and the value that it names. Keys are text: `1:` is the
/// key `1`.
package enum YAMLReader {
    /// Reads the document of a file; an empty one is an empty mapping.
    ///
    /// Problems that leave the rest readable (a duplicate key, an undefined alias) are reported
    /// one and all, and the value concerned is faulty.
    ///
    /// - Parameters:
    ///   - file: The text.
    ///   - limits: How much it may hold.
    ///   - bag: Takes the problems, in the order of the text.
    /// - Returns: The document; nil when the text is no YAML or beyond the limits, which was then
    ///   reported.
    package static func read(
        _ file: SourceFile,
        limits: YAMLLimits = .standard,
        into bag: inout DiagnosticBag
    ) -> YAMLDocument? {
        guard var documents = readStream(file, limits: limits, isOneDocument: true, into: &bag)
        else { return nil }
        guard !documents.isEmpty else {
            return YAMLDocument(root: Node(.mapping(Mapping()), range: file.range(0, 0)))
        }
        var document = documents.removeFirst()
        if document.root.isNull, document.root.range.isEmpty {
            document.root.content = .mapping(Mapping())
        }
        return document
    }

    /// Reads every document of a text; with `isOneDocument` a second one is reported, unread.
    static func readStream(
        _ file: SourceFile,
        limits: YAMLLimits,
        isOneDocument: Bool,
        into bag: inout DiagnosticBag
    ) -> [YAMLDocument]? {
        guard file.bytes.count <= limits.bytes else {
            bag.report(.tooLarge(file, limit: limits.bytes))
            return nil
        }
        return file.bytes.withUnsafeBufferPointer { text in
            let check = TextCheck(text)
            guard check.findings.isEmpty else {
                for finding in check.findings { bag.report(.invalidCharacter(finding, in: file)) }
                return nil
            }
            var builder = TreeBuilder(
                file: file,
                text: text,
                isASCII: check.isASCII,
                limits: limits,
                isOneDocument: isOneDocument
            )
            let isWhole = builder.build()
            for diagnostic in builder.diagnostics { bag.report(diagnostic) }
            return isWhole ? builder.documents : nil
        }
    }
}
