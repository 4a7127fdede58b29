import ExpDiagnostics
import ExpSchema
import ExpSystem
import ExpYAML

extension ConfigLoad {
    /// The layer without keys at its top that are a misspelt reserved key.
    ///
    /// Only a key whose value fits is taken for one: what they would have brought is missed
    /// everywhere else, so that nothing else can tell. Without a task only the words of composition
    /// mean something, and `task` itself.
    ///
    /// - Parameters:
    ///   - statement: What the layer says at its top.
    ///   - task: The task that the config is for.
    ///   - root: The config root.
    ///   - bag: Takes an error for each with a task, else a warning.
    /// - Returns: What is left of the layer.
    func withoutTypos(
        _ statement: Statement,
        _ task: FoundTask,
        _ root: FilePath,
        into bag: inout DiagnosticBag
    ) -> Statement {
        guard statement.source.kind == .file, var mapping = statement.node.mapping else {
            return statement
        }
        let isClosed = task.description?.schema?.mapping.map { $0.additional == nil } ?? false
        // What a closed schema does not know it tells itself; but the words of composition are no
        // keys of it.
        let words = ["task", "extends", "use", "defaults"]
        let others = task.name != nil && !isClosed ? ["seed", "sweep", "exp"] : []
        let candidates = words + others
        for entry in mapping.entries where !entry.isKeyQuoted {
            // The value is looked at first: of ten thousand keys hardly one has such a value.
            let fitting = candidates.filter { takes(entry.value, $0) }
            guard !fitting.isEmpty, task.description?.schema?.child(entry.key) == nil,
                let meant = nearest(to: entry.key, among: fitting),
                mapping[meant] == nil, fits(entry.value, meant, root, statement.source.folder)
            else { continue }
            let isError = task.name != nil && words.contains(meant)
            bag.report(.misspeltReservedKey(entry, meant: meant, isError: isError))
            if isError { mapping.remove(entry.key) }
        }
        var result = statement
        result.node.content = .mapping(mapping)
        return result
    }

    /// The reserved key that is one or two edits away; of a word of three letters one, and one
    /// more letter.
    private func nearest(to key: String, among words: [String]) -> String? {
        if words.contains(key) { return nil }
        return words.filter { word in
            let limit = word.utf8.count < 5 ? 1 : 2
            return Suggestion.distance(key.lowercased(), word) <= limit
        }
        .min { Suggestion.distance(key, $0) < Suggestion.distance(key, $1) }
    }

    /// Whether a value is of the kind that a reserved key takes.
    private func takes(_ value: Node, _ key: String) -> Bool {
        switch key {
        case "task": value.string.map(tasks.names.contains) ?? false
        case "extends":
            value.sequence != nil
                || (value.string.map { $0.hasSuffix(".yaml") || $0.hasSuffix(".yaml?") } ?? false)
        case "defaults": value.sequence != nil
        case "seed": value.int != nil
        default: value.mapping != nil
        }
    }

    /// Whether a value is one that a reserved key takes, so that the key may be meant.
    private func fits(
        _ value: Node,
        _ key: String,
        _ root: FilePath,
        _ folder: FilePath
    ) -> Bool {
        switch key {
        case "task":
            return value.string.map(tasks.names.contains) ?? false
        case "extends":
            let names = (value.sequence ?? [value]).map(\.string)
            return !names.isEmpty
                && names.allSatisfy { name in
                    name.map { $0.hasSuffix(".yaml") || $0.hasSuffix(".yaml?") } ?? false
                }
        case "use":
            let slots = value.mapping?.entries ?? []
            return !slots.isEmpty
                && slots.allSatisfy { !files.options(in: root.appending($0.key)).isEmpty }
        case "defaults":
            return (value.sequence ?? []).contains { isDefault($0, folder) }
        case "seed":
            return value.int != nil
        case "sweep":
            let keys = ["grid", "zip", "random", "sobol", "points"]
            return value.mapping?.keys.contains(where: keys.contains) ?? false
        default:
            let fields = RootSchema.settings.mapping?.fields.map(\.name) ?? []
            return value.mapping.map { !$0.isEmpty && $0.keys.allSatisfy(fields.contains) } ?? false
        }
    }

    /// Whether an item of a list is one of a Hydra defaults list that leads to a file.
    private func isDefault(_ item: Node, _ folder: FilePath) -> Bool {
        if let name = item.string {
            return name == "_self_" || files.isFile(folder.appending(name + ".yaml").normalised)
        }
        guard let mapping = item.mapping, mapping.count == 1, let entry = mapping.entries.first
        else { return false }
        return !files.options(in: folder.appending(entry.key)).isEmpty
    }
}
