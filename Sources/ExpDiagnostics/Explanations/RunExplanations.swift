// What the codes about runs mean.

extension CodeExplanation {
    static let unknownRun = CodeExplanation(
        title: "A run that cannot be found",
        meaning: """
            No run in the runs folder has an id or a name that begins like this. The
            report says which folder was searched.
            """,
        reason: "Showing a run with a similar name could lead to wrong conclusions.",
        language: .console,
        example: "$ exp show k3f0",
        report: "no run is named `k3f0`",
        remedy: """
            `exp ls` lists the runs. Runs elsewhere are found with `--runs FOLDER` or
            the environment variable `EXP_RUNS`.
            """
    )

    static let ambiguousRun = CodeExplanation(
        title: "A name that fits several runs",
        meaning: """
            The beginning of an id, or the name, belongs to more than one run. The notes
            list them.
            """,
        reason: "Comparing or continuing the wrong run is a mistake that is not noticed.",
        language: .console,
        example: "$ exp show k3",
        report: "`k3` names 3 runs",
        remedy: "Add more letters of the id."
    )

    static let unreadableRun = CodeExplanation(
        title: "A run directory that cannot be read",
        meaning: """
            A folder in the runs folder looks like a run, but a file in it is missing,
            damaged or of a format that this version does not know. Other runs are shown
            as usual.
            """,
        reason: """
            Leaving it out without a word would make a list look complete when it is
            not.
            """,
        language: .console,
        example: "$ exp ls",
        severity: .warning,
        report: "`run.json` of run `20261123-181502-digits-k3f9x2ab` cannot be read: …",
        remedy: """
            Look at the file named in the note. The rest of the directory is plain text
            and can still be read by hand; a newer version of `exp` may read the format.
            """
    )

    static let unsupportedSetting = CodeExplanation(
        title: "A setting that has no effect here",
        meaning: """
            The config says under `exp` how the run shall be carried out, and this kind of run
            cannot be carried out that way.
            """,
        reason: """
            A setting that is read and then ignored would be believed: the run would
            be found without the retries it was promised.
            """,
        language: .yaml,
        example: """
            task: digits
            exp:
              retries: 3
            """,
        report: "`exp.retries` has no effect on the run of a Swift task",
        remedy: """
            Leave the setting out.
            """
    )

    static let storeWriteFailed = CodeExplanation(
        title: "A run directory that cannot be written",
        meaning: """
            The system refused to create or write a file of the run: the disk is full,
            the folder is read-only, or a file server is away. The note holds the
            system's words.
            """,
        reason: """
            A run that cannot create its directory does not start, because nothing would
            be left of it. When writing fails later the task goes on, and the record
            says that it is incomplete.
            """,
        language: .console,
        example: "$ exp --config configs/digits.yaml --runs /mnt/shared/runs",
        report: "the run's folder cannot be made: No space left on device",
        remedy: """
            Free some space or correct the permissions; `--runs FOLDER` writes
            elsewhere.
            """
    )

    static let metricLogTruncated = CodeExplanation(
        title: "A metrics log with lines that cannot be read",
        meaning: """
            The last line of a lost run's metrics does not end in a newline, because the
            process or the machine stopped in the middle of writing it; or lines before
            it are no rows of a metrics log, because something else wrote to the file.
            Such lines are left out; every other line is whole.
            """,
        reason: """
            The values shown are right as far as they go, but steps may be missing.
            """,
        language: .console,
        example: "$ exp show k3f9",
        severity: .warning,
        report: """
            the last line of the metrics of run `20261123-181502-digits-k3f9x2ab` is torn and was left out
            """,
        remedy: """
            After a torn line nothing needs to be done: the run reads as `lost` when its
            process was killed. When whole lines cannot be read, find out what else
            writes to the run's folder.
            """
    )

    static let unknownCode = CodeExplanation(
        title: "A diagnostic code that does not exist",
        meaning: "`exp explain --code` was asked about a code that no message has.",
        reason: """
            Codes are permanent, so a code from an older version still exists; this one
            is probably misspelt.
            """,
        language: .console,
        example: "$ exp explain --code unknow-key",
        report: "no message has the code `unknow-key`",
        remedy: """
            Copy the code from the brackets after `error` or `warning` in a message.
            """
    )
}
