import ExpDiagnostics
import ExpSchema
import ExpYAML

extension ConfigMessages {
    /// The command that brings a file up to date.
    static func migrateCommand(_ range: SourceRange) -> String? {
        range.file.kind == .file ? "run `exp migrate` to rewrite the config files" : nil
    }
}

extension Diagnostic {
    /// A key that has another name or place today.
    static func renamedKey(_ site: ChangeSite, value: Node?) -> Diagnostic {
        renamedKey(
            site.old,
            new: site.new ?? "",
            value: value.map(CanonicalWriter.flow),
            at: site.entry.keyRange,
            fix: site.fix(value)
        )
    }

    /// A key on the command line that has another name or place today.
    static func renamedKey(_ site: OverrideSite, new: String, value: String?) -> Diagnostic {
        renamedKey(
            "\(site.old)",
            new: new,
            value: value,
            at: site.override.keyRange,
            fix: value == nil ? Fix(site.override.keyRange, replacement: new) : nil
        )
    }

    private static func renamedKey(
        _ old: String,
        new: String,
        value: String?,
        at range: SourceRange,
        fix: Fix?
    ) -> Diagnostic {
        Diagnostic(
            .renamedKey,
            severity: .warning,
            message: "`\(old)` has become `\(new)`",
            labels: [Label(range, "write `\(new)`")],
            notes: value.map { ["its unit changed: the value is taken as `\($0)`"] } ?? [],
            help: ConfigMessages.migrateCommand(range),
            fix: fix
        )
    }

    /// A reference to a key that is called otherwise today.
    static func renamedReference(_ use: FormerReference, new: String) -> Diagnostic {
        let range = ScalarPositions.range(ofText: use.bytes, in: use.node)
        return Diagnostic(
            .renamedKey,
            severity: .warning,
            message: "`\(use.old)` is read under its new name, `\(new)`",
            labels: [Label(range, "write `\(new)`")],
            help: ConfigMessages.migrateCommand(range),
            fix: Fix(range, replacement: new)
        )
    }

    /// A value in a spelling that its key no longer has.
    static func changedUnit(_ site: ChangeSite, to value: Node) -> Diagnostic {
        let new = CanonicalWriter.flow(value)
        let range = site.entry.value.range
        return Diagnostic(
            .changedUnit,
            severity: .warning,
            message: "`\(site.old)` is written with another unit now: `\(new)`",
            labels: [Label(range, "taken as `\(new)`")],
            help: ConfigMessages.migrateCommand(range),
            fix: value.scalar == nil ? nil : Fix(range, replacement: new)
        )
    }

    /// A value of an old unit of which nobody can tell what it would be today.
    static func inconvertibleValue(_ site: ChangeSite) -> Diagnostic {
        inconvertibleValue(site.old, new: site.new ?? "", site.entry.value)
    }

    /// As for a file, on the command line.
    static func inconvertibleValue(_ site: OverrideSite) -> Diagnostic {
        var value = Node(.faulty, range: site.override.range)
        if case .element(let node)? = site.override.value { value = node }
        let new = site.change.new.map { "\($0)" } ?? ""
        return inconvertibleValue("\(site.old)", new: new, value)
    }

    private static func inconvertibleValue(
        _ old: String,
        new: String,
        _ value: Node
    ) -> Diagnostic {
        let isComputed =
            value.scalar.map { InterpolationParser.mayHoldInterpolation($0.text) } ?? false
        return Diagnostic(
            .changedUnit,
            message: isComputed
                ? "`\(old)` has become `\(new)`, in another unit, and its value is known only later"
                : "`\(old)` has become `\(new)`, in another unit, into which this value does not convert",
            labels: [Label(value.range)],
            help: "set `\(new)` in its own unit instead"
        )
    }

    /// A reference to a key whose values have another unit today.
    static func referenceToOtherUnit(_ use: FormerReference, new: String) -> Diagnostic {
        Diagnostic(
            .changedUnit,
            message:
                "`\(use.old)` has become `\(new)`, in another unit, so that this means another value",
            labels: [Label(ScalarPositions.range(ofText: use.bytes, in: use.node))],
            help: "write `${\(new)}` where its unit is the one needed"
        )
    }

    /// A key that means nothing any more.
    static func removedKey(_ site: ChangeSite, reason: String, onlyAllowed: Node?) -> Diagnostic {
        removedKey(
            site.old,
            reason,
            onlyAllowed,
            at: onlyAllowed == nil ? site.entry.keyRange : site.entry.value.range
        )
    }

    /// As in a file, on the command line.
    static func removedKey(_ site: OverrideSite, reason: String, onlyAllowed: Node?) -> Diagnostic {
        removedKey("\(site.old)", reason, onlyAllowed, at: site.override.keyRange)
    }

    private static func removedKey(
        _ key: String,
        _ reason: String,
        _ allowed: Node?,
        at range: SourceRange
    ) -> Diagnostic {
        guard let allowed else {
            return Diagnostic(
                .removedKey,
                severity: .warning,
                message: "`\(key)` means nothing any more: \(reason)",
                labels: [Label(range, "ignored")],
                help: ConfigMessages.migrateCommand(range) ?? "leave it out"
            )
        }
        let value = CanonicalWriter.flow(allowed)
        return Diagnostic(
            .removedKey,
            message: "`\(key)` can only be `\(value)` any more: \(reason)",
            labels: [Label(range)],
            help: "remove the key, if the config may mean `\(value)`"
        )
    }

    /// A reference to a key that means nothing any more.
    static func referenceToRemovedKey(_ use: FormerReference, _ change: KeyChange) -> Diagnostic {
        var reason = ""
        if case .removed(let text, _) = change.outcome { reason = ": \(text)" }
        return Diagnostic(
            .removedKey,
            message: "`\(use.old)` means nothing any more\(reason)",
            labels: [Label(ScalarPositions.range(ofText: use.bytes, in: use.node))],
            help: "write the value itself"
        )
    }

    /// An old key beside the new one, in one file.
    static func conflictingKeys(_ site: ChangeSite, with other: Mapping.Entry) -> Diagnostic {
        let new = site.new ?? ""
        return Diagnostic(
            .conflictingKeys,
            message: "`\(site.old)` has become `\(new)`, and both are given",
            labels: [
                Label(site.entry.keyRange, "the old key"), Label(other.keyRange, "in its way"),
            ],
            help: "keep `\(new)` alone"
        )
    }

    /// An old key beside the new one, on the command line.
    static func conflictingOverrides(_ override: Override, with other: Override) -> Diagnostic {
        Diagnostic(
            .conflictingKeys,
            message: "`\(override.path)` has become `\(other.path)`, and both are given",
            labels: [
                Label(override.keyRange, "the old key"), Label(other.keyRange, "in its way"),
            ],
            help: "keep `\(other.path)` alone"
        )
    }

    /// A value that moved and names its neighbours by dots.
    static func movedRelativeReference(_ site: ChangeSite) -> Diagnostic {
        let new = site.new ?? ""
        return Diagnostic(
            .renamedKey,
            message:
                "`\(site.old)` has become `\(new)`, where a relative `${.…}` means another key",
            labels: [Label(site.entry.keyRange), Label(site.entry.value.range)],
            help: "move it by hand, with the whole key in the interpolation"
        )
    }
}

extension ChangeSite {
    /// The edit of the text that does all there is to do; nil where that is more than a new key.
    fileprivate func fix(_ value: Node?) -> Fix? {
        guard value == nil, let new = change.new, change.old.components.count == 1,
            new.components.count == 1, let name = new.lastKey, !entry.isKeyQuoted
        else { return nil }
        return Fix(entry.keyRange, replacement: name + entry.operatorSign)
    }
}

extension ConfigMessages {
    /// What stands above a key that `exp migrate` made a comment of.
    static func removedRemark(_ reason: String) -> String {
        "removed: " + reason.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension Diagnostic {
    /// A file that `exp migrate` leaves as it is.
    static func migrationRefused(
        _ file: SourceFile,
        _ reason: FileMigration.Reason,
        at range: SourceRange
    ) -> Diagnostic {
        let (label, help) = reason.wording
        return Diagnostic(
            .migrationRefused,
            message: "`\(file.name)` is not rewritten",
            labels: [Label(range, label)],
            help: help
        )
    }
}

extension FileMigration.Reason {
    fileprivate var wording: (label: String, help: String) {
        switch self {
        case .alias:
            ("an alias or a merge key stands in the way", "change this key by hand")
        case .layout:
            ("no edit is known for this layout", "change this key by hand")
        case .differentValue:
            ("the new text would not mean the same", "change this key by hand")
        case .differentReadings(let readings):
            (
                Self.label(readings),
                "give each use a file of its own, or change this key by hand"
            )
        case .otherFile:
            ("its new place is in another file", "move it by hand")
        case .inconvertible:
            ("the value cannot be brought up to date", "change this key by hand")
        }
    }

    private static func label(_ readings: [FileReading]) -> String {
        let types = Set(readings.map(\.typeName)).sorted()
        guard types.count == 1 else {
            let names = types.map { $0.isEmpty ? "anything" : $0 }
            return "read as \(Suggestion.list(names, joinedBy: "and"))"
        }
        let tasks = Set(readings.map(\.task)).sorted().map { $0.isEmpty ? "none" : $0 }
        return "read by the tasks \(Suggestion.list(tasks, joinedBy: "and"))"
    }
}
