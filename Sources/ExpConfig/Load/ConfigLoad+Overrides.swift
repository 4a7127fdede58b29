import ExpDiagnostics
import ExpSchema
import ExpYAML

extension ConfigLoad {
    /// The overrides that can be read; what is wrong with the others is told.
    mutating func parseOverrides() -> [Override] {
        var overrides: [Override] = []
        var skipped = 0
        for index in request.overrides.indices {
            let range = commandLine.range(ofToken: index)
            if skipped > 0 {
                skipped -= 1
                continue
            }
            if let split = ShellSplit(request.overrides[index...]) {
                let last = commandLine.range(ofToken: index + split.count - 1)
                bag.report(.overrideSplitByShell(range, through: last, split))
                skipped = split.count - 1
                continue
            }
            if let whole = overrideContinued(by: index) {
                bag.report(.restOfOverride(range, whole: whole))
                continue
            }
            if let override = OverrideParser.parse(range, into: &bag) { overrides.append(override) }
        }
        return overrides
    }

    /// Takes out the overrides that mean nothing in this tree, and tells of those that another
    /// undoes.
    mutating func refuseMeaningless(among overrides: inout OverrideRoles) {
        let shell = Shell(variables: environment.variables)
        var byPath: [ConfigPath: Override] = [:]
        var everywhere: [ConfigPath: Override] = [:]
        for (index, override) in overrides.having(.everyDepth) {
            if case .sweep(let sweep)? = override.value {
                bag.report(.ambiguousOverride(override, sweep, for: shell))
                overrides[index] = .refused
                continue
            }
            if let earlier = everywhere[override.path] {
                bag.report(.duplicateOverride(earlier, later: override))
            }
            everywhere[override.path] = override
        }
        for (index, override) in overrides.having(.value) {
            if case .sweep(let sweep)? = override.value {
                bag.report(.ambiguousOverride(override, sweep, for: shell))
                overrides[index] = .refused
                continue
            }
            if override.package != nil || override.isGroup { continue }
            if let earlier = byPath[override.path], override.operation != .append {
                bag.report(.duplicateOverride(earlier, later: override))
            }
            byPath[override.path] = override
        }
    }

    /// The override that an argument and the one before it may be the parts of: `note=two words`.
    private func overrideContinued(by index: Int) -> String? {
        let arguments = request.overrides
        guard index > 0, !arguments[index].contains("="), !arguments[index].hasPrefix("~"),
            arguments[index - 1].contains("="), ShellSplit.reads(arguments[index - 1])
        else { return nil }
        let whole = arguments[index - 1] + " " + arguments[index]
        return ShellSplit.reads(whole) ? whole : nil
    }

    /// Takes out the overrides that only a Hydra tree understands, and tells of them.
    func refusePackages(among overrides: inout OverrideRoles, into bag: inout DiagnosticBag) {
        for (index, override) in overrides.having(.value) {
            guard let package = override.package else { continue }
            bag.report(.overrideWithPackage(override, package))
            overrides[index] = .refused
        }
    }

    /// Changes a composed tree as those overrides say that set values.
    mutating func apply(_ config: inout ComposedConfig) {
        let overrides = config.overrides
        for (index, override) in overrides.overrides.enumerated() {
            let isTaken = overrides[index] == .choice
            guard var override = migrated(override, config) else { continue }
            if isTaken, case .element(let node)? = override.value, node.mapping == nil { continue }
            guard isTaken || overrides[index] == .value else { continue }
            if config.hydra != nil { override = override.overHydraTree(config.tree) }
            expandReferences(on: override, in: &config.tree)
            var options = InnerOptions(
                composer: config.composer,
                choices: config.composition.choices
            )
            let whole = options.putIn(override, over: config.tree, config.schema)
            bag.merge(options.bag)
            config.composition.choices += options.found
            let place = override.path.indexed(in: config.tree)
            let known = config.composer.parts.count
            config.composer.parts = options.parts
            var application = OverrideApplication(
                whole,
                isChoiceTaken: isTaken,
                paths: PathValues(project: project.folder, environment: environment)
            )
            application.apply(to: &config.tree, schema: config.schema)
            bag.merge(application.bag)
            if override.replacesWhole, !application.bag.hasErrors {
                config.composer.parts.replace(below: place, before: known, by: override.range)
            }
        }
        applyEveryDepth(&config)
    }

    /// Sets the keys that `**` means, after all that are named exactly.
    private mutating func applyEveryDepth(_ config: inout ComposedConfig) {
        let everywhere = config.overrides.having(.everyDepth)
        if everywhere.isEmpty { return }
        // An exact override may have brought an option, whose declared defaults count too.
        config.tree = config.schema?.underlay(config.tree) ?? config.tree
        let exact = config.overrides.having(.value) + config.overrides.having(.choice)
        for (_, override) in everywhere {
            var everyDepth = EveryDepth(
                override,
                exact: exact.map(\.override),
                reserved: config.task.name == nil ? [] : RootSchema.reservedKeys,
                paths: PathValues(project: project.folder, environment: environment)
            )
            everyDepth.apply(to: &config.tree, schema: config.schema)
            bag.merge(everyDepth.bag)
        }
    }

    /// Puts the mapping in the place of `${x}` where an override changes something within, as a
    /// file that is merged onto it does.
    private func expandReferences(on override: Override, in root: inout Node) {
        var depth = override.path.components.count - 1
        if override.operation != .replace, override.operation != .delete,
            case .element(let value)? = override.value, value.mapping != nil
        {
            depth += 1
        }
        let path = override.path.indexed(in: root)
        for length in stride(from: 1, through: depth, by: 1) {
            let place = ConfigPath(Array(path.components.prefix(length)))
            guard let node = root[place] else { return }
            if let mapping = Composer.mapping(namedBy: node, at: place, in: root) {
                root.update(place) { $0 = mapping.replacing(node) }
            }
        }
    }
}

extension Override {
    /// Whether nothing of what lies below its key is left.
    fileprivate var replacesWhole: Bool {
        if operation == .replace || operation == .delete { return true }
        guard operation != .append, case .element(let node)? = value else { return false }
        return node.mapping == nil
    }
}
