/// Shows each diagnostic as one line, for pipes and editors:
/// `configs/digits.yaml:7:3: error[unknown-key]: …`.
///
/// A problem without a place begins with its severity. Checks that did not run follow, each as
/// `note: …`. The order is ``DiagnosticBag/ordered``.
package struct ConciseRenderer: Sendable {
    /// A renderer without choices.
    package init() {}

    /// All diagnostics of a bag, then the checks that did not run.
    package func render(_ bag: DiagnosticBag) -> String {
        let redaction = Redaction(bag.redactions)
        return bag.ordered.map { render($0, hiding: redaction) }.joined()
            + bag.skippedChecks.map { "note: \(DisplayWidth.visible(redaction.mask($0)))\n" }
            .joined()
    }

    /// One diagnostic: exactly one line, ending in a newline.
    package func render(_ diagnostic: Diagnostic) -> String {
        render(diagnostic, hiding: Redaction([]))
    }

    private func render(_ diagnostic: Diagnostic, hiding redaction: Redaction) -> String {
        let place = diagnostic.place.map { "\(DisplayWidth.visible($0.place)): " } ?? ""
        let kind = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
        return "\(place)\(kind): \(DisplayWidth.visible(redaction.mask(diagnostic.message)))\n"
    }
}
