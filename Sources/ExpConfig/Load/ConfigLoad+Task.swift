import ExpDiagnostics
import ExpSchema
import ExpYAML

extension ConfigLoad {
    /// The task that a config is for.
    struct FoundTask: Sendable {
        /// The name; nil without a task.
        var name: String?
        /// What the task says of itself; nil for an unknown one.
        var description: TaskDescription?
    }

    /// The task that the request, the command line or the highest file names.
    func findTask(
        in layers: [Statement],
        _ overrides: OverrideRoles,
        into bag: inout DiagnosticBag
    ) -> FoundTask {
        var node = layers.last { $0.node["task"] != nil }?.node["task"]
        for (_, override) in overrides.having(.value) where override.namesTask {
            if case .element(let value)? = override.value { node = value }
        }
        guard let name = request.task ?? node?.string else { return FoundTask() }
        guard let description = tasks.find(name) else {
            bag.report(.unknownTask(name, at: request.task == nil ? node?.range : nil, tasks.names))
            return FoundTask(name: name)
        }
        return FoundTask(name: name, description: description)
    }

    /// Tells of slots that have the name of a key which the task declares.
    func reportSlots(
        of composer: Composer,
        _ schema: Schema?,
        _ task: FoundTask,
        into bag: inout DiagnosticBag
    ) {
        for choice in composer.declaredSlots where schema?.mapping?.field(choice.slot) != nil {
            bag.report(.slotIsField(choice, of: task.name ?? ""))
        }
    }

    /// The layer without what only Hydra's trees have, which is told.
    func withoutHydra(_ statement: Statement, into bag: inout DiagnosticBag) -> Statement {
        guard var mapping = statement.node.mapping else { return statement }
        var result = statement
        if let defaults = mapping.entry("defaults") {
            bag.report(.defaultsBesideExtends(defaults))
            mapping.remove("defaults")
        }
        result.node.content = .mapping(mapping)
        return result
    }
}

extension Override {
    /// Whether it says which task the config is for.
    var namesTask: Bool {
        path == ConfigPath(keys: "task") && operation != .delete
    }
}
