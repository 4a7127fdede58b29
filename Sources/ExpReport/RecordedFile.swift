import ExpDiagnostics
import ExpYAML

/// A config file as it is today, asked whether it still says what a run recorded of it.
///
/// A value is looked for where it stood, then by its key; so lines that came or went elsewhere in
/// the file change nothing, and a key that happens to stand at the old place is not taken for it.
struct RecordedFile {
    /// What became of one value.
    enum Finding: Hashable {
        /// It stands where it stood and says the same.
        case same
        /// It says the same in another line.
        case moved(line: Int)
        /// It reads otherwise.
        case reads(String, line: Int)
        /// The file sets it no more.
        case missing
    }

    private struct Place {
        var path: ConfigPath
        var node: Node
    }

    private var byPosition: [SourcePosition: [Place]] = [:]
    private var byPath: [ConfigPath: Node] = [:]

    /// Takes a file apart; nil when it is no YAML any more.
    init?(_ file: SourceFile) {
        var unseen = DiagnosticBag()
        guard let document = YAMLReader.read(file, into: &unseen) else { return nil }
        collect(document.root, at: ConfigPath(), in: file)
    }

    /// What became of a value.
    ///
    /// - Parameters:
    ///   - step: The value as recorded; its origin is this file.
    ///   - path: Its path in the config.
    ///   - mount: Where the top of the file stands in the config; nil when that is not known.
    /// - Returns: The same value at its old place is not told to have moved.
    func finding(_ step: ValueHistory.Step, at path: ConfigPath, mount: ConfigPath?) -> Finding {
        let origin = step.origin
        let names = Self.names(of: path, mount: mount)
        let position = SourcePosition(line: origin.line, column: origin.column)
        let here = (byPosition[position] ?? []).first { names.contains($0.path) }?.node
        if let here, Self.says(here, step) { return .same }
        guard let found = here ?? names.lazy.compactMap({ byPath[$0] }).first else {
            return .missing
        }
        let line = found.range.position.line
        return Self.says(found, step)
            ? .moved(line: line) : .reads(CanonicalWriter.flow(found), line: line)
    }

    private mutating func collect(_ node: Node, at path: ConfigPath, in file: SourceFile) {
        byPath[path] = byPath[path] ?? node
        if node.range.file == file {
            byPosition[node.range.position, default: []].append(Place(path: path, node: node))
        }
        for entry in node.mapping?.entries ?? [] {
            collect(entry.value, at: path.appending(entry.plainKey), in: file)
        }
        for (index, element) in (node.sequence ?? []).enumerated() {
            collect(element, at: path.appending(index), in: file)
        }
    }

    /// The paths in a file that a path of the config can be: the likeliest first.
    ///
    /// A choice may stand in the place of its mapping: `model: mlp` gives `model.use`.
    private static func names(of path: ConfigPath, mount: ConfigPath?) -> [ConfigPath] {
        let components = path.components
        let starts = mount.map { [$0.components.count] } ?? Array(components.indices)
        let names = starts.filter { $0 < components.count }.map {
            ConfigPath(Array(components[$0...]))
        }
        return path.lastKey == "use" ? names + names.compactMap(\.parent) : names
    }

    /// Whether a text of today is what was recorded, as written or in its meaning.
    private static func says(_ node: Node, _ step: ValueHistory.Step) -> Bool {
        if !step.origin.text.isEmpty, node.range.text == step.origin.text { return true }
        if CanonicalWriter.flow(node) == step.value { return true }
        // Of a long text the record keeps no copy, and a list may have been filled with defaults
        // since it was read: nothing is claimed then.
        guard let text = node.scalar?.text else { return step.origin.text.isEmpty }
        return text == step.written || text == step.value
    }
}

extension Mapping.Entry {
    /// The key without the sign of `key+` or `key!`.
    fileprivate var plainKey: String {
        guard !isKeyQuoted, key.utf8.count > 1, key.hasSuffix("+") || key.hasSuffix("!") else {
            return key
        }
        return String(key.dropLast())
    }
}
