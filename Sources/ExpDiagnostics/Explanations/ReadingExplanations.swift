// What the codes about reading a text mean.

extension CodeExplanation {
    static let syntaxError = CodeExplanation(
        title: "The text is not YAML",
        meaning: """
            The file, or a value given on the command line, breaks YAML's grammar: an
            unclosed bracket or quote, a wrong indentation, a tab where spaces must be.
            The mark stands where reading could not go on; the mistake is there or
            shortly before.
            """,
        reason: """
            Nothing that depends on this text can be checked until it can be read, so
            the report also lists the checks that did not run. Other files are still
            checked.
            """,
        example: """
            model:
              hidden: [64, 32
              dropout: 0.1
            """,
        report: "the `[` is never closed",
        remedy: """
            Close what is open, and indent with spaces. An interpolation inside `[]` or
            `{}` needs quotes, because its braces would end the list or mapping:
            `["${model.width}", 10]`.
            """
    )

    static let invalidCharacter = CodeExplanation(
        title: "A character that YAML does not allow",
        meaning: #"""
            The text holds bytes that are not UTF-8, or a control character that YAML
            forbids. The snippet shows the byte as `\xE4` or the character by its
            picture.
            """#,
        reason: """
            Such bytes usually mean that the file was saved in another encoding, or that
            something was pasted from a terminal. Guessing the encoding would change
            values without telling you.
            """,
        example: #"note: "Versuch für Gruppe A""#,
        report: "the text is not UTF-8 here",
        remedy: #"""
            Save the file as UTF-8. A control character that is meant can be written as
            an escape in double quotes, such as `"\x1B"`.
            """#
    )

    static let duplicateKey = CodeExplanation(
        title: "A key stands twice in one mapping",
        meaning: """
            Two entries of the same mapping have the same key. Keys are compared as
            text, so `1` and `"1"` are the same.
            """,
        reason: """
            Many YAML readers keep the last entry and say nothing. In a long config one
            of the two values is then silently ignored, and it is not always the one you
            expect.
            """,
        example: """
            optimizer:
              lr: 0.1
              momentum: 0.9
              lr: 0.01
            """,
        report: "the key `lr` stands twice in this mapping",
        remedy: """
            Delete one of the two. To change a value that another file sets, put it into
            a file that `extends` that one, or on the command line.
            """
    )

    static let invalidKey = CodeExplanation(
        title: "A key that is not text",
        meaning: """
            A mapping or a list stands where a key is expected. YAML allows that; a
            config does not, because a key must be nameable in a path such as
            `model.hidden`.
            """,
        reason: """
            Most often this is `{name}` written without quotes, which YAML reads as a
            mapping used as a key.
            """,
        example: """
            ? [a, b]
            : 1
            """,
        report: "a key must be text, but this is a list",
        remedy: """
            Write the key as text, in quotes if it holds brackets or braces: `"{name}":
            1`.
            """
    )

    static let undefinedAlias = CodeExplanation(
        title: "An alias that names no anchor",
        meaning: """
            `*name` repeats the value that was marked `&name` earlier in the same file.
            No such mark stands above it, or the alias stands inside the very value it
            names.
            """,
        reason: """
            Anchors reach neither forward nor into other files, so the value cannot be
            known.
            """,
        example: """
            teacher: *base
            student: &base
              width: 64
            """,
        report: "`*base` names no anchor above it",
        remedy: """
            Move the anchor above its first use, or use an interpolation instead:
            `teacher: ${student}` works in any order and across files.
            """
    )

    static let severalDocuments = CodeExplanation(
        title: "More than one YAML document",
        meaning: """
            A line `---` or `...` in the middle of the file ends one document and begins
            another. A config is exactly one document.
            """,
        reason: """
            Taking only the first document would ignore the rest of the file without a
            word.
            """,
        example: """
            lr: 0.1
            ---
            lr: 0.01
            """,
        report: "a second document begins here, but a config is one document",
        remedy: """
            Put each document into a file of its own and join them with `extends`, or
            delete the line `---`.
            """
    )

    static let tooDeep = CodeExplanation(
        title: "Nesting beyond the limit",
        meaning: "Lists and mappings lie inside one another more than 256 levels deep.",
        reason: """
            No config written by hand gets there. A generated or hostile file does, and
            reading on could exhaust the stack or take very long.
            """,
        example: "a: [[[[[[[[ … ]]]]]]]]",
        report: "lists and mappings lie more than 256 levels deep",
        remedy: """
            Look at the program that wrote the file: it probably wraps its output in
            itself.
            """
    )

    static let tooManyAliases = CodeExplanation(
        title: "Aliases that expand to too many values",
        meaning: """
            Every alias stands for a copy of what it names. When aliases name lists of
            aliases, a few lines can mean billions of values; reading stops at a limit.
            """,
        reason: """
            Such a text, known as the billion laughs, would fill the memory. The limit
            is far above what a config needs.
            """,
        example: """
            a: &a [x, x, x, x, x, x, x, x, x]
            b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
            c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
            """,
        report: "the aliases bring in more than 1000000 values",
        remedy: """
            Write the values out, or keep the data in a file of its own and give the
            config its path.
            """
    )

    static let tooLarge = CodeExplanation(
        title: "A config file beyond the size limit",
        meaning: "The file is larger than a config may be.",
        reason: """
            A file of this size is almost always data that was named as a config by
            mistake. It would make every command slow and be copied into every run
            directory.
            """,
        language: .console,
        example: "$ exp --config data/train.json",
        report: "`data/train.json` has 734003200 bytes, more than a config may have",
        remedy: """
            Check the path. If the file is data, let the config hold its path rather
            than its content.
            """
    )

    static let unknownTag = CodeExplanation(
        title: "A YAML tag that means nothing here",
        meaning: """
            A value carries a tag other than YAML's own `!!str`, `!!int`, `!!float`,
            `!!bool`, `!!null`, `!!seq` and `!!map`. With a task this is an error;
            without one it is a warning, and the tag is dropped.
            """,
        reason: """
            Tags such as `!python/object` or `!include` tell another program to do
            something. Ignoring one would give a value that looks right and is not.
            """,
        example: "base: !include base.yaml",
        report: "the tag `!include` means nothing here",
        remedy: """
            Say what the tag was meant to do in the config's own words: `extends` for
            another file, `use` for an option, `${env:NAME}` for a variable.
            """
    )

    static let tagMismatch = CodeExplanation(
        title: "A value that its tag does not fit",
        meaning: """
            One of YAML's own tags, such as `!!int`, stands before a value that cannot
            be read that way.
            """,
        reason: """
            The tag and the text contradict each other; either could be the mistake.
            """,
        example: "epochs: !!int ten",
        report: "`ten` does not fit its tag `!!int`",
        remedy: """
            Correct the value or remove the tag. A tag is rarely needed: with a task the
            declared type decides how a value is read.
            """
    )

    static let invalidMergeKey = CodeExplanation(
        title: "A merge key with something other than mappings",
        meaning: """
            `<<` takes the entries of another mapping, or of a list of mappings, into
            this one. Here it has a scalar, or a list that holds something else.
            """,
        reason: """
            There is nothing that could be merged, so the entries you expect would be
            missing.
            """,
        example: """
            defaults: &defaults 0.1
            optimizer:
              <<: *defaults
            """,
        report: "`<<` takes a mapping or a list of mappings, but this is the number `0.1`",
        remedy: """
            Let the anchor stand before a mapping. To have an ordinary key named `<<`,
            put it in quotes.
            """
    )

    static let ambiguousScalar = CodeExplanation(
        title: "A value that YAML 1.1 and YAML 1.2 read differently",
        meaning: """
            Unquoted words and numbers such as `no`, `off`, `012`, `1:30` or `1_000`
            mean one thing in YAML 1.1, which PyYAML and Hydra follow, and another in
            YAML 1.2, which is followed here. In 1.1 `no` is false, `012` is ten and
            `1:30` is ninety; here they are the strings `no` and `1:30` and the number
            twelve. When the task declares a type, the type decides and nothing is said,
            except for a boolean field, where `yes` and `no` are an error.
            """,
        reason: """
            This is the Norway problem: a list of country codes with `no` in it turns
            into a list with false in it, depending on who reads the file. The two
            readings look the same in an editor.
            """,
        example: "country: no",
        severity: .warning,
        report: "`no` is a string here, and the boolean `false` to YAML 1.1",
        remedy: """
            Write what you mean so that every reader agrees: `"no"` for the text,
            `false` for the boolean, `12` for the number.
            """
    )
}
