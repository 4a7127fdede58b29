import ExpDiagnostics

extension Diagnostic {
    /// An override that the shell took apart at its blanks.
    static func overrideSplitByShell(
        _ first: SourceRange,
        through last: SourceRange,
        _ split: ShellSplit
    ) -> Diagnostic {
        let written = ShellText.quoted(split.whole)
        return Diagnostic(
            .invalidOverride,
            message: split.isAroundSign
                ? "blanks around the sign take this override apart"
                : "the shell took this override apart at its blanks",
            labels: [Label(first.union(last))],
            help: split.isAroundSign
                ? "write it without them: `\(written)`"
                : "put quotes around the whole: `\(written)`"
        )
    }

    /// An argument that is no override, but may be the rest of the one before.
    static func restOfOverride(_ argument: SourceRange, whole: String) -> Diagnostic {
        Diagnostic(
            .invalidOverride,
            message: "`\(argument.text)` is no override: it has no `=`",
            labels: [Label(argument)],
            help: "if it belongs to the one before, put quotes around both: "
                + "`\(ShellText.quoted(whole))`"
        )
    }
}
