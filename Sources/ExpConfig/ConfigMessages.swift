import ExpDiagnostics
import ExpYAML

/// Sentences that are no diagnostics.
enum ConfigMessages {
    /// What was not checked because a file could not be read.
    static func withoutFile(_ file: String) -> String {
        "what `\(file)` would give, and whether keys are missing without it"
    }

    /// What was not checked because the config file itself could not be read.
    static func withoutConfig(_ file: String) -> String {
        "the values of `\(file)`"
    }

    /// What a value is called that no layer sets.
    static let declaredDefault = "a declared default"

    /// What was not checked because nobody knows the task.
    static let withoutTask = "the config's keys and values, because its task is unknown"
}

extension Diagnostic {
    /// A task that nobody registered.
    static func unknownTask(_ name: String, at range: SourceRange?, _ tasks: [String]) -> Diagnostic
    {
        Diagnostic(
            .unknownTask,
            message: "there is no task `\(name)`",
            labels: range.map { [Label($0)] } ?? [],
            help: Suggestion.phrase(for: name, among: tasks)
                ?? (tasks.isEmpty
                    ? "this program knows no task"
                    : "use \(Suggestion.list(tasks, joinedBy: "or"))")
        )
    }

    /// A key at the top of a config that was meant as `task` or `extends`.
    ///
    /// With a task it is a key that nobody declares; without one it may be meant.
    static func misspeltReservedKey(
        _ entry: Mapping.Entry,
        meant: String,
        isError: Bool
    ) -> Diagnostic {
        Diagnostic(
            isError ? .unknownKey : .suspectKey,
            severity: isError ? .error : .warning,
            message: isError
                ? "the config has no key `\(entry.key)`"
                : "`\(entry.key)` is a key like any other, but looks like `\(meant)`",
            labels: [Label(entry.keyRange)],
            help: "did you mean `\(meant)`?" + (isError ? "" : " quote the key if not"),
            fix: isError ? nil : Fix(entry.keyRange, replacement: meant)
        )
    }

    /// A Hydra `defaults` list in a config that is composed by our own rules.
    static func defaultsBesideExtends(_ entry: Mapping.Entry) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "a config is put together by `defaults` or by `extends`, and this is one of "
                + "`extends`",
            labels: [Label(entry.keyRange)],
            help: "write `extends: base.yaml` and `key: {use: option}` in its place"
        )
    }

    /// A tag that YAML's core schema does not know.
    static func unknownTag(_ tag: TagUse, isError: Bool) -> Diagnostic {
        Diagnostic(
            .unknownTag,
            severity: isError ? .error : .warning,
            message: "the tag `\(tag.text)` means nothing here",
            labels: [Label(tag.range)],
            help: "leave it out"
        )
    }

    /// A plain text that YAML 1.1 reads as something else.
    static func ambiguousScalar(
        _ node: Node,
        _ scalar: Scalar,
        _ other: YAML11Reading,
        at path: ConfigPath
    ) -> Diagnostic {
        let ours = CoreSchema.value(of: scalar)
        return Diagnostic(
            .ambiguousScalar,
            severity: .warning,
            message: "`\(scalar.text)` is \(words(ours)) here, and \(words(other)) to YAML 1.1",
            labels: [Label(node.range)],
            help: "write what is meant: "
                + ([spelling(other), "'\(scalar.text)'"].compactMap { $0 }.map { "`\($0)`" })
                .joined(separator: " or ")
        )
    }

    private static func words(_ value: ScalarValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "a boolean"
        case .int(let number): "the integer \(number)"
        case .bigInt(let text): "the integer \(text)"
        case .float(let number): "the number \(number)"
        case .string: "a string"
        }
    }

    private static func words(_ reading: YAML11Reading) -> String {
        switch reading {
        case .bool(let value): "the boolean `\(value)`"
        case .int(let value): "the integer \(value)"
        case .float(let value): "the number \(value)"
        case .date: "a date"
        case .special: "a special value"
        }
    }

    private static func spelling(_ reading: YAML11Reading) -> String? {
        switch reading {
        case .bool(let value): String(value)
        case .int(let value): String(value)
        case .float(let value): ScalarSpelling.float(value)
        case .date, .special: nil
        }
    }

    /// A name by which no run could be found.
    static func unusableRunName(_ name: Node) -> Diagnostic {
        Diagnostic(
            .ruleViolation,
            message: "`exp.name` must not be empty, nor begin with `@` or `tag:`",
            labels: [Label(name.range)],
            help: "runs are found by their names, and these mean something else there"
        )
    }

    /// A tag without text.
    static func emptyTag(_ tag: Node) -> Diagnostic {
        Diagnostic(
            .ruleViolation,
            message: "a tag in `exp.tags` must not be empty",
            labels: [Label(tag.range)],
            help: "leave it out"
        )
    }

    /// A goal that names no metric, or one to raise and one to lower.
    static func invalidGoal(_ goal: Node, isEmpty: Bool) -> Diagnostic {
        Diagnostic(
            .ruleViolation,
            message: isEmpty
                ? "`exp.goal` names no metric"
                : "`exp.goal` names a metric to raise and one to lower",
            labels: [Label(goal.range)],
            help: isEmpty
                ? "write `goal: {maximize: METRIC}` or `goal: {minimize: METRIC}`"
                : "keep `maximize` or `minimize`"
        )
    }

    /// A value that went away with the option that it was about.
    static func droppedValue(_ dropped: DroppedValue) -> Diagnostic {
        Diagnostic(
            .droppedValue,
            severity: .note,
            message: "dropped `\(dropped.path)=\(CanonicalWriter.flow(dropped.node))`, "
                + "decided by `\(dropped.choice.text)`",
            labels: [
                Label(dropped.node.range, "was about another option"),
                Label(dropped.choice.range, "decides"),
            ]
        )
    }

    /// A `${secret:NAME}` that is not set.
    static func missingSecret(_ name: String, in node: Node, _ bytes: Range<Int>) -> Diagnostic {
        Diagnostic(
            .missingVariable,
            message: "the secret `\(name)` is not set",
            labels: [Label(node.place(of: bytes))],
            help: "set it in the environment, or in the file that `EXP_SECRETS` names"
        )
    }

    /// A `${run:…}` that does not exist.
    static func unknownRunValue(_ name: String, in node: Node, _ bytes: Range<Int>) -> Diagnostic {
        Diagnostic(
            .unknownResolver,
            message: "a run has no value `\(name)`",
            labels: [Label(node.place(of: bytes))],
            help: "write `${run:id}` or `${run:dir}`"
        )
    }
}
