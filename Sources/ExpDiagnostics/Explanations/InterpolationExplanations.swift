// What the codes about interpolation mean.

extension CodeExplanation {
    static let invalidInterpolation = CodeExplanation(
        title: "An interpolation that cannot be read",
        meaning: """
            Text between `${` and `}` is a key path such as `${model.width}`, or a
            resolver such as `${env:HOME}`. This one is neither, is never closed, or
            stands where its value cannot: a mapping or a list in the middle of a text.
            """,
        reason: """
            Passing it on as plain text would give the task a value with `${` in it.
            """,
        example: "name: run-${model.width",
        report: "`${` is never closed",
        remedy: #"Correct it. To have the characters themselves, write `\${`."#
    )

    static let interpolationCycle = CodeExplanation(
        title: "Values that are defined by one another",
        meaning: """
            To know this value one must first know it: the interpolations lead in a
            circle. The notes show every step of it.
            """,
        reason: "There is no first value to begin with, and so no result.",
        example: """
            a: ${b}
            b: ${a}
            """,
        report: "`a` needs `b` needs `a`",
        remedy: "Give one of the keys a value of its own."
    )

    static let missingReference = CodeExplanation(
        title: "An interpolation that names a missing key",
        meaning: """
            `${a.b}` stands for the value at the key path `a.b` of the composed config.
            There is no such key. A path is counted from the top of the config unless it
            begins with a dot: `${.x}` is the key `x` beside this one, `${..x}` one
            level higher.
            """,
        reason: "The value cannot be known, and an empty one would be a silent mistake.",
        example: """
            model:
              width: 64
            head:
              input: ${model.widht}
            """,
        report: "`model` has no key `widht`",
        remedy: """
            Correct the path. Inside an option file remember that paths start at the top
            of the whole config, not at the top of that file.
            """
    )

    static let unknownResolver = CodeExplanation(
        title: "An interpolation with an unknown resolver",
        meaning: """
            In `${name:argument}` the name chooses a resolver, such as `env`, `choice`,
            `run` or `project`. There is none of this name.
            """,
        reason: """
            Resolvers that a Python program registers with OmegaConf do not exist here,
            so the value cannot be computed.
            """,
        example: "id: ${uuid:}",
        report: "there is no resolver `uuid`",
        remedy: """
            Use a resolver that exists; for an id of the run that is `${run:id}`. A
            value that another program computes can be passed in as an environment
            variable and read with `${env:NAME}`.
            """
    )

    static let missingVariable = CodeExplanation(
        title: "An environment variable that is not set",
        meaning: """
            `${env:NAME}` stands for the environment variable `NAME`, which is not set,
            and no default is given.
            """,
        reason: """
            An empty text in its place would end up in paths and names, where it is hard
            to notice.
            """,
        example: "data: ${env:DATA_ROOT}/digits.csv",
        report: "the environment variable `DATA_ROOT` is not set",
        remedy: """
            Set the variable, or give a default after a comma: `${env:DATA_ROOT,data}`.
            """
    )

    static let invalidArithmetic = CodeExplanation(
        title: "An expression that has no result",
        meaning: """
            `${= …}` computes with numbers as Python does: whole numbers stay whole, `/`
            gives a number with a point, `//` and `%` round down. This expression can be
            read and not computed: it divides by zero, computes with a text, or grows
            beyond what 64 bits hold. The carets show the part, the labels the values
            that it read.
            """,
        reason: """
            A run with infinity or a cut-off number in its config would fail late, or
            learn nothing and say so nowhere.
            """,
        example: """
            batch: 0
            steps: ${= 50_000 // batch}
            """,
        report: "this divides by zero",
        remedy: """
            Correct the values, or say what holds otherwise:
            `${= 50_000 // batch if batch > 0 else 1}`.
            """
    )

    static let resolverFailed = CodeExplanation(
        title: "A resolver that could not give a value",
        meaning: """
            The program registers resolvers of its own, and one of them, which this
            interpolation names, ended with an error. The message is the resolver's.
            """,
        reason: "Without its value there is no whole config, and nothing to run.",
        example: "device: ${free-gpu:}",
        report: "`free-gpu`: every device is in use",
        remedy: """
            Do what the message says, or give the value itself: an override of the key
            is in force before the resolver is asked.
            """
    )

    static let deprecatedReference = CodeExplanation(
        title: "A key that is read by its old name",
        meaning: """
            The config says with `${oc.deprecated:NEW}` that a key has a new name, and
            another value still reads it by the old one.
            """,
        reason: "The old name may go away, and the value with it.",
        example: """
            rate: ${oc.deprecated:lr}
            lr: 0.1
            warmup: ${rate}
            """,
        severity: .warning,
        report: "`rate` is deprecated: it is called `lr`",
        remedy: "Write the new name where the old one is read."
    )
}
