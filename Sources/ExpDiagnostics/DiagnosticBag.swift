/// Gathers the diagnostics of one or more stages, so that all problems are told at once.
package struct DiagnosticBag: Sendable {
    /// What was reported, in the order of reporting, each once.
    package private(set) var diagnostics: [Diagnostic] = []

    /// Checks that could not run because of an earlier error, as sentences for the user.
    package private(set) var skippedChecks: [String] = []

    /// Places whose text is secret: every renderer shows them as `<secret>`.
    package private(set) var redactions: Set<SourceRange> = []

    private var seen: Set<Diagnostic> = []

    /// An empty bag.
    package init() {}

    /// Whether anything in the bag is an error.
    package var hasErrors: Bool {
        diagnostics.contains { $0.severity == .error }
    }

    /// Adds a problem, unless the very same one is there already.
    package mutating func report(_ diagnostic: Diagnostic) {
        guard seen.insert(diagnostic).inserted else { return }
        diagnostics.append(diagnostic)
    }

    /// Makes errors of the warnings with a code.
    package mutating func refuse(_ code: DiagnosticCode) {
        for index in diagnostics.indices where diagnostics[index].code == code {
            diagnostics[index].severity = .error
        }
        seen = Set(diagnostics)
    }

    /// Says that a check did not run, and why: "`configs/a.yaml` was not validated".
    package mutating func skip(_ check: String) {
        guard !skippedChecks.contains(check) else { return }
        skippedChecks.append(check)
    }

    /// Says that the text at a place is secret and must never be shown.
    package mutating func redact(_ range: SourceRange) {
        redactions.insert(range)
    }

    /// Adds everything that another bag holds.
    package mutating func merge(_ other: DiagnosticBag) {
        for diagnostic in other.diagnostics {
            report(diagnostic)
        }
        for check in other.skippedChecks {
            skip(check)
        }
        redactions.formUnion(other.redactions)
    }
}
