// What the codes about the command line mean.

extension CodeExplanation {
    static let invalidOverride = CodeExplanation(
        title: "An override that cannot be read",
        meaning: """
            An override is `key.path=value`; `+`, `++` or `~` may stand before it, and
            `+` or `:` before the `=`. The value is read like a YAML flow value:
            numbers, words, `[1, 2]`, `{a: 1}`, quoted text. This one is something else,
            or it asks for a key that does not exist, or for one that does.
            """,
        reason: """
            An override that was misread would start an experiment other than the one
            you typed.
            """,
        language: .console,
        example: "$ exp --config configs/digits.yaml 'model.hidden=[64,32'",
        report: "`[` is never closed",
        remedy: """
            Correct the override, and put single quotes around it when it holds spaces,
            brackets, braces or a dollar sign, which the shell would otherwise
            interpret.
            """
    )

    static let ambiguousOverride = CodeExplanation(
        title: "An override that can mean two things",
        meaning: """
            The value may be several values, each for a run of its own, or one list, or
            one text. The help lists how to say each meaning.
            """,
        reason: """
            The meanings lead to different experiments, and neither is clearly the
            likelier.
            """,
        language: .console,
        example: "$ exp --config configs/digits.yaml optimizer.lr=0.01,0.1",
        report: "`optimizer.lr` is given several values, but this is a single run",
        remedy: """
            For one run per value run exp once for each; for a list write `[0.01,0.1]`;
            for the text itself quote it: `'optimizer.lr="0.01,0.1"'`.
            """
    )

    static let duplicateOverride = CodeExplanation(
        title: "A key that is set twice on the command line",
        meaning: """
            Two overrides set the same key. They apply from left to right, so the later
            one counts.
            """,
        reason: """
            This is often meant, as when a script adds to a fixed command; but it may
            also be a leftover from an edited command line.
            """,
        language: .console,
        example: "$ exp --config configs/digits.yaml epochs=10 epochs=20",
        severity: .note,
        report: "`epochs` is set twice on the command line; the later value counts",
        remedy: "Delete the one that does not count."
    )

    static let matchedKeys = CodeExplanation(
        title: "The keys that `**` set",
        meaning: """
            `**.key=value` sets every key of that name, at any depth, declared defaults
            included. The note lists what it found. Keys that another override names
            exactly are left to that one.
            """,
        reason: """
            One word may set more than was meant, and more than it set last month.
            """,
        language: .console,
        example: "$ exp --config configs/digits.yaml epochs=1 '**.lr=0.01'",
        severity: .note,
        report: "`**.lr` sets `optimizer.lr`",
        remedy: "Nothing, if these are the keys; else name the ones you mean."
    )

    static let unknownVerb = CodeExplanation(
        title: "A command that does not exist",
        meaning: """
            The first word is neither a command of `exp` nor an option nor an override,
            which always holds `=` or begins with `~`; or a command stands behind the
            options of a run, where only overrides can.
            """,
        reason: """
            Without this check a mistyped command would be taken for an override and
            start a run.
            """,
        language: .console,
        example: "$ exp lss",
        report: "`exp` has no verb `lss`",
        remedy: "Correct the word; `exp --help` lists the commands."
    )

    static let invalidArgument = CodeExplanation(
        title: "An option or argument that the command does not take",
        meaning: """
            The command has no such option, or the option needs another kind of value: a
            number, one of a few words, or any value at all.
            """,
        reason: """
            An option that was ignored would leave you with another result than the one
            you asked for.
            """,
        language: .console,
        example: "$ exp ls --limit ten",
        report: "the value `ten` is invalid for `--limit <count>`",
        remedy: """
            Correct it; `exp help VERB` lists the options of a command. A value of the
            config is set with `key=value`, without dashes.
            """
    )

    static let missingArgument = CodeExplanation(
        title: "An argument that the command needs",
        meaning: """
            The command cannot do anything without this argument: a run to show, a
            config to use, a key to explain.
            """,
        reason: """
            Guessing it, for instance by taking the last run, could show or change the
            wrong thing.
            """,
        language: .console,
        example: "$ exp show",
        report: "missing expected argument `<run>`",
        remedy: """
            Add it. A run can be named by the beginning of its id, by its name, or as
            `@last`.
            """
    )
}
