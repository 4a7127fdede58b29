import ExpDiagnostics
import ExpSystem
import ExpYAML

/// What becomes of the values that files set, over many compositions: which of them ever count,
/// and which only repeat what stands below.
struct ValueUse {
    /// A value that others replace.
    private struct Overridden {
        var path: ConfigPath
        var by: [SourceRange]
    }

    /// A value that is equal to the one below it.
    private struct Repeat {
        var path: ConfigPath
        var below: SourceRange
    }

    /// Values that stand in a composition.
    private var live: Set<SourceRange> = []
    /// Values that differ from what stands below them, or have nothing below.
    private var needed: Set<SourceRange> = []
    private var overridden: [SourceRange: Overridden] = [:]
    private var repeats: [SourceRange: Repeat] = [:]

    /// Takes the values of one composition.
    ///
    /// - Parameters:
    ///   - root: The composed tree, before interpolation.
    ///   - isAsWritten: Whether all its choices are those of the files.
    mutating func record(_ root: Node, isAsWritten: Bool) {
        for entry in root.mapping?.entries ?? [] {
            // How to run is no setting that options share.
            if RootSchema.reservedKeys.contains(entry.key) { continue }
            record(entry.value, at: ConfigPath([.key(entry.key)]), isAsWritten)
        }
    }

    private mutating func record(_ node: Node, at path: ConfigPath, _ isAsWritten: Bool) {
        switch node.content {
        case .faulty:
            return
        case .mapping(let mapping):
            for entry in mapping.entries {
                record(entry.value, at: path.appending(entry.key), isAsWritten)
            }
        case .sequence, .scalar:
            recordLeaf(node, at: path, isAsWritten)
        }
    }

    private mutating func recordLeaf(_ node: Node, at path: ConfigPath, _ isAsWritten: Bool) {
        guard node.range.file.kind == .file else { return }
        live.insert(node.range)
        guard case .replaced? = node.trace?.step, let below = node.trace?.previous else {
            needed.insert(node.range)
            return
        }
        if below.isEqualValue(to: node) {
            repeats[node.range] = Repeat(path: path, below: below.range)
        } else {
            needed.insert(node.range)
        }
        guard isAsWritten else { return }
        var lower: Node? = below
        while let value = lower {
            if value.range.file.kind == .file, value.mapping == nil,
                value.range.file != node.range.file
            {
                var known = overridden[value.range] ?? Overridden(path: path, by: [])
                if !known.by.contains(node.range) { known.by.append(node.range) }
                overridden[value.range] = known
            }
            guard case .replaced? = value.trace?.step else { return }
            lower = value.trace?.previous
        }
    }

    /// Takes what another saw.
    mutating func merge(_ other: ValueUse) {
        live.formUnion(other.live)
        needed.formUnion(other.needed)
        repeats.merge(other.repeats) { $1 }
        overridden.merge(other.overridden) { known, new in
            var known = known
            known.by += new.by.filter { !known.by.contains($0) }
            return known
        }
    }

    // MARK: - What to tell

    /// Tells of the values that never count: at least two places replace them, and in every
    /// composition somebody does.
    func reportOverridden(into bag: inout DiagnosticBag) {
        for (range, value) in overridden.inOrder where value.by.count > 1 && !live.contains(range) {
            bag.report(.overriddenKey(value.path, at: range, by: value.by))
        }
    }

    /// Tells of the values that equal what stands below them wherever they are used.
    ///
    /// An option may repeat the defaults: its file is where one reads what the option is.
    func reportRepeats(options: Set<FilePath>, into bag: inout DiagnosticBag) {
        var ofDefaults: [(file: SourceFile, values: [RepeatedValue])] = []
        for (range, value) in repeats.inOrder where !needed.contains(range) {
            guard value.below.file.kind == .declaration else {
                bag.report(.repeatedValue(value.path, at: range, below: value.below))
                continue
            }
            if let file = range.file.path, options.contains(FilePath(file)) { continue }
            let repeated = RepeatedValue(path: value.path, range: range)
            if ofDefaults.last?.file == range.file {
                ofDefaults[ofDefaults.count - 1].values.append(repeated)
            } else {
                ofDefaults.append((range.file, [repeated]))
            }
        }
        for file in ofDefaults { bag.report(.repeatedDefaults(file.values, in: file.file)) }
    }
}

/// A value that equals the default of its key.
struct RepeatedValue {
    /// Where in the config it stands.
    var path: ConfigPath
    /// The value's text.
    var range: SourceRange
}

extension Dictionary where Key == SourceRange {
    /// The entries by file, then by place.
    fileprivate var inOrder: [(key: SourceRange, value: Value)] {
        sorted { left, right in
            (left.key.file.name, left.key.start, left.key.end)
                < (right.key.file.name, right.key.start, right.key.end)
        }
        .map { ($0.key, $0.value) }
    }
}
