import ExpDiagnostics
import ExpYAML

extension Diagnostic {
    /// What `**.key=value` set.
    static func matchedKeys(_ override: Override, _ paths: [ConfigPath], left: Int) -> Diagnostic {
        let names = paths.map(\.description)
        let shown = names.count > 8 ? Array(names.prefix(7)) : names
        let rest = names.count - shown.count
        let list =
            rest > 0
            ? shown.map { "`\($0)`" }.joined(separator: ", ") + " and \(rest) more"
            : Suggestion.list(shown, joinedBy: "and")
        let message =
            paths.isEmpty
            ? "`\(override.keyRange.text)` sets nothing: exact overrides set every such key"
            : "`\(override.keyRange.text)` sets \(list)"
        return Diagnostic(
            .matchedKeys,
            severity: .note,
            message: message,
            labels: [Label(override.range)],
            notes: left > 0 && !paths.isEmpty
                ? ["an exact override set \(left == 1 ? "one more" : "\(left) more")"] : []
        )
    }

    /// `**.key=value` with a key that is nowhere.
    static func noKeyAtAnyDepth(_ override: Override, _ paths: [ConfigPath]) -> Diagnostic {
        let wanted = override.path.lastKey ?? override.path.description
        let keys = paths.compactMap(\.lastKey)
        var unique: [String] = []
        for key in keys where !unique.contains(key) { unique.append(key) }
        let name = override.path.description
        // The last key may be there, and another step of the path wrong.
        let holders = paths.filter { $0.lastKey == wanted }.prefix(3).map(\.description)
        let help =
            holders.isEmpty
            ? Suggestion.phrase(for: wanted, among: unique)
            : "there is \(Suggestion.list(Array(holders), joinedBy: "and"))"
        return Diagnostic(
            .unknownKey,
            message: "the config has no key `\(name)` at any depth",
            labels: [Label(override.keyRange)],
            help: help ?? "`**` changes keys that are there; write `+KEY=VALUE` to add one"
        )
    }

    /// `**.key=value` where some such key holds a mapping.
    static func everyDepthMeetsMapping(_ override: Override, _ paths: [ConfigPath]) -> Diagnostic {
        let value = override.value?.range.text ?? ""
        let first = paths.first?.description ?? override.path.description
        return Diagnostic(
            .mergeConflict,
            message: "\(Suggestion.list(paths.map(\.description), joinedBy: "and")) "
                + "\(paths.count == 1 ? "is a mapping" : "are mappings"), which `**` does not replace",
            labels: [Label(override.range)],
            help:
                "name each key: `\(first)=\(value)` chooses an option, `\(first):=\(value)` replaces "
                + "the mapping"
        )
    }
}
