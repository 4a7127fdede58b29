import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpYAML

extension ConfigLoad {
    /// Sets the values that overrides give, resolves, checks, and takes the tree apart.
    mutating func finish(_ composed: ComposedConfig, of read: ReadLayers) -> LoadedConfig {
        bag.merge(composed.bag)
        var config = composed
        apply(&config)
        config.tree = config.schema?.underlay(config.tree) ?? config.tree
        renameReferences(in: &config)
        if let hydra = config.hydra {
            HydraNode(composition: hydra, environment: environment)
                .fill(&config.tree, config.overrides, task: config.task.name)
        }
        let resolved = resolve(config, isRecorded: read.isRecorded)
        if config.hydra != nil { config.tree = config.tree.withoutHydra }
        var loaded = check(resolved, config, of: read)
        if let hydra = config.hydra {
            loaded.parts = hydra.parts(task: config.task.name, commandLine)
        }
        return loaded
    }

    private mutating func resolve(_ config: ComposedConfig, isRecorded: Bool) -> Node {
        if isRecorded { return config.tree }
        var resolution = Resolution(
            root: config.tree,
            choices: Dictionary(
                config.composition.choices.map { ($0.path, $0.name) },
                uniquingKeysWith: { $1 }
            ),
            variables: environment.variables,
            requiresEverything: config.task.name != nil
        )
        resolution.resolvers = environment.resolvers
        resolution.project = project.folder
        if config.hydra != nil { resolution.readsHydra() }
        let resolved = resolution.resolve()
        bag.merge(resolution.bag)
        return resolved
    }

    private mutating func check(
        _ resolved: Node,
        _ config: ComposedConfig,
        of read: ReadLayers
    ) -> LoadedConfig {
        let task = config.task
        var tree = resolved
        let paths = PathValues(project: project.folder, environment: environment)
        let schema = config.schema
        if let description = task.description, let schema {
            tree = paths.recorded(tree, schema)
            var trial = DiagnosticBag()
            let checked = validated(tree, schema, description, into: &trial)
            if trial.hasErrors, let rest = tree.withoutCopies(ofFaulty: checked) {
                tree = validated(rest, schema, description, into: &bag)
            } else {
                tree = checked
                bag.merge(trial)
            }
        }
        warnAboutReadings(in: tree, schema, isRecorded: read.isRecorded)
        var own = tree
        if task.name != nil, case .mapping(var mapping) = tree.content {
            mapping.removeAll { RootSchema.reservedKeys.contains($0.key) }
            own.content = .mapping(mapping)
        }
        let settings = RunSettings(task.name == nil ? nil : tree["exp"])
        return LoadedConfig(
            task: task.name,
            seed: task.name == nil ? nil : tree["seed"]?.int,
            settings: settings,
            config: paths.absolute(own, task.description?.schema),
            recorded: task.name == nil ? Deferred.escaped(tree) : record(tree, own),
            composed: config.tree,
            resolved: tree,
            choices: config.composition.choices,
            dropped: config.composition.dropped,
            parts: parts(of: config),
            schema: task.description?.schema,
            isRecorded: read.isRecorded,
            path: read.path,
            files: files.sources + [commandLine],
            found: config.found,
            project: project
        )
    }

    /// How the config was put together.
    private func parts(of config: ComposedConfig) -> CompositionTree {
        let isOverridden = !config.overrides.overrides.isEmpty
        var tree = config.composer.parts.tree(
            commandLine: isOverridden ? (config.composer.commandLine, commandLine) : nil
        )
        if let task = config.task.name, config.schema != nil {
            tree.parts.insert(.init(.schemaDefaults(task: task), name: task), at: 0)
        }
        return tree
    }

    private func validated(
        _ tree: Node,
        _ schema: Schema,
        _ task: TaskDescription,
        into bag: inout DiagnosticBag
    ) -> Node {
        // The settings of `exp` are not the task's: their messages say so.
        guard var fields = schema.mapping?.fields else { return tree }
        for index in fields.indices where fields[index].name == "exp" {
            fields[index].schema = .anything
        }
        let rest = MappingSchema(
            fields: fields,
            additional: schema.mapping?.additional,
            typeName: schema.mapping?.typeName ?? task.name,
            changes: schema.mapping?.changes ?? []
        )
        var checked = Validator.validate(
            tree,
            against: Schema(.mapping(rest)),
            declaredBy: "task `\(task.name)`",
            into: &bag
        )
        guard case .mapping(var mapping) = checked.content, let settings = mapping["exp"] else {
            return checked
        }
        let node = Validator.validate(
            settings,
            against: RootSchema.settings,
            at: ConfigPath([.key("exp")]),
            declaredBy: "exp",
            into: &bag
        )
        checkGoal(node["goal"], into: &bag)
        checkLabels(of: node, into: &bag)
        mapping.set("exp", to: node)
        checked.content = .mapping(mapping)
        return checked
    }

    /// A name and tags are what runs are found by, as with `--name` and `--tag`.
    private func checkLabels(of settings: Node, into bag: inout DiagnosticBag) {
        if let name = settings["name"], let text = name.string, !RunSettings.isUsable(name: text) {
            bag.report(.unusableRunName(name))
        }
        for tag in settings["tags"]?.sequence ?? [] where tag.string == "" {
            bag.report(.emptyTag(tag))
        }
    }

    /// A goal is one metric: which of two counts would be a guess.
    private func checkGoal(_ goal: Node?, into bag: inout DiagnosticBag) {
        guard let goal, let mapping = goal.mapping, !mapping.isIncomplete else { return }
        let metrics = ["maximize", "minimize"].compactMap { mapping[$0] }.filter { !$0.isNull }
        let isUnreadable = mapping.entries.contains { $0.value.isFaulty }
        if isUnreadable || metrics.count == 1 { return }
        bag.report(.invalidGoal(goal, isEmpty: metrics.isEmpty))
    }

    /// Warns about plain texts that YAML 1.1 reads as another value, where no schema says which is
    /// meant.
    private mutating func warnAboutReadings(
        in node: Node,
        _ schema: Schema?,
        at path: ConfigPath = ConfigPath(),
        isRecorded: Bool
    ) {
        if isRecorded { return }
        switch node.content {
        case .scalar(let scalar):
            if let schema, schema.scalar != nil { return }
            guard node.range.file.kind == .file, node.trace?.isAlias ?? true,
                let reading = CoreSchema.yaml11Reading(of: scalar), reading != .date
            else { return }
            bag.report(.ambiguousScalar(node, scalar, reading, at: path))
        case .sequence(let list):
            for (index, element) in list.enumerated() {
                let place = path.appending(index)
                warnAboutReadings(in: element, schema?.element, at: place, isRecorded: false)
            }
        case .mapping(let mapping):
            for entry in mapping.entries {
                let child = schema?.child(entry.key, in: node)
                let place = path.appending(entry.key)
                warnAboutReadings(in: entry.value, child, at: place, isRecorded: false)
            }
        case .faulty:
            return
        }
    }

    /// The tree that a run's `config.yaml` holds.
    private func record(_ tree: Node, _ own: Node) -> Node {
        let range = SourceFile(kind: .declaration, name: "record", text: "").range(0, 0)
        var mapping = Mapping()
        if let task = tree["task"] { mapping.set("task", to: task) }
        mapping.set("seed", to: tree["seed"] ?? .null(range))
        for entry in Deferred.escaped(own).mapping?.entries ?? [] { mapping.set(entry) }
        var settings = Mapping()
        settings.set("resolved", to: .int(1, range))
        for key in ["goal", "timeout", "retries"] {
            if let value = tree["exp"]?[key], !value.isNull { settings.set(key, to: value) }
        }
        mapping.set("exp", to: Node(.mapping(settings), range: range))
        return Node(.mapping(mapping), range: tree.range)
    }
}

extension Node {
    /// The tree with those values faulty that were computed from values which a check refused, so
    /// that one mistake is told once; nil when there are none.
    fileprivate func withoutCopies(ofFaulty checked: Node) -> Node? {
        switch content {
        case .faulty:
            return nil
        case .scalar:
            guard case .computed(let reads)? = trace?.step else { return nil }
            let isCopy = reads.contains { read in
                read.path.map { checked[$0]?.isFaulty == true } ?? false
            }
            return isCopy ? Node(.faulty, range: range, trace: trace) : nil
        case .sequence(var elements):
            var isChanged = false
            for index in elements.indices {
                guard let element = elements[index].withoutCopies(ofFaulty: checked) else {
                    continue
                }
                elements[index] = element
                isChanged = true
            }
            return isChanged ? with(.sequence(elements)) : nil
        case .mapping(var mapping):
            var isChanged = false
            for (place, entry) in mapping.entries.enumerated() {
                guard let value = entry.value.withoutCopies(ofFaulty: checked) else { continue }
                mapping.updateValue(at: place) { $0 = value }
                isChanged = true
            }
            return isChanged ? with(.mapping(mapping)) : nil
        }
    }
}

extension Trace {
    /// Whether nothing but an alias brought the value in, so that its text is what was written.
    fileprivate var isAlias: Bool {
        switch step {
        case .alias, .replaced, .renamed: previous?.trace?.isAlias ?? true
        case .merged, .computed, .converted, .chosen, .refused, .dropped, .removed, .recorded:
            false
        }
    }
}
