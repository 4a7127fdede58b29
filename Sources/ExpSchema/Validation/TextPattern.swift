import _StringProcessing

/// A regular expression that whole texts must match, in Swift's dialect.
///
/// Characters are compared as Unicode scalars. Authors of tasks write patterns, not users of
/// configs, so matching has no time limit.
struct TextPattern {
    private let regex: Regex<AnyRegexOutput>

    /// Nil when the text is no regular expression.
    init?(_ pattern: String) {
        guard let regex = try? Regex(pattern) else { return nil }
        self.regex = regex.matchingSemantics(.unicodeScalar)
    }

    func matches(_ text: String) -> Bool {
        (try? regex.wholeMatch(in: text)) != nil
    }
}
