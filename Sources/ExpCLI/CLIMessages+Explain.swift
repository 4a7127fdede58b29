import ExpDiagnostics
import ExpYAML

extension Diagnostic {
    /// A key path that leads to nothing.
    ///
    /// - Parameters:
    ///   - path: The key.
    ///   - known: The keys that there are.
    ///   - elsewhere: What the task says of the key.
    ///   - run: The recorded run that was asked about; nil for a config.
    ///   - range: Where the key stands.
    /// - Returns: `unknown-key`, with the nearest keys.
    static func nothingToExplain(
        _ path: ConfigPath,
        known: [String],
        elsewhere: AbsentKey?,
        run: String?,
        at range: SourceRange?
    ) -> Diagnostic {
        var problem = Diagnostic(
            .unknownKey,
            message: "the config has no key `\(path)`",
            labels: range.map { [Label($0)] } ?? []
        )
        switch elsewhere {
        case .notGiven(let note):
            problem.message = "`\(path)` has no value in the config"
            let meaning = note.documentation.isEmpty ? "" : ": \(note.documentation)"
            problem.help = "`\(path)=…` gives it one, \(note.type)\(meaning)"
            return problem
        case .otherCase(let cases, let chosen, let place):
            problem.message = "`\(place)` is `\(chosen)`, which has no key `\(path.lastKey ?? "")`"
            problem.help =
                "with \(cases.map { "`\(place)=\($0)`" }.joined(separator: " or ")) it has one"
            return problem
        case nil:
            break
        }
        let near = nearKeys(to: path, among: known)
        if !near.isEmpty {
            problem.help = "did you mean \(Suggestion.list(near, joinedBy: "or"))?"
        } else {
            let verb = run.map { "explain --all \(ShellText.quoted($0))" } ?? "explain --all"
            problem.help = neighbours(of: path, among: known) ?? "`exp \(verb)` lists all keys"
        }
        return problem
    }

    private static func nearKeys(to path: ConfigPath, among known: [String]) -> [String] {
        // A key may be known at another place: `lr` for `optimizer.lr`.
        let last = path.lastKey ?? ""
        let elsewhere = known.filter { $0.hasSuffix(".\(last)") }
        if !elsewhere.isEmpty { return Array(elsewhere.prefix(3)) }
        let parent = path.description.dropLast(last.count)
        // Below the same key only the last part counts: a long common beginning is no likeness.
        // The mapping that it would be in is no other spelling of it.
        let others = known.filter { $0 != path.parent?.description }
        return Suggestion.nearest(to: path.description, among: others).filter { key in
            guard !parent.isEmpty, key.hasPrefix(parent) else { return true }
            let rest = String(key.dropFirst(parent.count))
            return !Suggestion.nearest(to: last, among: [rest]).isEmpty
        }
    }

    /// The keys beside the one that is not there: of the nearest mapping above that is.
    private static func neighbours(of path: ConfigPath, among known: [String]) -> String? {
        var parent = path.parent
        while let place = parent {
            let keys = known.compactMap { text -> String? in
                guard let other = ConfigPath.parse(text), other.parent == place else { return nil }
                return other.lastKey
            }
            if !keys.isEmpty {
                let shown = keys.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
                let whose = place.components.isEmpty ? "the config" : "`\(place)`"
                return "the keys of \(whose) are \(shown)" + (keys.count > 8 ? ", …" : "")
            }
            parent = place.parent
        }
        return nil
    }
}
