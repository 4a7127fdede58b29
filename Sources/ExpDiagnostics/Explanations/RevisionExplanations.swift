// What the codes about revisions mean.

extension CodeExplanation {
    static let noRepository = CodeExplanation(
        title: "A revision where there is no repository",
        meaning: """
            The command line names a revision, such as `main:configs/digits.yaml` or
            `main..HEAD`, but the working directory lies in no git repository.
            """,
        reason: """
            Without a repository there is nothing to read an earlier config from.
            """,
        language: .console,
        example: "$ cd /tmp && exp diff main..HEAD",
        report: "`/tmp` lies in no git repository",
        remedy: """
            Change to a folder of the repository. Two files are compared anywhere:
            `exp diff old.yaml new.yaml`.
            """
    )

    static let unknownRevision = CodeExplanation(
        title: "A revision that git does not know",
        meaning: """
            The name is no branch, tag or commit of the repository, or the two sides of
            `A...B` have no commit in common. In a shallow clone both happen although
            the names are right.
            """,
        reason: """
            Configs compared with another revision than the one you meant would show
            changes that nobody made.
            """,
        language: .console,
        example: "$ exp diff mian..HEAD",
        report: "there is no revision `mian`",
        remedy: """
            Correct the name; anything that `git rev-parse` takes will do. A branch
            that was never checked out here is named with its remote: `origin/main`.
            In a shallow clone fetch the history first: `git fetch --unshallow`, or
            `fetch-depth: 0` of the checkout step in GitHub Actions.
            """
    )

    static let gitFailed = CodeExplanation(
        title: "Git that cannot be asked",
        meaning: """
            The program `git` is not on the `PATH`, or it ended with an error of its
            own, which the report repeats.
            """,
        reason: """
            What git does not tell is unknown: a comparison would miss files.
            """,
        language: .console,
        example: "$ PATH=/nowhere exp diff main..HEAD",
        report: "there is no program `git` on the `PATH`",
        remedy: """
            Do what git's own words say. A repository of another user is trusted with
            `git config --global --add safe.directory FOLDER`.
            """
    )
}
