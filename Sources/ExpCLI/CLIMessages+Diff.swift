import ExpDiagnostics

// What `exp diff` says.

extension CLIMessages {
    static let diffAbstract = "Show what differs between configs or revisions."

    static let diffUsage = """
        exp diff <config> [<key=value> ...] <config> [<key=value> ...]
        exp diff <config> <key=value> ...
        exp diff <revision>..[<revision>] [<config> ...]
        """

    static let diffExamples = """
        A config is a file, a name under the folder of configs, a run, or a file of a
        revision. Overrides belong to the config before them; a config with overrides
        alone is compared with itself. The review of a range tells what a change does
        to every config; without a second revision it looks at the files on disk.

        Examples:
          exp diff digits digits-linear
          exp diff digits optimizer.lr=0.1
          exp diff @best digits
          exp diff main:configs/digits.yaml digits
          exp diff main...HEAD --format markdown
        """

    static let diffHelp = "A file, a name, a run, REVISION:FILE, or overrides of the one before."
    static let diffNeedsTwo = "Name two configs, or a range of revisions."
    static let twoFormats = "--json and another --format contradict each other."
}

extension Diagnostic {
    /// An override that stands before everything that it could change.
    static func overrideBeforeConfig(_ override: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .invalidArgument,
            message: "`\(override)` stands before every config",
            labels: range.map { [Label($0)] } ?? [],
            help: "write overrides behind the config that they change: "
                + "`exp diff CONFIG \(ShellText.quoted(override))`"
        )
    }

    /// A third config.
    static func oneTooMany(_ word: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .invalidArgument,
            message: "`\(word)` is one too many: two configs are compared",
            labels: range.map { [Label($0)] } ?? [],
            help: "`exp compare RUN RUN RUN` compares more than two runs"
        )
    }

    /// One config, and nothing that it differs from.
    static func nothingToCompareWith(
        _ word: String,
        isRun: Bool,
        at range: SourceRange?
    ) -> Diagnostic {
        let quoted = ShellText.quoted(word)
        return Diagnostic(
            .missingArgument,
            message: "`\(word)` is compared with nothing",
            labels: range.map { [Label($0)] } ?? [],
            help: isRun
                ? "name a config or another run: `exp diff \(quoted) CONFIG`"
                : "name another config, or overrides: `exp diff \(quoted) KEY=VALUE`; "
                    + "`exp diff HEAD.. \(quoted)` shows what changed since the last commit"
        )
    }

    /// A word that is nothing that can be compared.
    static func neitherConfigNorRun(
        _ word: String,
        configs: [String],
        at range: SourceRange?
    ) -> Diagnostic {
        let all = configs.prefix(6).map { "`\($0)`" }.joined(separator: ", ")
        let rest = configs.count > 6 ? " and more" : ""
        let known = all.isEmpty ? "" : "the configs are \(all)\(rest)"
        return Diagnostic(
            .fileNotFound,
            message: "`\(word)` is neither a config nor a run",
            labels: range.map { [Label($0)] } ?? [],
            help: Suggestion.phrase(for: word, among: configs)
                ?? (known.isEmpty ? "give the path of a config, or `@last` for a run" : known)
        )
    }

    /// A file of a revision without the revision, or without the file.
    static func invalidRevisionFile(_ word: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .invalidArgument,
            message: "`\(word)` names no file of a revision",
            labels: range.map { [Label($0)] } ?? [],
            help: "write the revision, a colon and the file: `HEAD:configs/digits.yaml`"
        )
    }

    /// A run with overrides.
    static func overrideOfRun(
        _ override: String,
        _ run: String,
        at range: SourceRange?
    ) -> Diagnostic {
        Diagnostic(
            .invalidArgument,
            message: "`\(override)` cannot change `\(run)`: a run is what it was",
            labels: range.map { [Label($0)] } ?? [],
            help: "put it behind the config that the run is compared with"
        )
    }

    /// A run that left no config.
    static func runWithoutConfig(_ run: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .unreadableRun,
            message: "`\(run)` has recorded no config",
            labels: range.map { [Label($0)] } ?? [],
            help: "`exp show \(run)` tells what became of it"
        )
    }

    /// A review with overrides.
    static func overrideOfReview(_ override: String, at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .invalidArgument,
            message: "`\(override)` cannot be set in a review, which composes configs as they are",
            labels: range.map { [Label($0)] } ?? [],
            help: "compare one config: `exp diff main:configs/FILE \(ShellText.quoted(override)) …`"
        )
    }

    /// A review with a task.
    static func taskOfReview(at range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .invalidArgument,
            message: "a review takes each config with the task that it names",
            labels: range.map { [Label($0)] } ?? [],
            help: "leave `--task` out"
        )
    }

    /// A config that neither side of a review has.
    static func configOnNoSide(
        _ name: String,
        _ range: String,
        known: [String],
        at place: SourceRange?
    ) -> Diagnostic {
        Diagnostic(
            .fileNotFound,
            message: "no side of `\(range)` has a config `\(name)`",
            labels: place.map { [Label($0)] } ?? [],
            help: Suggestion.phrase(for: name, among: known)
                ?? (known.isEmpty
                    ? "neither side has configs"
                    : "the configs are \(Suggestion.list(Array(known.prefix(6)), joinedBy: "and"))")
        )
    }
}
