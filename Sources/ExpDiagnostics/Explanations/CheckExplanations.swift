// What the codes mean that only a check of all configs can find.

extension CodeExplanation {
    static let unreachableFile = CodeExplanation(
        title: "A file that no config uses",
        meaning: """
            `exp check` composed every config under the config root with every option of
            each choice, and none of them read this file: no `extends` names it, it is
            no option of a choice that a config makes, and it is no config itself.
            """,
        reason: """
            It may be a leftover, or lie in a folder where nobody looks for it; then
            what it says takes no part in any run.
            """,
        example: """
            # modle/vit.yaml
            depth: 12

            # train.yaml
            task: digits
            model: mlp
            """,
        severity: .warning,
        report: "no config uses `configs/modle/vit.yaml`",
        remedy: """
            Move it to the folder of its key, name it with `use` or `extends`, or delete
            it. A file in a folder below the root is a config when it, or a file that it
            extends, names a `task`.
            """
    )

    static let overriddenKey = CodeExplanation(
        title: "A value that every config replaces",
        meaning: """
            A base file or an option sets a value, two or more places replace it, and
            there is no config in which it stands.
            """,
        reason: """
            One reads the value in the base file and believes in it, but it takes no
            part in any run.
            """,
        example: """
            # base.yaml
            epochs: 1

            # a.yaml
            task: digits
            extends: base.yaml
            epochs: 30

            # b.yaml
            task: digits
            extends: base.yaml
            epochs: 40
            """,
        severity: .warning,
        report: "no config keeps this value of `epochs`",
        remedy: """
            Remove it, or give it the value that most configs set and remove it there.
            """
    )

    static let repeatedValue = CodeExplanation(
        title: "A value that repeats the one below it",
        meaning: """
            A file sets a value that its base, its option or the task's default gives
            already, in every config that uses the file. Repeated defaults of a task are
            told in one note for each file.
            """,
        reason: """
            A reader takes what stands in a file for a difference. And when the lower
            value changes, this one stays behind.
            """,
        example: """
            # base.yaml
            epochs: 25

            # long.yaml
            task: digits
            extends: base.yaml
            epochs: 25
            """,
        severity: .warning,
        report: "`epochs` repeats the value that it has without this line",
        remedy: """
            Remove the line. Keep it when the value shall stay as it is whatever the
            lower layer says.
            """
    )
}
