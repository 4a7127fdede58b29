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

    /// The layer without what only Hydra's trees and slots have, which is told.
    func withoutHydra(_ statement: Statement, into bag: inout DiagnosticBag) -> Statement {
        guard var mapping = statement.node.mapping else { return statement }
        var result = statement
        if let use = mapping.entry("use"), use.value.mapping != nil {
            bag.report(.slotsNotSupported(use))
            mapping.remove("use")
        }
        if let defaults = mapping.entry("defaults") {
            bag.report(.defaultsBesideExtends(defaults))
            mapping.remove("defaults")
        }
        result.node.content = .mapping(mapping)
        return result
    }

    /// The layer without keys at its top that are a misspelt `task` or `extends`.
    ///
    /// Only a key whose value fits is taken for one: what they would have brought is missed
    /// everywhere else, so that nothing else can tell.
    func withoutTypos(
        _ statement: Statement,
        _ task: FoundTask,
        into bag: inout DiagnosticBag
    ) -> Statement {
        guard statement.source.kind == .file, var mapping = statement.node.mapping else {
            return statement
        }
        for entry in mapping.entries where !entry.isKeyQuoted {
            guard task.description?.schema?.child(entry.key) == nil,
                let meant = reservedKey(meantBy: entry)
            else { continue }
            bag.report(.misspeltReservedKey(entry, meant: meant, isError: task.name != nil))
            if task.name != nil { mapping.remove(entry.key) }
        }
        var result = statement
        result.node.content = .mapping(mapping)
        return result
    }

    private func reservedKey(meantBy entry: Mapping.Entry) -> String? {
        // The value is looked at first: of ten thousand keys hardly one has such a value.
        guard let meant = reservedKey(withValue: entry.value),
            Suggestion.nearest(to: entry.key, among: ["task", "extends"]).first == meant,
            Suggestion.distance(entry.key, meant) <= 2
        else { return nil }
        return meant
    }

    private func reservedKey(withValue value: Node) -> String? {
        if let name = value.string, tasks.names.contains(name) { return "task" }
        let values = value.sequence ?? [value]
        let areFiles = values.allSatisfy { value in
            guard let name = value.string else { return false }
            return name.hasSuffix(".yaml") || name.hasSuffix(".yaml?")
        }
        return areFiles && !values.isEmpty ? "extends" : nil
    }
}

extension Override {
    /// Whether it says which task the config is for.
    var namesTask: Bool {
        path == ConfigPath(keys: "task") && operation != .delete
    }
}
