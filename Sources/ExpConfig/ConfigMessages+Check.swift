import ExpDiagnostics
import ExpYAML

extension ConfigMessages {
    /// In which composition a problem comes up.
    static func context(_ first: String, others: Int) -> String {
        switch others {
        case 0: first
        case 1: first + ", and in one more combination"
        default: first + ", and in \(others) more combinations"
        }
    }

    /// A config with more combinations of options than are composed.
    static func withoutCombinations(_ config: String, left: Int, limit: Int) -> String {
        "\(left) or more combinations of options of `\(config)`, beyond the first \(limit)"
    }
}

extension Diagnostic {
    /// A file under the config root that nothing uses.
    static func unreachableFile(_ file: SourceFile) -> Diagnostic {
        Diagnostic(
            .unreachableFile,
            severity: .warning,
            message: "no config uses `\(file.name)`",
            labels: [Label(file.range(0, 0))],
            notes: ["it names no task, so it is no config by itself"],
            help: "name it with `use` or `extends`, give it a `task`, or delete it"
        )
    }

    /// A value that every config replaces.
    static func overriddenKey(
        _ path: ConfigPath,
        at range: SourceRange,
        by others: [SourceRange]
    ) -> Diagnostic {
        let places = others.prefix(2).map { Label($0, "sets it") }
        let rest = others.count - places.count
        return Diagnostic(
            .overriddenKey,
            severity: .warning,
            message: "no config keeps this value of `\(path)`",
            labels: [Label(range, "never counts")] + places,
            notes: rest > 0 ? ["set in \(rest) more place\(rest == 1 ? "" : "s")"] : [],
            help: "remove it, or give it the value that most configs set"
        )
    }

    /// A value that equals the one that it replaces.
    static func repeatedValue(
        _ path: ConfigPath,
        at range: SourceRange,
        below: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            .repeatedValue,
            severity: .warning,
            message: "`\(path)` repeats the value that it has without this line",
            labels: [Label(range), Label(below, "the same value")],
            help: "remove it, unless it shall stay when the other changes"
        )
    }

    /// Values of one file that equal the defaults of their keys.
    static func repeatedDefaults(_ values: [RepeatedValue], in file: SourceFile) -> Diagnostic {
        let shown = values.prefix(4)
        let names = Suggestion.list(values.prefix(6).map { "\($0.path)" }, joinedBy: "and")
        let rest = values.count > 6 ? " and \(values.count - 6) more" : ""
        return Diagnostic(
            .repeatedValue,
            severity: .note,
            message: values.count == 1
                ? "\(names) in `\(file.name)` repeats the default of the task"
                : "\(names)\(rest) in `\(file.name)` repeat the defaults of the task",
            labels: shown.map { Label($0.range) },
            help: "remove what shall follow the default when that changes"
        )
    }
}
