/// Gathers the diagnostics of one or more stages, so that all problems are told at once.
package struct DiagnosticBag: Sendable {
    /// What was reported, in the order of reporting, each once.
    package private(set) var diagnostics: [Diagnostic] = []

    /// Checks that could not run because of an earlier error, as sentences for the user.
    package private(set) var skippedChecks: [String] = []

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

    /// Says that a check did not run, and why: "`configs/a.yaml` was not validated".
    package mutating func skip(_ check: String) {
        guard !skippedChecks.contains(check) else { return }
        skippedChecks.append(check)
    }

    /// Adds everything that another bag holds.
    package mutating func merge(_ other: DiagnosticBag) {
        for diagnostic in other.diagnostics {
            report(diagnostic)
        }
        for check in other.skippedChecks {
            skip(check)
        }
    }
}
