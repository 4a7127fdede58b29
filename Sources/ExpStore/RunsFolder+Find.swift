package import ExpDiagnostics
import ExpSystem
import ExpYAML

extension RunsFolder {
    /// The one run that a text names; see ``matches(_:)``.
    ///
    /// - Throws: `unknown-run` with the nearest names, `ambiguous-run` with the candidates,
    ///   `unreadable-run`. The place in the command line is the caller's to add.
    package func find(_ text: String) throws(Diagnostic) -> RunEntry {
        let all = try list()
        let found = try matches(text, among: all)
        if found.count == 1 { return found[0] }
        throw .ambiguousRun(text, candidates: found.map(\.id), names: shortNames(of: all))
    }

    /// The runs that a text names, newest first, never none.
    ///
    /// Tried in this order:
    /// 1. `@last`, the newest run, and `@1`, `@2`, …, those before it; `@best`, of the completed runs of the newest run's task the one
    ///    that came furthest towards that task's goal (of equal ones the first);
    /// 2. `tag:x`, the runs with that tag;
    /// 3. the path of a run's folder, when the text holds a slash;
    /// 4. a beginning of the last part of a run's name (`k3f9`) or of the whole;
    /// 5. a name given with `--name`.
    ///
    /// - Throws: `unknown-run`, `unreadable-run`.
    package func matches(_ text: String) throws(Diagnostic) -> [RunEntry] {
        try matches(text, among: try list())
    }

    private func matches(
        _ text: String,
        among all: [RunEntry]
    ) throws(Diagnostic) -> [RunEntry] {
        if text == "@last" {
            guard let last = all.first else { throw .noRuns(path) }
            return [last]
        }
        if text.hasPrefix("@"), let place = Int(text.dropFirst()), place >= 0 {
            guard all.indices.contains(place) else { throw .tooFewRuns(text, count: all.count) }
            return [all[place]]
        }
        if text == "@best" { return [try best(among: all)] }
        if text.hasPrefix("tag:") {
            let tag = String(text.dropFirst(4))
            let found = all.filter { RunLabels(readFrom: $0.folder).tags.contains(tag) }
            guard found.isEmpty else { return found }
            throw .unknownTag(tag, known: all.flatMap { RunLabels(readFrom: $0.folder).tags })
        }
        if text.utf8.contains(UInt8(ascii: "/")), let entry = entry(atPath: text) { return [entry] }
        guard !text.isEmpty else { throw .unknownRun(text, known: [], names: [], in: path) }

        let byName = all.filter { $0.id.suffix.hasPrefix(text) || $0.id.text.hasPrefix(text) }
        if let exact = byName.first(where: { $0.id.text == text }) { return [exact] }
        guard byName.isEmpty else { return byName }
        let names = all.map { RunLabels(readFrom: $0.folder).name }
        let byLabel = zip(all, names).filter { $0.1 == text }.map(\.0)
        guard byLabel.isEmpty else { return byLabel }
        throw .unknownRun(text, known: all.map(\.id), names: names.compactMap(\.self), in: path)
    }

    private func entry(atPath text: String) -> RunEntry? {
        let folder = FilePath(text)
        guard let real = try? FileSystem.realPath(of: folder), let id = RunID(real.name),
            FileSystem.kind(of: real) == .folder
        else { return nil }
        return RunEntry(id: id, folder: folder)
    }

    private func best(among all: [RunEntry]) throws(Diagnostic) -> RunEntry {
        guard let last = all.first else { throw .noRuns(path) }
        let snapshot = RunSnapshot(last)
        guard let record = snapshot.record else { throw .noGoal(last.id) }
        let name: String
        let isGreaterBetter: Bool
        switch record.goal {
        case .maximize(let metric): (name, isGreaterBetter) = (metric, true)
        case .minimize(let metric): (name, isGreaterBetter) = (metric, false)
        case .none: throw .noGoal(last.id)
        }
        var best: (entry: RunEntry, value: Double)?
        // Oldest first, so that the first of equal ones stays.
        for entry in all.reversed() {
            let candidate = RunSnapshot(entry)
            guard candidate.status == .completed, candidate.record?.task == record.task,
                let metric = candidate.summary[name]
            else { continue }
            let value = isGreaterBetter ? metric.max : metric.min
            guard !value.isNaN else { continue }
            if let best, isGreaterBetter ? value <= best.value : value >= best.value { continue }
            best = (entry, value)
        }
        guard let best else { throw .noneCompleted(task: record.task, metric: name) }
        return best.entry
    }
}
