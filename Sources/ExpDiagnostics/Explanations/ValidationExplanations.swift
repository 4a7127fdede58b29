// What the codes about validation mean.

extension CodeExplanation {
    static let unknownTask = CodeExplanation(
        title: "A task that is not registered",
        meaning: "`task:` or `--task` names a task that this program does not have.",
        reason: """
            The task decides which keys exist and what runs, so without it nothing else
            can be checked.
            """,
        example: "task: digit",
        report: "there is no task `digit`",
        remedy: """
            Correct the name; `exp task` lists the tasks. A task of your own must be
            registered in your program's `main`.
            """
    )

    static let unknownKey = CodeExplanation(
        title: "A key that the task does not declare",
        meaning: """
            The config sets a key that the task's config has no field for. The keys that
            exist, and the nearest to this one, are named in the report.
            """,
        reason: """
            A misspelt key changes nothing: the task would train with the default value
            while you believe that you set another.
            """,
        example: """
            task: digits
            optimizer:
              learning_rat: 0.01
            """,
        report: "`optimizer` has no key `learning_rat`",
        remedy: """
            Correct the key, or remove it. `exp task digits` lists all keys with their
            types and defaults. When the key belongs to another case of a choice, choose
            that case with `use`.
            """
    )

    static let missingValue = CodeExplanation(
        title: "A value that must be given",
        meaning: """
            A key without a default has no value, or its value is `???`, which means
            that it must be given from elsewhere.
            """,
        reason: """
            The task's author decided that there is no sensible default, as for the path
            of a data set.
            """,
        example: """
            task: digits
            data: ???
            """,
        report: "`data` must be given",
        remedy: """
            Set the key in the config, or on the command line: `data=path/to/file.csv`.
            """
    )

    static let typeMismatch = CodeExplanation(
        title: "A value of the wrong type",
        meaning: """
            The task declares another type for this key than the value has. The note
            shows the declared type and who declares it. A declared text takes anything
            as it is written, and a declared decimal number takes an integer; everything
            else must fit.
            """,
        reason: """
            A guess, such as reading `ten` as 0, would change the experiment silently.
            """,
        example: """
            train:
              epochs: ten
            """,
        report: "`train.epochs` must be an integer, but is the string `ten`",
        remedy: """
            Write a value of the declared type. Durations need a unit, as in `90s` or
            `1h30m`; booleans are `true` and `false`.
            """
    )

    static let outOfRange = CodeExplanation(
        title: "A value outside the declared range",
        meaning: """
            The value has the right type, but it is smaller or larger than the task
            allows, or a list has too few or too many elements.
            """,
        reason: """
            The task's author knows that values beyond this range make no sense or will
            fail later, perhaps after hours.
            """,
        example: """
            optimizer:
              lr: 10
            """,
        report: "`optimizer.lr` must be above 0 and at most 1, but is `10`",
        remedy: """
            Choose a value within the range. When the range itself is wrong, change it
            where the task declares the key.
            """
    )

    static let patternMismatch = CodeExplanation(
        title: "A text that does not have the declared form",
        meaning: """
            The task declares a pattern for this text, such as lower-case letters and
            digits only, and the whole text must match it.
            """,
        reason: """
            Such a text usually becomes part of a file name, an address or a command,
            where other characters would break something.
            """,
        example: #"name: "run 1/2""#,
        report: "`name` must match `[a-z0-9-]+`, but is `run 1/2`",
        remedy: "Write the text in the form that the note describes."
    )

    static let unknownCase = CodeExplanation(
        title: "A case that a choice does not have",
        meaning: """
            The key takes one of a fixed list of words, or chooses one of the cases that
            the task declares. This word is not among them.
            """,
        reason: """
            There is nothing to run for it, and falling back to the default would hide
            the mistake.
            """,
        example: """
            model:
              activation: rleu
            """,
        report: "`model.activation` must be `relu` or `tanh`, but is `rleu`",
        remedy: "Choose one of the cases in the report; `exp task NAME` describes each."
    )

    static let ruleViolation = CodeExplanation(
        title: "Values that do not go together",
        meaning: """
            Each value is fine by itself, but the task declares a rule across several
            keys, and this combination breaks it. Every key that the rule is about is
            marked.
            """,
        reason: """
            The task would fail, or worse, run with settings that contradict one
            another.
            """,
        example: """
            batch: 128
            micro_batch: 48
            """,
        report: "`batch` must be a multiple of `micro_batch`",
        remedy: "Change one of the marked values."
    )

    static let secretLiteral = CodeExplanation(
        title: "A secret written into a config",
        meaning: """
            The task declares this key as a secret, such as a password or an access
            token, and the config or the command line holds the value itself.
            """,
        reason: """
            Configs are committed, copied into run directories and shared; command lines
            stay in the shell's history and show in the list of processes. What was
            written there is no longer secret.
            """,
        example: "token: hf_q8Zk2v",
        report: "`token` is a secret, which no config may hold",
        remedy: """
            Write `${secret:NAME}`. The value is then read from the environment variable
            `NAME`, or from the file that `EXP_SECRETS` names, and is never recorded.
            Replace a secret that was already committed.
            """
    )

    static let invalidDeclaration = CodeExplanation(
        title: "A task whose config cannot be declared",
        meaning: """
            A field of the task's config struct has a type, a default or a constraint
            that cannot work: an unsupported type, a default outside its own range, two
            fields with one key.
            """,
        reason: """
            This is a mistake in the program rather than in a config, so it is told at
            the start, before any config is read.
            """,
        language: .swift,
        example: """
            struct Config: TaskConfig {
                @Key("units of each layer", count: 1...8) var hidden = 64
            }
            """,
        report: "`Config.hidden` bounds its count, but `Int` is no list",
        remedy: """
            Correct the declaration. Fields may be numbers, booleans, texts,
            enumerations, durations, paths and secrets, and optionals, arrays and
            dictionaries of these, further config structs, and choices between them.
            """
    )
}
