import ExpDiagnostics
import ExpSystem
import ExpYAML

/// The slots of a config: folders of options that set values anywhere.
///
/// Layers are judged from the highest down. The first that names a slot decides it, so that a lower
/// layer's option is not even read, and with it goes what it would have chosen itself. The option
/// stands right below the layer that names it; one that the command line names stands above all
/// files.
struct SlotPass {
    /// What decided a slot.
    struct Decision {
        var range: SourceRange
        /// The decision as an override would write it.
        var text: String
    }

    /// The overrides that name a slot, high to low.
    let overrides: [SlotOverride]

    /// The slots that are decided so far.
    var decided: [String: Decision] = [:]

    /// The slots that layers name, in the order met, each once.
    var declared: [SlotChoice] = []

    /// The slots for which an option must be given.
    var required: [SlotChoice] = []
}

/// An override that may name the option of a slot.
struct SlotOverride {
    /// Its place on the command line.
    var index: Int
    /// What it says.
    var choice: SlotChoice
    /// Whether it is no choice: a slot is no key.
    var fault: Override?
}

extension Composer {
    /// The layers of a config, low to high, with the options of its slots in place.
    ///
    /// - Parameters:
    ///   - file: The config file as read.
    ///   - overrides: The command line; those that are about slots are noted as such.
    /// - Returns: What the layers say at the root.
    mutating func layers(of file: LayerFile?, _ overrides: inout OverrideRoles) -> [Statement] {
        guard var file else { return [] }
        // Before the task is known a `use` may have been taken for a key.
        if hasTask { takeSlots(in: &file) }
        // An override is about a slot only where a layer declares it, and an option that it names
        // may declare more.
        var names: Set<String> = []
        var attempt = self
        var layers: [Statement] = []
        for _ in 0..<8 {
            attempt = self
            var pass = SlotPass(overrides: slotOverrides(overrides, names))
            layers = attempt.layers(of: file, &pass)
            attempt.declaredSlots = pass.declared
            let declared = Set(pass.declared.map(\.slot))
            guard declared.isSubset(of: names) else {
                names.formUnion(declared)
                continue
            }
            attempt.finish(pass)
            overrides.set(pass.overrides.map(\.index), to: .slot)
            break
        }
        self = attempt
        layers.removeRepeatedFiles()
        return layers.map { withoutSlotKeys($0) }
    }

    private mutating func layers(of file: LayerFile, _ pass: inout SlotPass) -> [Statement] {
        var above: [[Statement]] = []
        for override in pass.overrides {
            if override.fault == nil, let option = option(override.choice, &pass) {
                above.append(option)
            }
        }
        let below = walk(file, &pass)
        return below + above.reversed().joined()
    }

    /// The layers of a file: its bases, the options of its slots, itself.
    private mutating func walk(_ file: LayerFile, _ pass: inout SlotPass) -> [Statement] {
        let claimed = file.slots.filter { claim($0, &pass) }
        var own = file.own
        var options: [[Statement]] = []
        for choice in claimed.reversed() {
            if let option = option(choice, isClaimed: true, &pass) {
                options.append(option)
            } else {
                own.markIncomplete()
            }
        }
        var bases: [[Statement]] = []
        for base in file.bases.reversed() { bases.append(walk(base, &pass)) }
        return bases.reversed().flatMap { $0 } + options.reversed().flatMap { $0 } + [own]
    }

    /// Whether a layer's choice for a slot counts and names an option.
    private mutating func claim(_ choice: SlotChoice, _ pass: inout SlotPass) -> Bool {
        if !pass.declared.contains(where: { $0.slot == choice.slot }) {
            pass.declared.append(choice)
        }
        let name = choice.value.scalar?.text ?? "null"
        if let decision = pass.decided[choice.slot] {
            add(choice, name, .replaced(by: decision.range, text: decision.text))
            return false
        }
        if choice.value.scalar?.mustBeGiven == true {
            pass.required.append(choice)
            return false
        }
        pass.decided[choice.slot] = SlotPass.Decision(
            range: choice.value.range,
            text: "\(choice.slot)=\(name)"
        )
        if choice.value.isNull {
            add(choice, name, .none)
            return false
        }
        return true
    }

    private mutating func add(
        _ choice: SlotChoice,
        _ name: String,
        _ state: CompositionTree.State
    ) {
        var part = PartCollector.Draft(.slot(choice.slot), name: name, parent: choice.source)
        part.state = state
        parts.add(part, nil, nil, named: choice.value.range)
    }

    /// What the option of a slot says, with that of the slots that it chooses itself.
    ///
    /// - Returns: nil when it cannot be read, which is reported; nothing for an override that does
    ///   not count.
    private mutating func option(
        _ choice: SlotChoice,
        isClaimed: Bool = false,
        _ pass: inout SlotPass
    ) -> [Statement]? {
        guard isClaimed || claim(choice, &pass) else { return [] }
        guard let name = choiceName(choice.value) else { return wanted.choice ? [] : nil }
        let folder = folder(ofSlot: choice.slot)
        let path =
            name.hasPrefix("/")
            ? configRoot.appending(String(name.dropFirst()) + ".yaml").normalised
            : folder.appending(name + ".yaml").normalised
        guard let file = slotOption(path, name, choice, from: choice.source) else { return nil }
        choices.append(
            Choice(
                path: ConfigPath(choice.slot.split(separator: "/").map { .key(String($0)) }),
                name: name,
                range: choice.value.range,
                file: files.shown(path),
                isSlot: true
            )
        )
        return walk(file, &pass)
    }

    /// Reads the option of a slot, with the one that it says it starts from.
    private mutating func slotOption(
        _ path: FilePath,
        _ name: String,
        _ choice: SlotChoice,
        from source: LayerSource
    ) -> LayerFile? {
        let range = choice.value.range
        let way = source.way.appending(.uses, path)
        if source.way.contains(path) {
            bag.report(.compositionCycle(way, at: range, files))
            return nil
        }
        guard !name.isEmpty, files.isFile(path) else {
            let folder = folder(ofSlot: choice.slot)
            bag.report(.unknownSlotOption(name, of: choice, in: folder, source.way, files))
            return nil
        }
        let part = PartCollector.Draft(
            .slot(choice.slot),
            name: name,
            file: files.shown(path),
            parent: source
        )
        let read = read(
            path,
            kind: .option,
            mount: ConfigPath(),
            namedAt: range,
            way: way,
            as: part
        )
        guard var file = read else {
            bag.skip(ConfigMessages.withoutFile(files.shown(path)))
            return nil
        }
        file.own.allowsOperators = true
        dropOwnSlot(choice.slot, from: &file)
        guard var mapping = file.own.node.mapping else { return file }
        if let use = mapping.entry("use"), let base = use.value.string {
            let other = SlotChoice(
                slot: choice.slot,
                keyRange: use.keyRange,
                value: use.value,
                source: file.own.source
            )
            let below = folder(ofSlot: choice.slot).appending(base + ".yaml").normalised
            if hasTask || files.isFile(below) {
                mapping.remove("use")
                if let read = slotOption(below, base, other, from: file.own.source) {
                    file.bases.append(read)
                } else {
                    mapping.isIncomplete = true
                }
            }
        }
        if let task = mapping.entry("task") {
            bag.report(.taskInSlot(task, choice.slot))
            mapping.remove("task")
        }
        file.own.node.content = .mapping(mapping)
        return file
    }

    /// A slot's option cannot choose the slot that it is the option of.
    private mutating func dropOwnSlot(_ slot: String, from file: inout LayerFile) {
        for choice in file.slots where choice.slot == slot {
            bag.report(.slotChoosesItself(choice))
        }
        file.slots.removeAll { $0.slot == slot }
    }

    private mutating func finish(_ pass: SlotPass) {
        for choice in pass.required where pass.decided[choice.slot] == nil {
            let options = files.options(in: folder(ofSlot: choice.slot))
            bag.report(.slotMustBeChosen(choice, options))
        }
        for override in pass.overrides {
            guard let fault = override.fault else { continue }
            let slot = pass.declared.first { $0.slot == override.choice.slot } ?? override.choice
            bag.report(.overrideOfSlot(fault, slot))
        }
    }

    /// The folder whose files are the options of a slot.
    func folder(ofSlot slot: String) -> FilePath {
        configRoot.appending(slot).normalised
    }
}

extension Statement {
    /// Notes that keys may be missing.
    fileprivate mutating func markIncomplete() {
        guard case .mapping(var mapping) = node.content else { return }
        mapping.isIncomplete = true
        node.content = .mapping(mapping)
    }
}
