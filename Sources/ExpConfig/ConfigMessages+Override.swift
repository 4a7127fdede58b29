import ExpDiagnostics
import ExpYAML

extension Diagnostic {
    /// A token that is no override, or whose value cannot be read.
    static func invalidOverride(_ fault: OverrideFault, in token: SourceRange) -> Diagnostic {
        let words = OverrideWords(fault: fault, token: token)
        return Diagnostic(
            .invalidOverride,
            message: words.message,
            labels: [Label(fault.range, words.label)],
            help: words.help
        )
    }

    /// A sweep where one value belongs, with the ways to say each meaning in the user's shell.
    static func ambiguousOverride(
        _ override: Override,
        _ sweep: SweepForm,
        for shell: Shell
    ) -> Diagnostic {
        let key = override.keyRange.text
        let sign =
            override.operation == .append || override.operation == .replace
            ? override.operation.rawValue : "="
        let front =
            override.operation == .append || override.operation == .replace
            ? "" : override.operation.rawValue
        func way(_ value: String) -> String {
            "`\(shell.quoted("\(front)\(key)\(sign)\(value)"))`"
        }
        var ways: [String] = []
        if override.zippedKeys.isEmpty {
            if let values = sweep.listed {
                let list = values.map(\.range.text).joined(separator: ",")
                ways.append("\(way("[\(list)]")) for a list")
            }
            let quote = sweep.range.text.contains("'") ? "\"" : "'"
            let noun = sweep.range.text.contains("(") ? "text" : "text with a comma"
            ways.append("\(way(quote + sweep.range.text + quote)) for a \(noun)")
        }
        return Diagnostic(
            .ambiguousOverride,
            message: "`\(key)` is given several values, but this is a single run",
            labels: [Label(sweep.range, "means several runs")],
            help: ways.isEmpty
                ? "run exp once for each set of values"
                : "run exp once for each value; or write " + ways.joined(separator: ", ")
        )
    }

    /// An override whose key a later one sets again.
    static func duplicateOverride(_ earlier: Override, later: Override) -> Diagnostic {
        // The earlier one may have added the key that the later one changes.
        let isAdding = earlier.operation == .add || earlier.operation == .forceAdd
        let isWithoutSign = later.operation == .change
        return Diagnostic(
            .duplicateOverride,
            severity: .warning,
            message: "`\(later.path)` is set twice on the command line; the later value counts",
            labels: [
                Label(later.range, "counts"),
                Label(earlier.range, "does not count"),
            ],
            help: isAdding && isWithoutSign
                ? "write `\(earlier.operation.rawValue)\(later.range.text)` alone"
                : "leave out `\(earlier.range.text)`"
        )
    }

    /// An override that names a package, which only Hydra's trees have.
    static func overrideWithPackage(_ override: Override, _ package: String) -> Diagnostic {
        Diagnostic(
            .invalidOverride,
            message: "`@\(package)` names a package, and this config has none",
            labels: [Label(override.keyRange)],
            help: "write the key path where the option belongs, as `\(package).…=…`"
        )
    }

    /// A key without a sign that a tree without a schema does not have.
    static func unknownOverrideKey(
        _ override: Override,
        _ missing: OverrideApplication.MissingKey,
        elsewhere: [ConfigPath] = []
    ) -> Diagnostic {
        let key = override.pathRanges[missing.step].text
        let assignment =
            missing.isWithinValue ? override.path.description : override.keyRange.text
        let added = "`+\(assignment)=…` adds a key"
        let near =
            Suggestion.phrase(for: key, among: missing.keys)
            ?? Suggestion.phrase(elsewhere.map(\.description))
        return Diagnostic(
            .unknownKey,
            message: "\(holder(missing.parent)) has no key `\(key)`",
            labels: [Label(override.pathRanges[missing.step])],
            help: near.map { "\($0) (\(added))" } ?? added
        )
    }

    /// A key that an override adds and that looks like one beside it.
    static func suspectOverrideKey(
        _ override: Override,
        step: Int,
        near: String,
        in parent: ConfigPath
    ) -> Diagnostic {
        let key = override.pathRanges[step].text
        return Diagnostic(
            .suspectKey,
            severity: .warning,
            message: "`\(key)` is new in \(holder(parent)), which has a key `\(near)`",
            labels: [Label(override.pathRanges[step])],
            help: "did you mean `\(near)`?"
        )
    }

    private static func holder(_ path: ConfigPath) -> String {
        path.components.isEmpty ? "the config" : "`\(path)`"
    }

    /// `+key=…` on a key that is there.
    static func overrideAddsExisting(_ override: Override, existing: Node) -> Diagnostic {
        let key = override.keyRange.text
        return Diagnostic(
            .invalidOverride,
            message: "`+\(key)=…` adds a key, but `\(override.path)` is there already",
            labels: [Label(override.keyRange)] + place(existing, "set here"),
            help: "write `\(key)=…` to change it"
        )
    }

    /// `~key` on a key that is not there.
    static func overrideRemovesMissing(
        _ override: Override,
        step: Int,
        in parent: ConfigPath,
        keys: [String]
    ) -> Diagnostic {
        let key = override.pathRanges[step].text
        let holder = parent.components.isEmpty ? "the config" : "`\(parent)`"
        return Diagnostic(
            .unknownKey,
            message: "\(holder) has no key `\(key)` to remove",
            labels: [Label(override.pathRanges[step])],
            help: Suggestion.phrase(for: key, among: keys) ?? "leave out this override"
        )
    }

    /// `~key=value` on a key that holds another value.
    static func overrideRemovesOther(_ override: Override, existing: Node) -> Diagnostic {
        Diagnostic(
            .invalidOverride,
            message:
                "`\(override.path)` is \(existing.kindName), not `\(override.value?.range.text ?? "")`",
            labels: [Label(override.range)] + place(existing, "set here"),
            help: "write `~\(override.keyRange.text)` to remove it whatever it is"
        )
    }

    /// A path that goes on below a value that holds no keys.
    static func overrideBelowValue(
        _ override: Override,
        step: Int,
        path: ConfigPath,
        existing: Node
    ) -> Diagnostic {
        Diagnostic(
            .mergeConflict,
            message: "`\(path)` is \(existing.kindName), so that it has no key "
                + "`\(override.pathRanges[step].text)`",
            labels: [Label(override.pathRanges[step])] + place(existing, "set here"),
            help: "write `\(path)={…}` to give it keys"
        )
    }

    /// A step into a list that is no index of it.
    static func overrideIndexOutside(
        _ override: Override,
        step: Int,
        path: ConfigPath,
        list: Node,
        count: Int
    ) -> Diagnostic {
        let valid = count == 0 ? "it is empty" : "its indices are 0 to \(count - 1)"
        return Diagnostic(
            .unknownKey,
            message:
                "`\(path)` is a list without an element `\(override.pathRanges[step].text)`; \(valid)",
            labels: [Label(override.pathRanges[step])] + place(list, "the list"),
            help: "write `\(path)+=…` to add an element"
        )
    }

    /// `key+=…` on something that nothing can be added to.
    static func overrideCannotAppend(_ override: Override, existing: Node?) -> Diagnostic {
        let state = existing.map { "is \($0.kindName)" } ?? "has no value"
        let key = override.keyRange.text
        return Diagnostic(
            .invalidOverride,
            message: "nothing can be added to `\(override.path)`, which \(state)",
            labels: [Label(override.range)] + (existing.map { place($0, "set here") } ?? []),
            help: existing?.mapping == nil
                ? "write `\(key)=…` to set it"
                : "write `\(key)+={key: value}`, or `\(key).key=value` for one of its keys"
        )
    }

    /// A list given to a mapping, or a mapping given to a list.
    static func overrideConflict(_ override: Override, existing: Node, given: Node) -> Diagnostic {
        Diagnostic(
            .mergeConflict,
            message: "`\(override.path)` is \(existing.kindName), and \(given.kindName) is given",
            labels: [Label(given.range)] + place(existing, "cannot be merged with this value"),
            help: "write `\(override.keyRange.text):=…` to replace it whole"
        )
    }

    /// An override that chooses an option over a config that a run recorded; `command` is the run's
    /// own with the override added, where that is known.
    static func choiceOverRecorded(
        _ range: SourceRange,
        path: ConfigPath,
        _ command: String?
    ) -> Diagnostic {
        let advice = "repeat the run's own command"
        return Diagnostic(
            .invalidOverride,
            message: "`\(path)` cannot be chosen anew: the config is one that a run recorded, "
                + "in which every choice is made",
            labels: [Label(range)],
            help: command.map { "\(advice) with the override added: `\($0)`" }
                ?? "\(advice), as `exp show` prints it, with this override added"
        )
    }

    /// Labels a place that the user can look at: a default in code has no text to show.
    static func place(_ node: Node, _ text: String) -> [Label] {
        node.range.file.kind == .declaration ? [] : [Label(node.range, text)]
    }
}
