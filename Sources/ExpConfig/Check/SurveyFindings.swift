import ExpDiagnostics

/// The problems of many compositions, each kept once, with the compositions in which it came up.
struct SurveyFindings {
    /// A problem wherever it comes up: what it says and the places in files that show it.
    private struct Identity: Hashable {
        var code: DiagnosticCode
        var message: String
        var places: [Place]

        init(_ diagnostic: Diagnostic) {
            code = diagnostic.code
            message = diagnostic.message
            places = diagnostic.labels.map { Place($0.range) }
        }
    }

    /// A range by its text's name: declarations are made anew in each load.
    private struct Place: Hashable {
        var name: String
        var start: Int
        var end: Int

        init(_ range: SourceRange) {
            name = range.file.path ?? range.file.name
            start = range.start
            end = range.end
        }
    }

    private struct Finding {
        var diagnostic: Diagnostic
        /// The first composition in which it came up, as text; nil where that is a config as it
        /// stands.
        var context: String?
        /// How many more there are.
        var others = 0
    }

    private var findings: [Finding] = []
    private var places: [Identity: Int] = [:]
    private var rest = DiagnosticBag()

    /// Adds the problems of one composition.
    ///
    /// - Parameters:
    ///   - bag: The problems.
    ///   - context: The composition, when it is not a config as it stands: `with model=vit`.
    mutating func add(_ bag: DiagnosticBag, context: String?) {
        for diagnostic in bag.diagnostics {
            let identity = Identity(diagnostic)
            if let place = places[identity] {
                findings[place].others += 1
                continue
            }
            places[identity] = findings.count
            findings.append(Finding(diagnostic: diagnostic, context: context))
        }
        for check in bag.skippedChecks { rest.skip(check) }
        for range in bag.redactions { rest.redact(range) }
    }

    /// All problems, each with a note that tells when it comes up.
    var bag: DiagnosticBag {
        var bag = rest
        for finding in findings {
            var diagnostic = finding.diagnostic
            if let context = finding.context {
                diagnostic.notes.append(ConfigMessages.context(context, others: finding.others))
            }
            bag.report(diagnostic)
        }
        return bag
    }
}
