package import ExpDiagnostics

/// Reads JSON text (RFC 8259) into the same nodes as YAML, with the same byte ranges.
///
/// It is a reader of its own because YAML readers refuse some JSON, such as escaped surrogate
/// pairs. A value at the top may be of any kind, and only white space may follow it. Keys are
/// quoted keys; numbers keep their spelling.
package enum JSONReader {
    /// The number of lists and mappings that may stand inside each other.
    package static let depthLimit = 256

    /// Reads a whole text.
    ///
    /// Duplicate keys are reported, and the first stands; any other problem ends the reading.
    ///
    /// - Parameters:
    ///   - file: The text.
    ///   - bag: Takes the problems, in the order of the text.
    /// - Returns: The value; nil when the text is no JSON, which was then reported.
    package static func read(_ file: SourceFile, into bag: inout DiagnosticBag) -> Node? {
        var duplicates: [Diagnostic] = []
        let result: Result<Node, Diagnostic> = file.bytes.withUnsafeBufferPointer { text in
            var scanner = JSONScanner(file: file, text: text)
            defer { duplicates = scanner.duplicates }
            do throws(Diagnostic) {
                return .success(try scanner.document())
            } catch {
                return .failure(error)
            }
        }
        for duplicate in duplicates { bag.report(duplicate) }
        switch result {
        case .success(let node):
            return node
        case .failure(let diagnostic):
            bag.report(diagnostic)
            return nil
        }
    }
}
