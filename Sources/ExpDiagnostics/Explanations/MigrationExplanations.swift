// What the codes about keys of earlier versions mean.

extension CodeExplanation {
    static let renamedKey = CodeExplanation(
        title: "A key that has another name today",
        meaning: """
            The config uses a key that an earlier version of the task had. The task says
            what the key is called now, and the value is taken as if it stood there.
            """,
        reason: """
            Old configs and the records of old runs go on working; but a reader of the file
            looks for a key that the task no longer has.
            """,
        example: """
            task: digits
            saveEvery: 5
            """,
        severity: .warning,
        report: "`saveEvery` has become `checkpointEvery`",
        remedy: """
            Let `exp migrate` rewrite your config files, or write the new key yourself. On
            the command line just type the new key.
            """
    )

    static let removedKey = CodeExplanation(
        title: "A key that means nothing any more",
        meaning: """
            The config sets a key that an earlier version of the task had and that nothing
            reads today; the task says why. It is ignored with a warning. Where the task
            now always does what one value asked for, every other value is an error.
            """,
        reason: """
            A config that asks for what the task can no longer do must not run as if it
            had been done.
            """,
        example: """
            task: digits
            shuffle: false
            """,
        report: "`shuffle` can only be `true` any more: every epoch has a new order",
        remedy: """
            Remove the key, if the config may mean what the task does now. `exp migrate`
            makes a comment of a key that is ignored.
            """
    )

    static let changedUnit = CodeExplanation(
        title: "A value in a unit of an earlier version",
        meaning: """
            The key takes its values in another unit than it did: a duration where it was a
            number of seconds, a fraction where it was a percentage. What can be converted
            is, with a warning; what cannot, as an interpolation, is an error.
            """,
        reason: "A number read in the wrong unit trains something else, without a word.",
        example: """
            task: digits
            validPercent: twenty
            """,
        report:
            "`validPercent` has become `split.valid`, in another unit, into which this value does not convert",
        remedy: """
            Let `exp migrate` rewrite the value, or write it in the new unit. Give a value
            that is computed from others in its new unit by hand.
            """
    )

    static let conflictingKeys = CodeExplanation(
        title: "An old key beside the one that took its place",
        meaning: """
            One file, or one command line, gives a key of an earlier version and also the
            key that holds its value today, so that there are two values for one setting.
            """,
        reason: """
            Neither may win in silence: which one the author meant cannot be seen. Across
            files the higher one wins as always, under whichever name.
            """,
        example: """
            task: digits
            saveEvery: 5
            checkpointEvery: 10
            """,
        report: "`saveEvery` has become `checkpointEvery`, and both are given",
        remedy: "Keep the new key alone, with the value that is meant."
    )

    static let migrationRefused = CodeExplanation(
        title: "A file that cannot be rewritten safely",
        meaning: """
            `exp migrate` rewrites a file only when reading the new text gives exactly the
            old values under their new keys. Here it would not, or the text does not say
            enough: the key comes in by an alias or a merge key, the file is used as two
            different types, or two documents share it.
            """,
        reason: """
            A rewritten config must mean what it meant, and its comments and layout are
            yours. Nothing is written to a file about which this is not certain.
            """,
        language: .console,
        example: "$ exp migrate configs/old.yaml",
        report: "`configs/old.yaml` is not rewritten",
        remedy: """
            Change the place shown by hand; the file loads meanwhile as it did, with its
            warnings.
            """
    )
}
