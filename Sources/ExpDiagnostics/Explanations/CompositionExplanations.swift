// What the codes about files and choices mean.

extension CodeExplanation {
    static let fileNotFound = CodeExplanation(
        title: "A file that does not exist",
        meaning: """
            `--config` or `extends` names a file that is not there. Paths in `extends`
            are relative to the file that holds them; `--config` is a path, or a name
            under the config root without `.yaml`.
            """,
        reason: """
            Going on without the file would run a different experiment from the one
            described.
            """,
        example: "extends: bsae.yaml",
        report: "there is no file `configs/bsae.yaml`",
        remedy: """
            Correct the path. A file that may be missing, such as a personal
            `local.yaml`, is named with a question mark: `extends: local.yaml?`.
            """
    )

    static let fileUnreadable = CodeExplanation(
        title: "A file that cannot be read",
        meaning: """
            The file exists, but the system refused to read it: its permissions forbid
            it, it is a link to itself, or the disk reported an error. The message holds
            the system's words.
            """,
        reason: """
            The values in it are unknown, so nothing that depends on them can be
            trusted.
            """,
        language: .console,
        example: """
            $ ln -s loop.yaml configs/loop.yaml
            $ exp config show --config configs/a.yaml     # extends: loop.yaml
            """,
        report: "`configs/loop.yaml` cannot be read: Too many levels of symbolic links",
        remedy: "Correct the permissions or the link."
    )

    static let notAFile = CodeExplanation(
        title: "A folder where a file is needed",
        meaning: """
            `--config` or `extends` names a folder. Only `exp check` takes folders.
            """,
        reason: "A folder may hold many configs, and which one is meant would be a guess.",
        language: .console,
        example: "$ exp --config configs/",
        report: "`configs` is a folder, not a file",
        remedy: "Name a file in it."
    )

    static let compositionCycle = CodeExplanation(
        title: "Files or options that include themselves",
        meaning: """
            Following `extends` and `use`, or the defaults lists of a Hydra tree, leads
            back to a file that is already being read. The notes show the whole way
            round.
            """,
        reason: "Such files have no first layer: every one of them is based on another.",
        example: """
            # a.yaml
            extends: b.yaml

            # b.yaml
            extends: a.yaml
            """,
        report: "`b.yaml` extends `a.yaml` extends `b.yaml`",
        remedy: "Move what both need into a third file and let both extend that one."
    )

    static let unknownChoice = CodeExplanation(
        title: "An option that does not exist",
        meaning: """
            `use: NAME`, or a string given to a mapping, chooses an option. No file of
            that name lies in the folders that were looked in, and the schema has no
            case of that name either. The notes list the folders, the cases and the
            nearest names. In a Hydra tree it is a defaults list, or `group=option`,
            that names an option which no folder of the search path has.
            """,
        reason: """
            A choice brings in all the values of an option; without it the mapping would
            be half empty or keep the values of another option.
            """,
        example: """
            model:
              use: resent50
            """,
        report: "`model` has no option `resent50`",
        remedy: """
            Correct the name, or add the file, as `model/resent50.yaml` beside this
            config or under the config root. To replace a mapping by a plain string on
            purpose, write `model!: text` in a file or `model:=text` on the command
            line.
            """
    )

    static let invalidComposition = CodeExplanation(
        title: "A composition word with a value it cannot take",
        meaning: """
            `extends` takes a path or a list of paths. `use` takes the name of an
            option; at the top of a file it may also be a mapping of slots to names. In
            both only `${env:…}` and `${choice:…}` can stand, because they are read
            before any other value is known.
            """,
        reason: """
            Composition decides which files belong to the config, so it must be clear
            before the values in them are looked at.
            """,
        example: """
            extends:
              base: base.yaml
            """,
        report: "`extends` takes the path of a file, or a list of paths, but this is a mapping",
        remedy: """
            Write `extends: base.yaml`, or `extends: [base.yaml, gpu.yaml]`, lowest
            first.
            """
    )

    static let mergeConflict = CodeExplanation(
        title: "A list meets a mapping",
        meaning: """
            One layer gives a list and another a mapping for the same key. Mappings
            merge key by key and lists replace lists, but the two cannot be combined.
            Both places are shown.
            """,
        reason: """
            Replacing one by the other without asking would throw away many values at
            once, usually because of one wrong indentation.
            """,
        example: """
            # base.yaml
            callbacks:
              - early_stopping

            # train.yaml
            extends: base.yaml
            callbacks:
              early_stopping: {patience: 5}
            """,
        report: "`callbacks` is a mapping here, but a list below",
        remedy: """
            Give both layers the same form. To replace the lower value whole, write
            `callbacks!:` in a file, or `callbacks:=…` on the command line.
            """
    )

    static let invalidOperator = CodeExplanation(
        title: "`key+` or `key!` where it cannot work",
        meaning: """
            `key+:` appends to a list or merges into a mapping of a lower layer; `key!:`
            replaces it whole. Both need something below: a file that extends another,
            or a mapping under a `use`. They cannot stand beside the plain key, nor name
            a key that no lower layer has.
            """,
        reason: """
            An operator without anything to work on is usually a misspelt key, or a file
            that lost its `extends`.
            """,
        example: """
            extends: base.yaml
            callback+: [checkpoint]
            """,
        report: "`callback` has no value below to which `callback+` could add",
        remedy: """
            Correct the key, or write it without the operator. A key that really ends in
            `+` or `!` is written in quotes.
            """
    )

    static let suspectKey = CodeExplanation(
        title: "A new key that looks like a misspelt one",
        meaning: """
            A file adds a key to a mapping of lower layers, and the key is one or two
            letters away from one that is there. Without a task nobody declares which
            keys exist, so this is only a warning; `exp check` makes it an error.
            """,
        reason: """
            A misspelt key in a file that extends another changes nothing: the intended
            value keeps its old setting and the run looks normal.
            """,
        example: """
            extends: base.yaml
            optimizer:
              momentun: 0.95
            """,
        severity: .warning,
        report: "`momentun` is new in `optimizer`, which has a key `momentum`",
        remedy: """
            Correct the key. When it is meant, put it in quotes: a quoted key is not
            suspected.
            """
    )

    static let droppedValue = CodeExplanation(
        title: "A value that went away with an option",
        meaning: """
            A higher layer chose another option at this place. A value that a lower
            layer had set inside it was about the old option, because the two options do
            not agree on that key, and went away with it. A value stays where both
            options agree.
            """,
        reason: """
            Keeping it would give the new option a setting that was tuned for another
            one; dropping it without a word could surprise you.
            """,
        example: """
            # train.yaml
            model:
              use: resnet18
              depth: 18

            $ exp --config train.yaml model=vit
            """,
        severity: .note,
        report: "dropped `model.depth=18`, decided by `model=vit`",
        remedy: """
            Nothing, if that is what you want. Else set the value together with the
            choice: `model=vit model.depth=18`.
            """
    )
}
