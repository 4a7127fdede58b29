import ExpDiagnostics
import ExpSystem

/// The wording of this target, in one place, beside the diagnostics below.
enum ExecutionMessages {
    static func declarer(_ task: String) -> String {
        "task `\(task)`"
    }

    static func progressLine(
        _ progress: RunProgress,
        values: [(key: String, value: Double)]
    ) -> String {
        let head = "\(progress.unit) \(progress.done)/\(progress.total)"
        return ([head] + values.map { "\($0.key) \(shortNumber($0.value))" })
            .joined(separator: "  ")
    }

    /// The line of `output.log` that tells what ended a task.
    static func errorLine(_ error: String) -> String {
        "error: \(error)\n"
    }

    static func impossibleConfig(_ reasons: [String]) -> String {
        "the config is impossible for this run: " + reasons.joined(separator: "; ")
    }

    /// What an error says of itself: its description, with its type where that says nothing.
    static func description(of error: any Error) -> String {
        if let known = error as? ImpossibleConfig { return known.description }
        let text = String(describing: error)
        let type = String(describing: type(of: error))
        return text.hasPrefix(type) ? text : "\(type): \(text)"
    }

    /// A number in at most four significant digits, as `printf`'s `%.4g` writes it; NaN without
    /// the sign that some processors give it.
    private static func shortNumber(_ value: Double) -> String {
        guard !value.isNaN else { return "nan" }
        var buffer = [CChar](repeating: 0, count: 32)
        _ = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.4g", $0) }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }
}

extension Diagnostic {
    static func invalidTaskName(_ name: String, typeName: String) -> Diagnostic {
        Diagnostic(
            .invalidDeclaration,
            message: "the task `\(typeName)` is named `\(name)`, which is no name for a task",
            help: "name it by lower-case words joined by `-`, such as `train-digits`"
        )
    }

    static func duplicateTask(_ name: String, typeNames: [String]) -> Diagnostic {
        Diagnostic(
            .invalidDeclaration,
            message: "two tasks are named `\(name)`",
            notes: ["declared by `\(typeNames[0])` and `\(typeNames[1])`"],
            help: "give one of them another name"
        )
    }

    static func unsupportedSetting(_ key: String, at range: SourceRange?) -> Diagnostic {
        let (message, help) =
            switch key {
            case "retries":
                (
                    "`exp.retries` has no effect on the run of a Swift task",
                    "leave it out, and start the run again by its recorded config"
                )
            case "launcher":
                ("`exp.launcher` can only be `local`: runs start on this machine", "leave it out")
            default:
                ("`exp.\(key)` is not checked yet", "leave it out")
            }
        return Diagnostic(
            .unsupportedSetting,
            message: message,
            labels: range.map { [Label($0)] } ?? [],
            help: help
        )
    }

    static func invalidMetricName(_ name: String) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            severity: .warning,
            message: "`\(name)` is no name for a metric, so its values are not logged",
            notes: ["`step`, `time`, `attempt` and `after` are keys of the metric log itself"],
            help: "log it under another name"
        )
    }

    static func supervisionFailed(_ error: SystemError) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            message: "the run cannot be watched over: \(error.operation): \(error.reason)",
            notes: ["no run was started"]
        )
    }

    static func outputNotCaptured(_ error: SystemError) -> Diagnostic {
        Diagnostic(
            .storeWriteFailed,
            severity: .warning,
            message: "what the task prints is not recorded: \(error.operation): \(error.reason)"
        )
    }
}
