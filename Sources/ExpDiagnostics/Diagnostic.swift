/// A problem for the user to act on, with the places in their text that show it.
///
/// The data holds no formatting: renderers turn it into a snippet, a line or JSON.
package struct Diagnostic: Error, Hashable, Sendable {
    /// Stable and documented: `exp explain --code CODE` tells more.
    package var code: DiagnosticCode

    /// Whether the input is refused, only doubtful, or taken with a remark.
    package var severity: Severity

    /// The fact, in one sentence without a full stop.
    package var message: String

    /// The places that show it, the primary one first; may be empty.
    package var labels: [Label]

    /// Context, one sentence each: ``declared as `Int`, 1 or more, by task `digits` ``.
    package var notes: [String]

    /// The next step, in the imperative.
    package var help: String?

    /// An edit that mends it, when exactly one is certain.
    package var fix: Fix?

    /// Gathers the parts of a problem; only `…Messages.swift` files call this.
    package init(
        _ code: DiagnosticCode,
        severity: Severity = .error,
        message: String,
        labels: [Label] = [],
        notes: [String] = [],
        help: String? = nil,
        fix: Fix? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.labels = labels
        self.notes = notes
        self.help = help
        self.fix = fix
    }
}

/// How grave a ``Diagnostic`` is.
package enum Severity: String, Hashable, Sendable {
    /// The input is refused.
    case error
    /// The input is taken, but looks like a mistake.
    case warning
    /// The input is taken; the user may want to know something about it.
    case note
}

/// A range with a few words about it, shown under the line.
package struct Label: Hashable, Sendable {
    /// The place.
    package var range: SourceRange

    /// What to see there; empty for a bare caret.
    package var text: String

    /// Marks a place.
    package init(_ range: SourceRange, _ text: String = "") {
        self.range = range
        self.text = text
    }
}

/// A change of the user's text that mends a problem.
package struct Fix: Hashable, Sendable {
    /// What to change, all of it or nothing; edits of one text do not overlap.
    package var edits: [Edit]

    /// A change in one or more places.
    package init(_ edits: [Edit]) {
        self.edits = edits
    }

    /// A change in one place.
    package init(_ range: SourceRange, replacement: String) {
        edits = [Edit(range, replacement: replacement)]
    }
}

/// One part of a ``Fix``: the range is replaced by the text.
package struct Edit: Hashable, Sendable {
    /// What is replaced; empty to insert.
    package var range: SourceRange

    /// What comes in its place; empty to delete.
    package var replacement: String

    /// Describes an edit.
    package init(_ range: SourceRange, replacement: String) {
        self.range = range
        self.replacement = replacement
    }
}
