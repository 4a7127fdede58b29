import ExpDiagnostics
import ExpSystem
import ExpYAML

extension Diagnostic {
    /// A slot for which there is no folder.
    static func unknownSlot(
        _ entry: Mapping.Entry,
        among folders: [String],
        in root: FilePath,
        _ files: ConfigFiles
    ) -> Diagnostic {
        let help: String
        if let phrase = Suggestion.phrase(for: entry.key, among: folders) {
            help = phrase
        } else if folders.isEmpty {
            help = "put its options there, as `\(files.shown(root.appending(entry.key)))/NAME.yaml`"
        } else {
            help = "use one of \(Suggestion.list(folders, joinedBy: "or"))"
        }
        return Diagnostic(
            .unknownChoice,
            message: "there is no slot `\(entry.key)`",
            labels: [Label(entry.keyRange)],
            notes: [
                "a slot is a folder of options under the config root: there is none at "
                    + "`\(files.shown(root.appending(entry.key)))`"
            ],
            help: help
        )
    }

    /// A slot whose option does not exist.
    static func unknownSlotOption(
        _ name: String,
        of choice: SlotChoice,
        in folder: FilePath,
        _ way: Way,
        _ files: ConfigFiles
    ) -> Diagnostic {
        let options = files.options(in: folder)
        let help: String
        if name.hasSuffix(".yaml"), options.contains(String(name.dropLast(5))) {
            help = "write `\(name.dropLast(5))`: options are named without `.yaml`"
        } else {
            help =
                Suggestion.phrase(for: name, among: options)
                ?? "choose one of \(Suggestion.list(Array(options.prefix(8)), joinedBy: "or")), "
                + "or null"
        }
        return Diagnostic(
            .unknownChoice,
            message: "the slot `\(choice.slot)` has no option `\(name)`",
            labels: [Label(choice.value.range)],
            notes: ["no file `\(name).yaml` in `\(files.shown(folder))`"] + way.notes(files),
            help: help
        )
    }

    /// A slot with a value that names no option.
    static func invalidSlotValue(_ entry: Mapping.Entry) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "the slot `\(entry.key)` takes the name of an option, but is given "
                + entry.value.kindName,
            labels: [Label(entry.value.range)],
            help: "write `\(entry.key): NAME`, or `\(entry.key): null` for none"
        )
    }

    /// A slot that is a key of the config as well.
    static func slotIsKey(_ choice: SlotChoice, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "`\(choice.slot)` is a slot, and so no key of the config",
            labels: [Label(range), Label(choice.keyRange, "the slot is named here")],
            help: "rename the folder of the slot, or choose by key: `\(choice.slot): {use: NAME}`"
        )
    }

    /// A slot of the name of a key that the task declares.
    static func slotIsField(_ choice: SlotChoice, of task: String) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "`\(choice.slot)` is a key of the task `\(task)`, and so no slot",
            labels: [Label(choice.keyRange)],
            help: "choose by key: `\(choice.slot): {use: NAME}`"
        )
    }

    /// A slot's option that chooses its own slot.
    static func slotChoosesItself(_ choice: SlotChoice) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "this file is the option of the slot `\(choice.slot)` and cannot choose it",
            labels: [Label(choice.keyRange)],
            help: "to start from another option of the slot, write `use: NAME` at its top"
        )
    }

    /// A slot's option that names the task.
    static func taskInSlot(_ entry: Mapping.Entry, _ slot: String) -> Diagnostic {
        Diagnostic(
            .invalidComposition,
            message: "an option of the slot `\(slot)` cannot name the task",
            labels: [Label(entry.keyRange)],
            help: "write `task` in the config, or in a file that it extends"
        )
    }

    /// A slot that was left open and must be chosen.
    static func slotMustBeChosen(_ choice: SlotChoice, _ options: [String]) -> Diagnostic {
        Diagnostic(
            .missingValue,
            message: "the slot `\(choice.slot)` must be chosen",
            labels: [Label(choice.value.range)],
            help: "give `\(choice.slot)=NAME` on the command line, where NAME is "
                + Suggestion.list(Array(options.prefix(8)), joinedBy: "or")
        )
    }

    /// An override that treats a slot as a key.
    static func overrideOfSlot(_ override: Override, _ choice: SlotChoice) -> Diagnostic {
        let isBelow = override.path.components.count > 1
        return Diagnostic(
            .invalidOverride,
            message: isBelow
                ? "`\(choice.slot)` is a slot, which has no keys of its own"
                : "the slot `\(choice.slot)` takes the name of an option",
            labels: [
                Label(isBelow ? override.keyRange : override.range),
                Label(choice.keyRange, "the slot is named here"),
            ],
            help: isBelow
                ? "its option sets keys of the config: change those"
                : "write `\(choice.slot)=NAME`, or `\(choice.slot)=null` for none"
        )
    }

    // MARK: - Names

    /// A `use` that names no option, where nothing says that it must.
    static func suspectOption(_ name: Node, near: String) -> Diagnostic {
        Diagnostic(
            .suspectKey,
            severity: .warning,
            message: "`use` is a key like any other here: there is no option "
                + "`\(name.scalar?.text ?? "")`",
            labels: [Label(name.range)],
            help: "did you mean `\(near)`?",
            fix: Fix(name.range, replacement: near)
        )
    }

    /// Options whose names wait for each other.
    static func choiceCycle(
        _ circle: [ConfigPath],
        in node: Node,
        _ bytes: Range<Int>
    ) -> Diagnostic {
        let steps = circle.dropFirst().map { "waits for that at `\($0)`" }
            .joined(separator: ", which ")
        return Diagnostic(
            .compositionCycle,
            message: "the option at `\(circle[0])` \(steps)",
            labels: [Label(node.place(of: bytes), "waits for another choice")],
            help: "name one of the options outright"
        )
    }
}
