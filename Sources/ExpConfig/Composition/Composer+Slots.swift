import ExpDiagnostics
import ExpSystem
import ExpYAML

extension Composer {
    /// Takes the slots out of what a file and those that it extends say at their top.
    mutating func takeSlots(in file: inout LayerFile) {
        for index in file.bases.indices { takeSlots(in: &file.bases[index]) }
        guard case .mapping(var mapping) = file.own.node.content else { return }
        takeSlots(from: &mapping, of: &file)
        file.own.node.content = .mapping(mapping)
    }

    /// Takes the slots out of what a file says at its top.
    ///
    /// That is a `use` with a mapping at the top of the config, of a base, or of a slot's option.
    /// Without a task, where nothing is reserved, it counts only when it can mean nothing else:
    /// when one of its keys is a folder of options.
    mutating func takeSlots(from mapping: inout Mapping, of file: inout LayerFile) {
        guard file.own.source.mount.components.isEmpty, let use = mapping.entry("use"),
            let slots = use.value.mapping, hasTask || slots.keys.contains(where: isSlotFolder)
        else { return }
        mapping.remove("use")
        file.own.allowsOperators = true
        for entry in slots.entries {
            if entry.value.isFaulty { continue }
            guard isSlotFolder(entry.key) else {
                bag.report(.unknownSlot(entry, among: slotFolders, in: configRoot, files))
                mapping.isIncomplete = true
                continue
            }
            guard entry.value.isNull || entry.value.string != nil else {
                bag.report(.invalidSlotValue(entry))
                mapping.isIncomplete = true
                continue
            }
            file.slots.append(
                SlotChoice(
                    slot: entry.key,
                    keyRange: entry.keyRange,
                    value: entry.value,
                    source: file.own.source
                )
            )
        }
    }

    private func isSlotFolder(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.contains(".")
            && !files.options(in: folder(ofSlot: name)).isEmpty
    }

    /// The folders under the config root that hold options.
    private var slotFolders: [String] {
        files.names(in: configRoot).filter(isSlotFolder)
    }

    /// A statement without the keys that are slots, which is told.
    mutating func withoutSlotKeys(_ statement: Statement) -> Statement {
        guard !declaredSlots.isEmpty, case .mapping(var mapping) = statement.node.content else {
            return statement
        }
        for choice in declaredSlots {
            let keys = [choice.slot, choice.slot + "+", choice.slot + "!"]
            for entry in keys.compactMap(mapping.entry) {
                bag.report(.slotIsKey(choice, at: entry.keyRange))
                mapping.remove(entry.key)
            }
        }
        var statement = statement
        statement.node.content = .mapping(mapping)
        return statement
    }

    /// The overrides about declared slots, the highest first.
    func slotOverrides(_ overrides: OverrideRoles, _ names: Set<String>) -> [SlotOverride] {
        if names.isEmpty { return [] }
        return overrides.having(.value).reversed().compactMap { index, override in
            guard !override.isEveryDepth, let (slot, rest) = slot(of: override, names) else {
                return nil
            }
            let key = override.pathRanges.first ?? override.range
            let null = Node(.scalar(Scalar("null")), range: override.range)
            var choice = SlotChoice(slot: slot, keyRange: key, value: null, source: commandLine)
            switch (override.operation, override.value) {
            case (.delete, nil) where rest.isEmpty:
                return SlotOverride(index: index, choice: choice)
            case (.change, .element(let node)?), (.add, .element(let node)?),
                (.forceAdd, .element(let node)?):
                guard rest.isEmpty, let scalar = node.scalar else { break }
                switch OverrideReading.value(of: scalar) {
                case .null: break
                case .string(let text):
                    choice.value = node
                    choice.value.content = .scalar(Scalar(text, .typedString))
                default:
                    return SlotOverride(index: index, choice: choice, fault: override)
                }
                return SlotOverride(index: index, choice: choice)
            default:
                break
            }
            return SlotOverride(index: index, choice: choice, fault: override)
        }
    }

    /// Whether an override is about a declared slot.
    func isAboutSlot(_ override: Override) -> Bool {
        slot(of: override, Set(declaredSlots.map(\.slot))) != nil
    }

    /// The slot that an override is about, with what of its path goes on below: `debug=x`,
    /// `debug.use=x` and `use.debug=x` say the same.
    private func slot(
        of override: Override,
        _ names: Set<String>
    ) -> (slot: String, rest: ArraySlice<String>)? {
        var keys = override.path.components.compactMap { component in
            if case .key(let key) = component { return key }
            return nil
        }[...]
        if keys.count > 1, keys.first == "use" { keys = keys.dropFirst() }
        for name in names {
            let parts = name.split(separator: "/").map(String.init)
            guard keys.starts(with: parts) else { continue }
            let rest = keys.dropFirst(parts.count)
            return (name, rest == ["use"] ? [] : rest)
        }
        return nil
    }
}
